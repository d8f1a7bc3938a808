import type { DuckDBConnection } from '@duckdb/node-api'

/** The table in which Deskline's databases count their transactions; see `commit-mark.ts`. */
export const commitTable = 'commit_count'

/**
 * Rolls back. An interrupt that was meant for the work can hit the ROLLBACK instead, which leaves the transaction
 * open, so that every later BEGIN on the connection fails: hence the retry.
 */
async function rollBack(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('ROLLBACK')
  } catch {
    // Fails if no transaction is open, for example after a failed COMMIT.
    await connection.run('ROLLBACK').catch(() => undefined)
  }
}

/** Commits everything that `work` writes before it resolves, or nothing. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  try {
    // Inside the try: an interrupted BEGIN can leave a transaction open, too.
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
 * Like {@link inTransaction}, for writes to the database's file: counts the transaction, so that its loss is detected
 * later. Only on the connection of a counting lane (see `Database.openLane`).
 */
export const inCountedTransaction = <T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> =>
  inTransaction(connection, async () => {
    const value = await work()
    await connection.run(`UPDATE ${commitTable} SET commits = commits + 1`)
    return value
  })
