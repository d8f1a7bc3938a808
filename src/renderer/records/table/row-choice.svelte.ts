import type { RecordRow } from '../../../shared/records/records'
import { noRows, selectedRange, selectionOf, withToggled, type RowSelection } from './row-selection'

/**
 * Cursor and selection. Selected rows are stored as they were when selected, so that copying them doesn't depend
 * on later changes of the list. `rowsBetween` returns the rows of an index range (end exclusive); null when they
 * can't be loaded.
 */
export function createRowChoice(deps: {
  total: () => number
  row: (index: number) => RecordRow | undefined
  rowsBetween: (from: number, to: number) => Promise<readonly RecordRow[] | null>
  onTooMany: () => void
}) {
  let index = $state(0)
  let id = $state<string | null>(null)
  let several = $state.raw<RowSelection>(noRows)
  // False until the user or a command has placed the cursor.
  let isPut = false
  let anchor = 0
  let turns = 0

  const clamp = (at: number): number => Math.max(0, Math.min(at, deps.total() - 1))

  function put(at: number): void {
    isPut = true
    index = clamp(at)
    id = deps.row(index)?.id ?? null
  }

  /** Selects an index range; a newer request supersedes pending ones. */
  async function select(from: number, to: number): Promise<void> {
    const turn = (turns += 1)
    const range = selectedRange(from, to)
    const rows = await deps.rowsBetween(range.from, range.to)
    if (turn !== turns || rows === null) return
    several = selectionOf(rows)
    if (range.isTooMany) deps.onTooMany()
  }

  return {
    /** Index of the cursor. */
    get index(): number {
      return index
    },
    /** The call at the cursor; null while its row is being loaded, or before the cursor was placed. */
    get id(): string | null {
      return id
    },
    /** Number of selected calls, or 1 for the cursor's. */
    get count(): number {
      return several.size > 0 ? several.size : id === null ? 0 : 1
    },
    /** The multiple selection; empty: only the cursor's row. */
    get several(): RowSelection {
      return several
    },
    isSelected: (row: RecordRow): boolean => (several.size > 0 ? several.has(row.id) : row.id === id),

    /** Moves the cursor; `isExtending` selects the rows in between. */
    moveTo(at: number, isExtending = false): void {
      if (deps.total() === 0) return
      put(at)
      if (isExtending) {
        void select(anchor, index)
        return
      }
      turns += 1
      anchor = index
      several = noRows
    },

    /** Adds a row to the selection, or removes it. */
    toggle(at: number): void {
      turns += 1
      const before = several.size > 0 ? several : selectionOf(this.rows())
      put(at)
      anchor = index
      const row = deps.row(index)
      if (row === undefined) return
      several = withToggled(before, row)
      if (several === before) deps.onTooMany()
    },

    all(): void {
      anchor = 0
      void select(0, deps.total() - 1)
    },

    /** The selected rows that are loaded. */
    rows(): RecordRow[] {
      if (several.size > 0) return [...several.values()]
      const row = id === null ? undefined : deps.row(index)
      return row === undefined ? [] : [row]
    },

    /** Rows were loaded, possibly the cursor's. */
    arrived(): void {
      if (isPut && id === null) id = deps.row(index)?.id ?? null
    },

    /** The cursor's call has a new index; undefined: it is gone, and the cursor keeps its index. */
    placed(at: number | undefined): void {
      if (at !== undefined) index = at
      else if (isPut) put(index)
      anchor = index
    },

    /** Resets cursor and selection. */
    clear(): void {
      turns += 1
      isPut = false
      index = 0
      anchor = 0
      id = null
      several = noRows
    },
    /** Clears the multiple selection; the cursor stays. */
    clearSeveral(): void {
      turns += 1
      several = noRows
    }
  }
}
