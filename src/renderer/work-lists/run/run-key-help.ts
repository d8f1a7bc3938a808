import type { WorkRunMessages } from '../../../shared/messages/en/work-run'

/** Keyboard shortcuts of the call screen, for the window's help. */
export const runKeys = (isMac: boolean, t: WorkRunMessages['keys']): { keys: string[]; what: string }[] => [
  { keys: ['Enter'], what: t.call },
  { keys: ['1–9'], what: t.result },
  { keys: ['N'], what: t.note },
  { keys: ['S'], what: t.skip },
  { keys: ['L'], what: t.later },
  { keys: ['Space'], what: t.hold },
  { keys: ['Esc'], what: t.cancel },
  { keys: [isMac ? '⌘ Z' : 'Ctrl Z'], what: t.undo }
]
