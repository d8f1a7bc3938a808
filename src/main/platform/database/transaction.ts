import type { DuckDBConnection } from '@duckdb/node-api'

/** The table that every database of Deskline's own counts its transactions in; see `commit-mark.ts`. */
export const commitTable = 'commit_count'

/** All that `work` writes is committed when this resolves, or none of it is kept. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN')
  try {
    const value = await work()
    await connection.run('COMMIT')
    return value
  } catch (failure) {
    // After a COMMIT that failed there is nothing left to roll back.
    await connection.run('ROLLBACK').catch(() => undefined)
    throw failure
  }
}

/**
 * The same for what is written to the database's file: it is counted, so that losing it is noticed later. Only
 * on the connection of a lane that marks (see `Database.markingLane`).
 */
export const inCountedTransaction = <T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> =>
  inTransaction(connection, async () => {
    const value = await work()
    await connection.run(`UPDATE ${commitTable} SET commits = commits + 1`)
    return value
  })
