import type { Bridge } from '../../../shared/app/contract'
import type { CallerNumber, CallerNumbers } from '../../../shared/dialling/schema'
import type { AppError } from '../../../shared/platform/schema'
import { commands } from '../../platform/bridge'
import { app } from '../../platform/state.svelte.ts'
import {
  inputOf,
  rowsOf,
  withDefaultAt,
  withMoved,
  withoutRow,
  withRestored,
  type CallerRow
} from './caller-list'

/**
 * The caller numbers with their unsaved changes. A change is visible at once, and the next one builds on it even
 * before its reply arrives.
 */
function createCallerChanges(bridge: Pick<Bridge, 'commands'>, kept: () => CallerNumbers) {
  let changed = $state.raw<CallerRow[] | null>(null)
  let removed = $state.raw<{ row: CallerRow; index: number } | null>(null)
  let pending = 0

  const rows = $derived(changed ?? rowsOf(kept()))

  /** Returns why the rows weren't saved; null when they were. */
  async function set(next: CallerRow[]): Promise<AppError | null> {
    changed = next
    pending += 1
    const reply = await bridge.commands['caller-numbers:set'](inputOf(next))
    pending -= 1
    if (pending === 0 || !reply.ok) changed = null
    return reply.ok ? null : reply.error
  }

  return {
    get rows() {
      return rows
    },
    /** The last removed row, until the next change or until the page closes. */
    get removed() {
      return removed
    },
    leave(): void {
      removed = null
    },
    add(entry: CallerNumber): Promise<AppError | null> {
      removed = null
      return set([...rows, { ...entry, isDefault: false }])
    },
    edit(index: number, part: Partial<CallerNumber>): Promise<AppError | null> {
      return set(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
    },
    /** Null: the desk phone's own number. */
    makeDefault(index: number | null): Promise<AppError | null> {
      return set(withDefaultAt(rows, index))
    },
    move(index: number, by: -1 | 1): Promise<AppError | null> {
      removed = null
      return set(withMoved(rows, index, by))
    },
    async remove(index: number): Promise<AppError | null> {
      const row = rows[index]
      if (row === undefined) return null
      removed = { row, index }
      const failure = await set(withoutRow(rows, index))
      if (failure !== null) removed = null
      return failure
    },
    /** Restores the last removed row. */
    async undo(): Promise<AppError | null> {
      if (removed === null) return null
      const { row, index } = removed
      removed = null
      return set(withRestored(rows, row, index))
    }
  }
}

/** The window's unsaved changes of the caller numbers. */
export const callerChanges = createCallerChanges({ commands }, () => app.callerNumbers)
