import { SvelteMap } from 'svelte/reactivity'
import type { Bridge } from '../../../../shared/app/contract'
import type { AppError } from '../../../../shared/platform/errors'
import type { ListOptions } from '../../../../shared/imports/imports'
import type { DraftTable } from '../../../../shared/imports/imports-state'
import { announcer } from '../../../platform/announcer.svelte.ts'
import { i18n } from '../../../platform/i18n.svelte.ts'

type Choice = Pick<DraftTable, 'isIncluded' | 'options'>

/**
 * How tables are read, as it is being chosen. A choice is seen at once, and the next one builds on it even while its
 * reply is under way: two columns chosen in the same moment don't undo each other.
 */
export function createTableChoices({ commands }: Pick<Bridge, 'commands'>) {
  const chosen = new SvelteMap<number, { choice: Choice; underWay: number }>()
  let error = $state.raw<AppError | null>(null)

  const of = (table: DraftTable): Choice => chosen.get(table.id)?.choice ?? table

  async function change(table: DraftTable, next: Choice): Promise<void> {
    const tableId = table.id
    chosen.set(tableId, { choice: next, underWay: (chosen.get(tableId)?.underWay ?? 0) + 1 })
    const reply = await commands['imports:set-table']({
      tableId,
      isIncluded: next.isIncluded,
      options: { ...next.options, numberColumns: [...next.options.numberColumns] }
    })
    const now = chosen.get(tableId)
    if (now === undefined || now.underWay <= 1 || !reply.ok) chosen.delete(tableId)
    else chosen.set(tableId, { ...now, underWay: now.underWay - 1 })
    error = reply.ok ? null : reply.error
    if (error !== null) announcer.warn(i18n.error(error))
  }

  return {
    /** Why the last choice was not taken. */
    get error() {
      return error
    },
    set error(next: AppError | null) {
      error = next
    },
    /** What holds of a table, or will in a moment. */
    of,
    include(table: DraftTable, isIncluded: boolean) {
      return change(table, { ...of(table), isIncluded })
    },
    set(table: DraftTable, part: Partial<ListOptions>) {
      const { isIncluded, options } = of(table)
      return change(table, { isIncluded, options: { ...options, ...part } })
    },
    /** Takes a column's numbers, or doesn't. */
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
