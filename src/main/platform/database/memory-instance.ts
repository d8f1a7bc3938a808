import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/** Runs `work` on an empty database in memory, to which it can attach files. */
export async function withMemoryInstance(
  work: (connection: DuckDBConnection) => Promise<void>
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '128MB',
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false'
  })
  try {
    const connection = await instance.connect()
    await work(connection)
    connection.closeSync()
  } finally {
    instance.closeSync()
  }
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
