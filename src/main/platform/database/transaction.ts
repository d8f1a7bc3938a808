import type { DuckDBConnection } from '@duckdb/node-api'

/** The table that every database of Deskline's own counts its transactions in; see `commit-mark.ts`. */
export const commitTable = 'commit_count'

/**
 * Ends a transaction without keeping its changes. An interrupt that was meant for its work can hit the ROLLBACK
 * instead, which leaves the transaction open, so that every later BEGIN on the connection fails: hence the retry.
 */
async function rollBack(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('ROLLBACK')
  } catch {
    // Fails when nothing is open, after a failed COMMIT for example.
    await connection.run('ROLLBACK').catch(() => undefined)
  }
}

/** Commits all that `work` writes before it resolves, or keeps none of it. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  try {
    // Inside: an interrupted BEGIN can leave a transaction open, too.
    await connection.run('BEGIN')
    const value = await work()
    await connection.run('COMMIT')
    return value
  } catch (failure) {
    await rollBack(connection)
    throw failure
  }
}

/** Runs queries that all read the same state of the database. */
export async function inSnapshot<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  try {
    await connection.run('BEGIN')
    return await work()
  } finally {
    await rollBack(connection)
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
