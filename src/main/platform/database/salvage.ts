import type { DuckDBConnection } from '@duckdb/node-api'
import { isDamaged } from './failure'
import { literal, withMemoryInstance } from './memory-instance'
import { commitTable, inTransaction } from './transaction'

/** The row of `meta` can't be read, so the rest of the file can't be used. */
export class Unsalvageable extends Error {}

/** Rows of one row group of the file, the unit that shares a damaged block. */
const groupRows = 122_880

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Copies the readable rows of a table, in one transaction. */
async function copyTable(connection: DuckDBConnection, table: string): Promise<void> {
  const copy = (condition: string): Promise<unknown> =>
    connection.run(
      `INSERT INTO whole.${quoted(table)} SELECT * FROM damaged.${quoted(table)} WHERE ${condition}`
    )
  await inTransaction(connection, async () => {
    await connection.run(`DELETE FROM whole.${quoted(table)}`)
    await copy('true')
  }).catch(async (failure: unknown) => {
    if (!isDamaged(failure)) throw failure
    const [row] = (
      await connection.runAndReadAll(`SELECT max(rowid) FROM damaged.${quoted(table)}`)
    ).getRows()
    const last = Number(row?.[0] ?? -1)
    for (let from = 0; from <= last; from += groupRows)
      await copy(`rowid >= ${from} AND rowid < ${from + groupRows}`).catch((again: unknown) => {
        if (!isDamaged(again)) throw again
      })
  })
}

/**
 * Copies the readable rows of a damaged database into a new one that has its tables; both must be closed. Tables in
 * `left` aren't copied. Throws `Unsalvageable`, or the database's errors.
 */
export const salvage = (paths: { damaged: string; whole: string }, left: readonly string[]): Promise<void> =>
  withMemoryInstance(async (connection) => {
    await connection.run(`ATTACH ${literal(paths.damaged)} AS damaged (READ_ONLY)`)
    await connection.run(`ATTACH ${literal(paths.whole)} AS whole`)
    const tables = await connection.runAndReadAll(
      "SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole' AND schema_name = 'main'"
    )
    const names = tables.getRows().map(([name]) => String(name))
    for (const name of names) {
      if (name !== commitTable && !left.includes(name)) await copyTable(connection, name)
    }
    const [meta] = (await connection.runAndReadAll('SELECT count(*) FROM whole.meta')).getRows()
    if (meta?.[0] !== 1n) throw new Unsalvageable()
    await connection.run('DETACH damaged')
    await connection.run('DETACH whole')
  })
