import { movedCursor } from '../../../ui/grid/grid-keys'

/** Handles a key of the rows and prevents its default action. */
export function entryKey(
  event: KeyboardEvent,
  list: { index: number; rowCount: number; fullRows: number; moveTo: (index: number) => void },
  does: { edit: () => void; take: () => void; copy: () => void; leaveUp: () => void }
): void {
  if (event.altKey || event.shiftKey || event.isComposing) return
  const isMod = event.ctrlKey || event.metaKey
  const next = movedCursor(event.key, list)
  if (event.key === 'ArrowUp' && list.index === 0) does.leaveUp()
  else if (next !== undefined) list.moveTo(next)
  else if (event.key === 'Enter' && isMod) {
    if (!event.repeat) does.take()
  } else if (event.key === 'Enter' || event.key === 'F2') {
    if (!event.repeat) does.edit()
  } else if (isMod && event.code === 'KeyC') {
    if (!event.repeat) does.copy()
  } else return
  event.preventDefault()
}
