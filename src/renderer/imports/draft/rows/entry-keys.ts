import type { LineList } from './line-list.svelte.ts'

/** The keys of the rows; what is one of them has its default prevented. */
export function entryKey(
  event: KeyboardEvent,
  list: Pick<LineList, 'index' | 'total' | 'fullRows' | 'moveTo'>,
  does: { edit: () => void; take: () => void; copy: () => void; leaveUp: () => void }
): void {
  if (event.altKey || event.shiftKey || event.isComposing) return
  const isMod = event.ctrlKey || event.metaKey
  const page = Math.max(1, list.fullRows - 1)
  const moves: Record<string, number> = {
    ArrowDown: list.index + 1,
    ArrowUp: list.index - 1,
    PageDown: list.index + page,
    PageUp: list.index - page,
    Home: 0,
    End: list.total - 1
  }
  const next = moves[event.key]
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
