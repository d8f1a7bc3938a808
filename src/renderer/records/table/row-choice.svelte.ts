import type { RecordRow } from '../../../shared/records/records'
import { noRows, selectedRange, selectionOf, withToggled, type RowSelection } from './row-selection'

/**
 * The rows a person means: the cursor, and those selected beside it. They are kept as they were when they were
 * selected, so that they are copied the same after the list has moved on. `rowsBetween` gives the rows from one
 * index to before another; null when they can't be had.
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
  // False until a person, or a wish of theirs, has put the cursor somewhere.
  let isPut = false
  let anchor = 0
  let turns = 0

  const clamp = (at: number): number => Math.max(0, Math.min(at, deps.total() - 1))

  function put(at: number): void {
    isPut = true
    index = clamp(at)
    id = deps.row(index)?.id ?? null
  }

  /** Selects from one index to another; the newest wish alone is carried out. */
  async function select(from: number, to: number): Promise<void> {
    const turn = (turns += 1)
    const range = selectedRange(from, to)
    const rows = await deps.rowsBetween(range.from, range.to)
    if (turn !== turns || rows === null) return
    several = selectionOf(rows)
    if (range.isTooMany) deps.onTooMany()
  }

  return {
    /** Where the cursor stands. */
    get index(): number {
      return index
    },
    /** The cursor's call; null while its row is under way, or nothing was chosen yet. */
    get id(): string | null {
      return id
    },
    /** How many calls are meant. */
    get count(): number {
      return several.size > 0 ? several.size : id === null ? 0 : 1
    },
    /** Selected beside the cursor. */
    get several(): RowSelection {
      return several
    },
    isSelected: (row: RecordRow): boolean => (several.size > 0 ? several.has(row.id) : row.id === id),

    /** Moves the cursor; `isExtending`: what lies between is selected. */
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

    /** Puts a row into the selection, or takes it out. */
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

    /** The rows that are meant and are known. */
    rows(): RecordRow[] {
      if (several.size > 0) return [...several.values()]
      const row = id === null ? undefined : deps.row(index)
      return row === undefined ? [] : [row]
    },

    /** Rows came: the cursor's may be among them. */
    arrived(): void {
      if (isPut && id === null) id = deps.row(index)?.id ?? null
    },

    /** The cursor's call stands elsewhere now; undefined: it is gone, so the cursor stays where it was. */
    placed(at: number | undefined): void {
      if (at !== undefined) index = at
      else if (isPut) put(index)
      anchor = index
    },

    /** Nothing is meant any more. */
    clear(): void {
      turns += 1
      isPut = false
      index = 0
      anchor = 0
      id = null
      several = noRows
    },
    /** The cursor alone is meant. */
    clearSeveral(): void {
      turns += 1
      several = noRows
    }
  }
}
