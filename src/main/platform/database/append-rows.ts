import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'

/** Rows of one data chunk. */
const chunkRows = 2_048

/**
 * Appends `count` rows to a table, in chunks. `columnsOf` returns the values of the rows from `from` to before `to`,
 * by column.
 */
export async function appendRows(
  connection: DuckDBConnection,
  table: { name: string; schema?: string; catalog?: string },
  types: readonly DuckDBType[],
  count: number,
  columnsOf: (from: number, to: number) => readonly (readonly DuckDBValue[])[]
): Promise<void> {
  if (count === 0) return
  const appender = await connection.createAppender(table.name, table.schema, table.catalog)
  try {
    for (let from = 0; from < count; from += chunkRows) {
      const to = Math.min(from + chunkRows, count)
      const chunk = DuckDBDataChunk.create(types, to - from)
      chunk.setColumns(columnsOf(from, to))
      appender.appendDataChunk(chunk)
    }
  } finally {
    appender.closeSync()
  }
}
