import type { WorkRun } from '../../../shared/work-lists/schema'

/** What a key does on the call screen. */
export type RunAct =
  | 'call'
  | 'confirm-question'
  | 'confirm-result'
  | 'skip'
  | 'later'
  | 'hold'
  | 'resume'
  | 'cancel'
  | 'undo'
  /** A digit or N, for the wrap-up. */
  | 'wrap-up'
  /** A digit for an entry whose call isn't known to have been made. */
  | 'unsure-result'

/** What is on the screen, as far as keys depend on it. */
export interface RunScreen {
  phase: NonNullable<WorkRun>['phase']
  isAutomatic: boolean
  isUnsure: boolean
  /** The reply to the request was lost, and what became of the call isn't known yet. */
  isUnresolved: boolean
  hasQuestion: boolean
  canUndo: boolean
}

/** A key without its modifiers. */
export interface RunKey {
  key: string
  isMod: boolean
  isRepeat: boolean
}

const plainKeys: Record<string, 'enter' | 'skip' | 'later' | 'space' | 'escape'> = {
  Enter: 'enter',
  s: 'skip',
  S: 'skip',
  l: 'later',
  L: 'later',
  ' ': 'space',
  Escape: 'escape'
}

/** What a key does now; null: nothing. A held key acts once. */
export function actOf({ key, isMod, isRepeat }: RunKey, screen: RunScreen): RunAct | null {
  if (isRepeat) return null
  const { phase, isAutomatic, isUnsure, isUnresolved, hasQuestion, canUndo } = screen
  if (isMod) return key.toLowerCase() === 'z' && canUndo ? 'undo' : null
  const isPresented = phase.kind === 'ready' || phase.kind === 'countdown'
  const isWrapUp = phase.kind === 'wrap-up'
  if (/^[1-9]$/.test(key) || key.toLowerCase() === 'n') {
    if (isPresented && isUnsure) return key.toLowerCase() === 'n' ? null : 'unsure-result'
    return isWrapUp || phase.kind === 'calling' ? 'wrap-up' : null
  }
  switch (plainKeys[key]) {
    case 'enter':
      if (hasQuestion) return 'confirm-question'
      if (isWrapUp) return 'confirm-result'
      // A call that may have been made is called again by its button only.
      return isPresented && !isUnsure ? 'call' : null
    case 'skip':
      return isPresented || isWrapUp || isUnresolved ? 'skip' : null
    case 'later':
      return isPresented || isWrapUp ? 'later' : null
    case 'space':
      if (phase.kind === 'ready') return isAutomatic && phase.heldBy !== null ? 'resume' : null
      return phase.kind === 'countdown' || phase.kind === 'calling' || phase.kind === 'wrap-up'
        ? 'hold'
        : null
    case 'escape':
      if (phase.kind === 'starting') return 'cancel'
      return phase.kind === 'countdown' ? 'hold' : null
    default:
      return null
  }
}
