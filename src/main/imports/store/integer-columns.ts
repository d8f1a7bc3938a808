import type { DuckDBConnection } from '@duckdb/node-api'
import type { BoundSql } from '../../platform/database/sql-binder'

const grown = (integers: Int32Array, length: number): Int32Array => {
  const larger = new Int32Array(Math.max(integers.length * 2, length))
  larger.set(integers)
  return larger
}

/**
 * Reads the first columns of a query as integers, as a stream: a million rows take four bytes per value, without an
 * object for each.
 */
export async function integerColumns(
  connection: DuckDBConnection,
  { text, values, types }: BoundSql,
  count: number
): Promise<Int32Array[]> {
  const result = await connection.stream(text, values, types)
  let columns: Int32Array[] = Array.from({ length: count }, () => new Int32Array(4_096))
  let length = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    const start = length
    length += chunk.rowCount
    columns = columns.map((column, at) => {
      const integers = length > column.length ? grown(column, length) : column
      integers.set(chunk.getColumnValues(at).map(Number), start)
      return integers
    })
  }
  return columns.map((column) => column.slice(0, length))
}
