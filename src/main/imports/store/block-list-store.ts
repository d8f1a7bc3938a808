import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import type { BlockList } from '../../../shared/imports/schema'
import type { Lane } from '../../platform/database/lane'
import { appendRows } from '../../platform/database/append-rows'
import { inCountedTransaction } from '../../platform/database/transaction'
import { numberOf, rowsOf, textOf } from '../../platform/database/statements'

/** The user's file of numbers that must never be called, as of when it was read. */
export interface BlockListSource {
  path: string
  /** Epoch ms. */
  modifiedMs: number
  sizeBytes: number
}

/** The file, and when it was read (epoch ms). */
export interface ReadBlockList extends BlockListSource {
  fileName: string
  nowMs: number
}

/** The block list, stored in the account's file. Throws database errors. */
export interface BlockListStore {
  /** Null: no list. `isOutdated` is always false: this store doesn't know whether the file has changed. */
  current(): Promise<BlockList | null>
  /** Null: no list. */
  source(): Promise<BlockListSource | null>
  /**
   * Replaces all numbers by these, each once. If `dials` throws, the error is rethrown and the former numbers stay.
   */
  replace(
    source: ReadBlockList,
    dials: AsyncIterable<readonly string[]>,
    signal?: AbortSignal
  ): Promise<BlockList>
  clear(): Promise<void>
}

const removeAll = async (connection: DuckDBConnection): Promise<void> => {
  await connection.run('DELETE FROM blocked')
  await connection.run('DELETE FROM block_list')
}

/** The block list of an account. Its tables are part of `importSchema`. */
export function createBlockListStore({
  writeLane,
  readLane
}: {
  writeLane: Lane
  readLane: Lane
}): BlockListStore {
  let lastReading = 0

  const readOne = (columns: string) =>
    readLane.run(async (connection) => (await rowsOf(connection, `SELECT ${columns} FROM block_list`))[0])

  return {
    async current() {
      const row = await readOne('file_name, numbers, read_at_ms')
      if (row === undefined) return null
      const [fileName, numbers, readAtMs] = row
      return {
        fileName: textOf(fileName),
        numbers: numberOf(numbers),
        readAtMs: numberOf(readAtMs),
        isOutdated: false
      }
    },
    async source() {
      const row = await readOne('path, modified_ms, size_bytes')
      if (row === undefined) return null
      const [path, modifiedMs, sizeBytes] = row
      return { path: textOf(path), modifiedMs: numberOf(modifiedMs), sizeBytes: numberOf(sizeBytes) }
    },
    async replace({ path, fileName, modifiedMs, sizeBytes, nowMs }, dials, signal) {
      // A temporary table for each reading, so that concurrent readings don't mix and other operations run in
      // between.
      lastReading += 1
      const table = `block_part_${lastReading}`
      try {
        await writeLane.run(
          (connection) => connection.run(`CREATE TEMP TABLE ${table} (dial VARCHAR)`),
          signal
        )
        for await (const part of dials)
          await writeLane.run(
            (connection) =>
              appendRows(connection, { name: table, catalog: 'temp' }, [VARCHAR], part.length, (from, to) => [
                part.slice(from, to)
              ]),
            signal
          )
        return await writeLane.run(
          (connection) =>
            inCountedTransaction(connection, async () => {
              await removeAll(connection)
              await connection.run(`INSERT INTO blocked SELECT DISTINCT dial FROM ${table}`)
              const numbers = numberOf((await rowsOf(connection, 'SELECT count(*) FROM blocked'))[0]?.[0])
              await rowsOf(
                connection,
                'INSERT INTO block_list VALUES ($path, $fileName, $numbers, $nowMs, $modifiedMs, $sizeBytes)',
                { path, fileName, numbers, nowMs, modifiedMs: Math.round(modifiedMs), sizeBytes }
              )
              return { fileName, numbers, readAtMs: nowMs, isOutdated: false }
            }),
          signal
        )
      } finally {
        await writeLane
          .run((connection) => connection.run(`DROP TABLE IF EXISTS temp.${table}`))
          .catch(() => undefined)
      }
    },
    clear: () => writeLane.run((connection) => inCountedTransaction(connection, () => removeAll(connection)))
  }
}
