import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { commitTable } from './transaction'

/**
 * The form in which files are kept. From 1.4 on, a log says which file it belongs to and which of its checkpoints:
 * DuckDB then refuses a log beside an older or newer copy of its file, instead of writing it into that one.
 */
export const storageVersion = 'v1.4.0'

/** True when the open file has an older form. */
export async function hasOldForm(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = current_database()"
  )
  return reader.getRows()[0]?.[0] !== `${storageVersion}+`
}

/** Gives a file that isn't open the form. It must have the table of commits. Throws what the database throws. */
export async function raiseForm(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '128MB',
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false'
  })
  try {
    const connection = await instance.connect()
    await connection.run(
      `ATTACH '${path.replaceAll("'", "''")}' AS raised (STORAGE_VERSION '${storageVersion}')`
    )
    // A checkpoint writes the form only when there is something to be written.
    await connection.run(`UPDATE raised.${commitTable} SET commits = commits + 1`)
    await connection.run('CHECKPOINT raised')
    await connection.run('DETACH raised')
    connection.closeSync()
  } finally {
    instance.closeSync()
  }
}
