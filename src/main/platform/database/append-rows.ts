import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'

/** Rows of one data chunk. */
const chunkRows = 2_048

/** A table of the database. */
interface TableName {
  name: string
  schema?: string
  catalog?: string
}

/** Returns the values of the rows from `from` to before `to`, by column. */
type ColumnsOf = (from: number, to: number) => readonly ArrayLike<DuckDBValue>[]

/**
 * Appends rows to a table. The database writes them in large parts, each a transaction of its own, and the last one
 * with `close`: other statements see an unknown part of them until then.
 */
export interface RowAppender {
  append(count: number, columnsOf: ColumnsOf): void
  close(): void
  /** Drops the rows that aren't written yet; those that are stay. Does nothing once closed. */
  discard(): void
}

/** Starts appending. The caller must end with `close` or `discard`. */
export async function openAppender(
  connection: DuckDBConnection,
  { name, schema, catalog }: TableName,
  types: readonly DuckDBType[]
): Promise<RowAppender> {
  const appender = await connection.createAppender(name, schema, catalog)
  let isOpen = true
  const close = (): void => {
    appender.closeSync()
    isOpen = false
  }
  return {
    append(count, columnsOf) {
      for (let from = 0; from < count; from += chunkRows) {
        const to = Math.min(from + chunkRows, count)
        const chunk = DuckDBDataChunk.create(types, to - from)
        columnsOf(from, to).forEach((values, column) => setColumn(chunk, column, values))
        appender.appendDataChunk(chunk)
      }
    },
    close,
    discard() {
      if (!isOpen) return
      appender.clear()
      close()
    }
  }
}

/** Appends `count` rows to a table. */
export async function appendRows(
  connection: DuckDBConnection,
  table: TableName,
  types: readonly DuckDBType[],
  count: number,
  columnsOf: ColumnsOf
): Promise<void> {
  if (count === 0) return
  const appender = await openAppender(connection, table, types)
  try {
    appender.append(count, columnsOf)
  } finally {
    appender.close()
  }
}

/**
 * Sets the nulls last: from the first null of a column on, DuckDB's vector keeps a mask of its values in BigInts, which
 * makes each further value many times slower.
 */
function setColumn(chunk: DuckDBDataChunk, column: number, values: ArrayLike<DuckDBValue>): void {
  const vector = chunk.getColumnVector(column)
  const nulls: number[] = []
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? null
    if (value === null) nulls.push(at)
    else vector.setItem(at, value)
  }
  for (const at of nulls) vector.setItem(at, null)
  vector.flush()
}
