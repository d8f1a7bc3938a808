import { seekSeconds } from './player-position'

/** Handles a key; returns true if it did. */
export type KeyHandler = (event: KeyboardEvent) => boolean

/** Handles a key of the player's page. */
export function playerKey(
  event: KeyboardEvent,
  does: { toggle: () => void; seekBy: (seconds: number) => void; skip: (direction: 1 | -1) => void }
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key === ' ' && !event.shiftKey) {
    if (!event.repeat) does.toggle()
    return true
  }
  const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
  if (direction === null) return false
  if (!event.shiftKey) does.seekBy(direction * seekSeconds)
  else if (!event.repeat) does.skip(direction)
  return true
}
