import type { DuckDBConnection } from '@duckdb/node-api'
import { literal, withMemoryInstance } from './memory-instance'
import { commitTable } from './transaction'

/**
 * The storage format of files. Since 1.4, a log identifies its file and checkpoint: DuckDB then refuses a log next to
 * an older or newer copy of its file, instead of replaying it into that copy.
 */
export const storageVersion = 'v1.4.0'

/** True if the open file has an older format. */
export async function hasOldForm(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = current_database()"
  )
  return reader.getRows()[0]?.[0] !== `${storageVersion}+`
}

/** Upgrades a closed file to the storage format. It must have the table of commits. Throws the database's errors. */
export const raiseForm = (path: string): Promise<void> =>
  withMemoryInstance(async (connection) => {
    await connection.run(`ATTACH ${literal(path)} AS raised (STORAGE_VERSION '${storageVersion}')`)
    // A checkpoint writes the format only if there are changes to write.
    await connection.run(`UPDATE raised.${commitTable} SET commits = commits + 1`)
    await connection.run('CHECKPOINT raised')
    await connection.run('DETACH raised')
  })
