import type { ImportsMessages } from '../../shared/messages/en/imports'

/** Keyboard shortcuts of the campaigns window, for its help. */
export function importsKeys(isMac: boolean, t: ImportsMessages['keys']): { keys: string[]; what: string }[] {
  const mod = isMac ? '⌘' : 'Ctrl'
  return [
    { keys: [`${mod} N`], what: t.draft },
    { keys: [`${mod} 1`, `${mod} 2`, '…'], what: t.places },
    { keys: ['↑ ↓', 'Home', 'End'], what: t.move },
    { keys: ['Delete'], what: t.remove },
    { keys: ['← →'], what: t.views },
    { keys: [`${mod} F`], what: t.search },
    { keys: [`${mod} C`], what: t.copy }
  ]
}
