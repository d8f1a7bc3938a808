import type { DuckDBConnection, DuckDBResult, DuckDBValue } from '@duckdb/node-api'
import type { BoundSql } from './sql-binder'

/** An operation was interrupted. */
export class Cancelled extends Error {
  constructor() {
    super('interrupted')
  }
}

/** One connection whose operations run one after another. */
export interface Lane {
  /**
   * Runs `work` once the earlier operations have finished. Aborting the signal rejects with {@link Cancelled}, before
   * or while the database works.
   */
  run<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T>
  close(): Promise<void>
}

/** A function, because the value changes while the database works. */
export const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

/** Creates a lane on a connection. */
export function createLane(connection: DuckDBConnection): Lane {
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const perform = async <T>(
    work: (connection: DuckDBConnection) => Promise<T>,
    signal: AbortSignal | undefined
  ): Promise<T> => {
    if (isClosed || isAborted(signal)) throw new Cancelled()
    const interrupt = (): void => connection.interrupt()
    signal?.addEventListener('abort', interrupt)
    try {
      const value = await work(connection)
      // An interrupt just before the database starts has no effect.
      if (isAborted(signal)) throw new Cancelled()
      return value
    } finally {
      signal?.removeEventListener('abort', interrupt)
    }
  }

  return {
    run(work, signal) {
      const done = last.then(() => perform(work, signal))
      last = done.catch(() => undefined)
      return done
    },
    async close() {
      isClosed = true
      connection.interrupt()
      await last
      connection.closeSync()
    }
  }
}

/** All rows of a query. */
export async function rowsOf(connection: DuckDBConnection, sql: BoundSql): Promise<DuckDBValue[][]> {
  const reader = await connection.runAndReadAll(sql.text, sql.values, sql.types)
  return reader.getRows()
}

/** The integers of a query's first column, streamed. */
export async function integersOf(
  connection: DuckDBConnection,
  sql: BoundSql,
  signal?: AbortSignal
): Promise<Int32Array> {
  const result: DuckDBResult = await connection.stream(sql.text, sql.values, sql.types)
  let integers = new Int32Array(4_096)
  let length = 0
  for (;;) {
    if (isAborted(signal)) throw new Cancelled()
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    if (length + chunk.rowCount > integers.length) {
      const larger = new Int32Array(Math.max(integers.length * 2, length + chunk.rowCount))
      larger.set(integers)
      integers = larger
    }
    for (const value of chunk.getColumnValues(0)) {
      integers[length] = Number(value)
      length += 1
    }
  }
  return integers.slice(0, length)
}
