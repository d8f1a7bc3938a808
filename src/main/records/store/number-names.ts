import { INTEGER, LIST, VARCHAR, listValue, type DuckDBConnection } from '@duckdb/node-api'
import type { NumberName } from '../../../shared/records/row-schema'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { inTransaction } from '../../platform/database/transaction'

// Who callee numbers belong to. Contacts have their own process and file; this copy is for showing and searching.

/** Creates an empty table of names; each opening starts with one, since contacts may have changed meanwhile. */
export async function createNames(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    'CREATE OR REPLACE TABLE number_names (callee VARCHAR NOT NULL, name VARCHAR NOT NULL)'
  )
}

/** Removes all names. */
export async function clearNames(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM number_names')
}

/** The names of these numbers, by number; those without one are left out. */
export async function readNames(
  connection: DuckDBConnection,
  numbers: readonly string[]
): Promise<Map<string, string>> {
  const reader = await connection.runAndReadAll(
    'SELECT callee, name FROM number_names WHERE callee IN (SELECT unnest($1))',
    [listValue([...numbers])],
    [LIST(VARCHAR)]
  )
  return new Map(reader.getRows().map(([callee, name]) => [String(callee), String(name)]))
}

/** Changes the names of these numbers; an empty one is removed. Resolves with how many were other ones before. */
export async function changeNames(
  connection: DuckDBConnection,
  given: readonly NumberName[]
): Promise<number> {
  // Each number once, because a join would duplicate its calls.
  const names = new Map(given.map(({ number, name }) => [databaseText(number), databaseText(name)]))
  const former = await readNames(connection, [...names.keys()])
  const changed = [...names].filter(([number, name]) => (former.get(number) ?? '') !== name)
  if (changed.length === 0) return 0
  const added = changed.filter(([, name]) => name !== '')
  await inTransaction(connection, async () => {
    await connection.run(
      'DELETE FROM number_names WHERE callee IN (SELECT unnest($1))',
      [listValue(changed.map(([number]) => number))],
      [LIST(VARCHAR)]
    )
    await appendRows(connection, { name: 'number_names' }, [VARCHAR, VARCHAR], added.length, (from, to) => {
      const part = added.slice(from, to)
      return [part.map(([number]) => number), part.map(([, name]) => name)]
    })
  })
  return changed.length
}

/** The callee numbers of the records with the row numbers from `from` to before `end`, each once. */
export async function readCalleeNumbers(
  connection: DuckDBConnection,
  from: number,
  end: number
): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    'SELECT DISTINCT callee FROM records WHERE n >= $1 AND n < $2 AND callee IS NOT NULL',
    [from, end],
    [INTEGER, INTEGER]
  )
  return reader.getRows().map(([callee]) => String(callee))
}
