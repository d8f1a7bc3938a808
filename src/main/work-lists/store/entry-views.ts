import type { DuckDBConnection } from '@duckdb/node-api'
import type { WorkEntryFilter } from '../../../shared/work-lists/schema'
import { foldText, searchWords } from '../../contacts/contact-search'
import { numberKey } from '../../numbers/number-key'
import { integersOf } from '../../platform/database/lane'
import { createBinder } from '../../platform/database/sql-binder'
import { codeOf } from './entry-rows'

/** The text in which an entry is searched: its parts on lines of their own. */
export const searchTextOf = (entry: {
  number: string
  name: string
  company: string
  values: readonly string[]
}): string =>
  [numberKey(entry.number), ...[entry.name, entry.company, ...entry.values].map(foldText)]
    .filter((part) => part !== '')
    .join('\n')

/** The ids of a list's entries that match a filter, in their order. */
export function matchingIds(
  connection: DuckDBConnection,
  list: number,
  { states, results, text }: WorkEntryFilter
): Promise<Int32Array> {
  const binder = createBinder()
  const conditions = [`list = ${binder.bigint(list)}`]
  if (states.length > 0)
    conditions.push(`state IN (SELECT unnest(${binder.bigints(states.map((state) => codeOf(state)))}))`)
  if (results.length > 0) {
    const ids = results.filter((result) => result !== null)
    const parts = [
      ...(ids.length > 0 ? [`result IN (SELECT unnest(${binder.texts(ids)}))`] : []),
      ...(ids.length < results.length ? ['result IS NULL'] : [])
    ]
    conditions.push('last IS NOT NULL', `(${parts.join(' OR ')})`)
  }
  for (const word of searchWords(text).words) conditions.push(`contains(search, ${binder.text(word)})`)
  return integersOf(connection, {
    text: `SELECT id FROM entries WHERE ${conditions.join(' AND ')} ORDER BY id`,
    values: binder.values,
    types: binder.types
  })
}
