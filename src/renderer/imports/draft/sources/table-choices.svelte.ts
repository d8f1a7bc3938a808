import { SvelteMap } from 'svelte/reactivity'
import type { Bridge } from '../../../../shared/app/contract'
import type { AppError } from '../../../../shared/platform/schema'
import type { ListOptions } from '../../../../shared/imports/schema'
import type { DraftTable } from '../../../../shared/imports/state-schema'
import { announcer } from '../../../platform/announcer.svelte.ts'
import { i18n } from '../../../platform/i18n.svelte.ts'

type Choice = Pick<DraftTable, 'isIncluded' | 'options'>

/**
 * Pending reading options of tables. A choice is shown immediately, and the next one builds on it while its reply is
 * pending, so that two quick choices don't undo each other.
 */
export function createTableChoices({ commands }: Pick<Bridge, 'commands'>) {
  const chosen = new SvelteMap<number, { choice: Choice; pending: number }>()
  let error = $state.raw<AppError | null>(null)

  const of = (table: DraftTable): Choice => chosen.get(table.id)?.choice ?? table

  async function change(table: DraftTable, next: Choice): Promise<void> {
    const tableId = table.id
    chosen.set(tableId, { choice: next, pending: (chosen.get(tableId)?.pending ?? 0) + 1 })
    const reply = await commands['imports:set-table']({
      tableId,
      isIncluded: next.isIncluded,
      options: { ...next.options, numberColumns: [...next.options.numberColumns] }
    })
    const now = chosen.get(tableId)
    if (now === undefined || now.pending <= 1 || !reply.ok) chosen.delete(tableId)
    else chosen.set(tableId, { ...now, pending: now.pending - 1 })
    error = reply.ok ? null : reply.error
    if (error !== null) announcer.warn(i18n.error(error))
  }

  return {
    /** Why the last choice was rejected. */
    get error() {
      return error
    },
    set error(next: AppError | null) {
      error = next
    },
    /** The options of a table, including pending ones. */
    of,
    include(table: DraftTable, isIncluded: boolean) {
      return change(table, { ...of(table), isIncluded })
    },
    set(table: DraftTable, part: Partial<ListOptions>) {
      const { isIncluded, options } = of(table)
      return change(table, { isIncluded, options: { ...options, ...part } })
    },
    /** Adds or removes a number column. */
    toggleColumn(table: DraftTable, index: number) {
      const { numberColumns } = of(table).options
      const next = numberColumns.includes(index)
        ? numberColumns.filter((one) => one !== index)
        : [...numberColumns, index].sort((one, other) => one - other)
      return this.set(table, { numberColumns: next })
    }
  }
}

/** See {@link createTableChoices}. */
export type TableChoices = ReturnType<typeof createTableChoices>
