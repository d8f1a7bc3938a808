import type { InvalidCode } from '../../../../shared/imports/imports'
import type { DraftLine } from '../../../../shared/imports/schema'
import type { DraftTable } from '../../../../shared/imports/state-schema'
import type { EntriesMessages } from '../../../../shared/messages/en/entries'
import type { ListsMessages } from '../../../../shared/messages/en/lists'
import { tableName } from '../sources/table-words'

interface Words {
  lists: ListsMessages
  entries: EntriesMessages
}

const isKnown = (hints: ListsMessages['hints'], reason: string): reason is InvalidCode =>
  Object.hasOwn(hints, reason)

/** Explanation of a reason: the first occurrence of the number, or a hint. */
export function reasonNote(
  { reason, first, tableId }: DraftLine,
  tables: ReadonlyMap<number, DraftTable>,
  { lists, entries }: Words
): string | undefined {
  if (first !== null) {
    const table = tables.get(first.tableId)
    return first.tableId === tableId || table === undefined
      ? lists.rows.firstIn(first.line)
      : lists.rows.firstInOther(first.line, tableName(table, entries))
  }
  return reason !== null && isKnown(lists.hints, reason) ? lists.hints[reason] : undefined
}
