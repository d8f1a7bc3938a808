import { rmSync } from 'node:fs'
import { blockedFileOf, NumberFile, numberKey, writeNumberFile } from '../../platform/files/number-file'
import type { Lane } from '../../platform/database/lane'
import type { BlockListStore } from './block-list-store'

/** The numbers in ascending order of their keys: shorter ones first. */
async function* keysOf(readLane: Lane): AsyncGenerator<readonly bigint[]> {
  const result = await readLane.run((connection) =>
    connection.stream('SELECT DISTINCT dial FROM blocked ORDER BY length(dial), dial')
  )
  for (;;) {
    const chunk = await readLane.run(() => result.fetchChunk())
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk.getColumnValues(0).flatMap((dial) => numberKey(String(dial)) ?? [])
  }
}

/**
 * The block list with a copy that the main process looks single numbers up in, so that this process can end. The copy
 * is written after each change; if that failed, at the next opening.
 */
export async function withBlockedFile(
  blockList: BlockListStore,
  { databaseFile, readLane }: { databaseFile: string; readLane: Lane }
): Promise<BlockListStore> {
  const file = blockedFileOf(databaseFile)
  const write = async (): Promise<void> => {
    const [source, current] = [await blockList.source(), await blockList.current()]
    if (source === null || current === null) {
      rmSync(file, { force: true })
      return
    }
    const { fileName: name, numbers, readAtMs } = current
    await writeNumberFile(file, { ...source, name, numbers, readAtMs }, keysOf(readLane))
  }
  const isCurrent = async (): Promise<boolean> => {
    const copy = new NumberFile(file)
    const facts = copy.facts()
    copy.close()
    const current = await blockList.current()
    return facts?.readAtMs === current?.readAtMs && facts?.numbers === current?.numbers
  }
  // Imports don't need the copy: a full disk must not keep them from opening.
  if (!(await isCurrent().catch(() => false))) await write().catch(() => undefined)
  return {
    ...blockList,
    async replace(...asked) {
      const list = await blockList.replace(...asked)
      await write().catch(() => undefined)
      return list
    },
    async clear() {
      await blockList.clear()
      await write().catch(() => undefined)
    }
  }
}
