import { stat } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import type { BlockList } from '../../../shared/imports/schema'
import { Failure } from '../../platform/database/failure'
import { foundChoice, type EntryBatch, type ListSource } from '../lists/list-types'
import type { BlockListSource, BlockListStore } from './block-list-store'
import type { ListReadings, ReadingContext } from './drafts/list-readings'

async function fileFacts(path: string): Promise<BlockListSource> {
  const facts = await stat(path).catch(() => {
    throw new Failure('list-unreadable')
  })
  return { path, modifiedMs: Math.round(facts.mtimeMs), sizeBytes: facts.size }
}

/**
 * The suggested original of a damaged number is blocked, too: blocking a number too many is better than calling one.
 */
const dialsOf = ({ dials, suggestions }: EntryBatch): string[] =>
  [...dials, ...suggestions].filter((dial) => dial !== '')

/** Turns a reading's batches into an async iterable; the reading waits for its consumer, and ends when that stops. */
function numbersOf(
  readAll: (take: (batch: EntryBatch) => Promise<void>) => Promise<void>
): AsyncIterable<string[]> {
  const through = new PassThrough({ objectMode: true, highWaterMark: 1 })
  const take = (batch: EntryBatch): Promise<void> =>
    new Promise((resolve, reject) => {
      through.write(dialsOf(batch), (failure) => {
        if (failure) reject(failure)
        else resolve()
      })
    })
  readAll(take).then(
    () => through.end(),
    (failure: unknown) => through.destroy(failure instanceof Error ? failure : new Failure('list-damaged'))
  )
  return through as AsyncIterable<string[]>
}

/** Reads the file: every number in any cell counts. On failure the current list stays. */
export async function readBlockList(
  { readings, blockList }: { readings: ListReadings; blockList: BlockListStore },
  { path, nowMs }: { path: string; nowMs: number },
  context: ReadingContext
): Promise<BlockList> {
  const facts = await fileFacts(path)
  const source: ListSource = { kind: 'file', path }
  const { name, tables } = await readings.probe(source, foundChoice, context)
  const numbers = numbersOf(async (take) => {
    for (const table of tables) {
      const { sheetIndex, found: options } = table
      await readings.read({ source, sheetIndex, options, isEveryCell: true }, take, context)
    }
  })
  return blockList.replace({ ...facts, fileName: name, nowMs }, numbers, context.signal)
}

/**
 * Returns the list as its file is now; null: no list. If the file is missing or unreadable, the list stays and is
 * outdated.
 */
export async function refreshBlockList(
  parts: { readings: ListReadings; blockList: BlockListStore },
  nowMs: number,
  context: ReadingContext
): Promise<BlockList | null> {
  const [known, current] = [await parts.blockList.source(), await parts.blockList.current()]
  if (known === null || current === null) return current
  try {
    const { modifiedMs, sizeBytes } = await fileFacts(known.path)
    if (modifiedMs === known.modifiedMs && sizeBytes === known.sizeBytes) return current
    return await readBlockList(parts, { path: known.path, nowMs }, context)
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.code === 'cancelled') throw failure
    return { ...current, isOutdated: true }
  }
}
