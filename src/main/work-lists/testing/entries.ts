import { workListFilesEn } from '../../../shared/messages/en/work-list-files'
import type { WorkExportWords } from '../work-lists-operations'
import type { NewEntry } from '../source-rows'
import type { WorkListStore } from '../store/work-list-store'

/** A row of a source with defaults. */
export const newEntry = (given: Partial<NewEntry> = {}): NewEntry => ({
  number: '13800138000',
  name: '',
  company: '',
  values: [],
  ...given
})

/** The mobile number of the entry at this place. */
export const numberAt = (at: number): string => String(13_000_000_000 + ((at * 7_919) % 1_000_000_007))

/** Rows in batches, as a reader delivers them. */
export async function* inBatches<T>(rows: readonly T[], size = 5_000): AsyncGenerator<T[]> {
  for (let from = 0; from < rows.length; from += size)
    yield await Promise.resolve(rows.slice(from, from + size))
}

/** The id of the list at this place. */
export const listIdAt = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** Makes and shows a list. */
export async function makeList(
  store: WorkListStore,
  listId: string,
  rows: readonly NewEntry[],
  options: { name?: string; fieldNames?: readonly string[]; nowMs?: number } = {}
): Promise<void> {
  const { name = 'List', fieldNames = [], nowMs = 1 } = options
  await store.make({ listId, name, nowMs }, fieldNames, inBatches(rows, 700))
  await store.publish(listId)
}

/** The texts of an exported list. */
export const exportWordsEn: WorkExportWords = { ...workListFilesEn.table, results: [] }
