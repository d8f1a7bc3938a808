import { movedCursor } from '../../ui/grid/grid-keys'
import type { RecordsPage } from '../records-page.svelte.ts'

/** Actions of table keys other than cursor movement. */
export interface TableKeys {
  copy: () => void
  redial: () => void
  /** Called on ArrowUp in the first row. */
  leaveUp: () => void
}

/** Handles a key of the table and prevents its default action. */
export function handleTableKey(event: KeyboardEvent, page: RecordsPage, keys: TableKeys): void {
  const { choice, list } = page
  const isMod = event.ctrlKey || event.metaKey
  const isUnset = choice.id === null && event.key === 'ArrowDown'
  const { rowCount, fullRows } = list.rows
  const next = isUnset ? choice.index : movedCursor(event.key, { index: choice.index, rowCount, fullRows })
  if (event.altKey) return
  if (event.key === 'ArrowUp' && choice.index === 0 && !event.shiftKey) keys.leaveUp()
  else if (next !== undefined) page.moveTo(next, event.shiftKey)
  else if (event.key === ' ') {
    if (isMod) choice.toggle(choice.index)
  } else if (event.key === 'Enter' && !isMod) {
    if (!event.repeat) page.openCall.openCursor()
  } else if (event.key === 'Escape' && choice.several.size > 0 && page.openCall.id === null)
    choice.clearSeveral()
  else if (isMod && !event.shiftKey && event.code === 'KeyA') choice.all()
  else if (isMod && !event.shiftKey && event.code === 'KeyC') {
    if (!event.repeat) keys.copy()
  } else if (!isMod && !event.shiftKey && event.code === 'KeyR') {
    if (!event.repeat) keys.redial()
  } else return
  event.preventDefault()
}
