import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Clock } from '../platform/ports'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { ImportsStore } from './imports-store'

/** The list of numbers that are never sent, read from a file the user chose. */
export interface BlockList {
  /** Reads the file again if it has changed. `draft-changed`: it now blocks other numbers. */
  refresh(): Promise<Result<undefined>>
  read(path: string): Promise<Result<undefined>>
  clear(): Promise<Result<undefined>>
}

/** `onChange` is called when other numbers are blocked. */
export function createBlockList(deps: {
  store: ImportsStore
  publisher: TopicPublisher<'imports'>
  clock: Clock
  onChange: () => void
}): BlockList {
  const { store, publisher, clock, onChange } = deps
  return {
    async refresh() {
      const former = publisher.value().blockList
      publisher.updateNow({ isBlockListReading: true })
      const read = await store.ask('refreshBlockList', { nowMs: clock.now() })
      const now = read.ok ? read.value : former
      publisher.updateNow({ isBlockListReading: false, blockList: now })
      if (!read.ok) return read
      if (now?.readAtMs === former?.readAtMs && now?.isOutdated === former?.isOutdated)
        return succeeded(undefined)
      onChange()
      return failed({ code: 'draft-changed' })
    },
    async read(path) {
      publisher.updateNow({ isBlockListReading: true })
      const blockList = await store.ask('readBlockList', { path, nowMs: clock.now() })
      publisher.updateNow({
        isBlockListReading: false,
        ...(blockList.ok ? { blockList: blockList.value } : {})
      })
      if (!blockList.ok) return blockList
      onChange()
      return succeeded(undefined)
    },
    async clear() {
      const cleared = await store.ask('clearBlockList', {})
      if (!cleared.ok) return cleared
      publisher.updateNow({ blockList: null })
      onChange()
      return succeeded(undefined)
    }
  }
}
