import type { DraftTable } from '../../shared/imports/imports-state'
import type { DraftPublisher } from './draft-publisher'
import type { TableOfSource } from './draft-tables'
import type { ImportsStore } from './imports-store'

/** Reads the tables of a draft and tells their entries apart, until nothing is left to be done. */
export interface DraftWork {
  /** Does what is to be done now. */
  goOn(): void
  /** Entries changed, or what they are compared with: all is compared anew. */
  compareAgain(): void
  /** Ends the reading of a table; what was read of it counts for nothing. */
  endReading(tableId: number): void
  /** A person calls it off: nothing goes on before `release`. */
  hold(): void
  release(): void
  /** The draft was emptied: what was asked for before says nothing any more. */
  reset(): void
  close(): void
}

/** Works on the tables of `publisher`. */
export function createDraftWork(deps: { publisher: DraftPublisher; store: ImportsStore }): DraftWork {
  const { publisher, store } = deps
  let isClosed = false
  let isHeld = false
  let isWorking = false
  let isAsked = false
  let isCompared = true
  let reading: { tableId: number; ending: AbortController } | null = null
  let comparing: AbortController | null = null
  /** Entries were lost, and all was read anew since the last comparison that went well. */
  let wasLost = false

  const readOne = async ({ table, sourceId, path, sheetIndex }: TableOfSource): Promise<void> => {
    const ending = new AbortController()
    reading = { tableId: table.id, ending }
    /** Another choice, or the table's removal, ends it: then it is no longer this reading that counts. */
    const isCurrent = (): boolean => reading?.ending === ending
    const progress = (readBytes: number, totalBytes: number, lines: number): DraftTable['reading'] => ({
      kind: 'reading',
      readBytes,
      totalBytes,
      lines
    })
    publisher.setTable(table.id, { reading: progress(0, table.sizeBytes, 0) })
    publisher.updateNow({ check: { kind: 'reading' } })
    const ask = () =>
      store.ask(
        'readTable',
        { tableId: table.id, sourceId, sheetIndex, options: table.options },
        {
          signal: ending.signal,
          onProgress({ done, total, lines }) {
            if (!isCurrent()) return
            publisher.setTable(table.id, { reading: progress(done, total, lines) })
            publisher.update()
          }
        }
      )
    let read = await ask()
    if (!read.ok && read.error.code === 'not-found' && path !== null && !ending.signal.aborted) {
      // The process that knew the source is gone.
      const added = await store.ask('addSource', { sourceId, source: { kind: 'file', path } })
      read = added.ok ? await ask() : added
    }
    if (!isCurrent()) return
    reading = null
    isCompared = false
    publisher.setTable(table.id, {
      reading: read.ok ? { kind: 'read', ...read.value } : { kind: 'failed', error: read.error }
    })
    publisher.update()
  }

  /** The process that kept the entries is gone, and they with it. */
  const readAllAnew = (): void => {
    for (const { id, reading: was } of publisher.counted()) {
      if (was.kind === 'read') publisher.setTable(id, { reading: { kind: 'waiting' } })
    }
    isCompared = false
  }

  const compare = async (): Promise<void> => {
    const ending = new AbortController()
    comparing = ending
    isCompared = true
    // What is shown stays while it is compared again: nothing jumps.
    if (publisher.value().check.kind !== 'ready') publisher.updateNow({ check: { kind: 'comparing' } })
    const { campaignId } = publisher.value()
    const compared = await store.ask(
      'compare',
      {
        tableIds: publisher.counted().map(({ id }) => id),
        campaignId: campaignId === '' ? null : campaignId
      },
      { signal: ending.signal }
    )
    // It was called off, or is done anew.
    if (comparing !== ending) return
    comparing = null
    if (compared.ok) {
      const { revision, summary } = compared.value
      wasLost = false
      publisher.updateNow({ check: { kind: 'ready', summary }, revision })
    } else if (compared.error.code === 'not-found' && !wasLost) {
      wasLost = true
      readAllAnew()
    } else publisher.updateNow({ check: { kind: 'failed', error: compared.error } })
  }

  /** One step; false: there is nothing to do now. */
  const step = async (): Promise<boolean> => {
    const next = publisher
      .sources()
      .find(({ table }) => table.reading.kind === 'waiting' && publisher.counted().includes(table))
    if (next !== undefined) {
      await readOne(next)
      return true
    }
    const tables = publisher.counted()
    const isLooking = tables.some(({ reading: { kind } }) => kind === 'looking')
    if (isLooking || tables.length === 0) {
      const check = { kind: isLooking ? 'reading' : 'none' } as const
      if (publisher.value().check.kind !== check.kind) publisher.updateNow({ check })
      return false
    }
    if (isCompared) return false
    await compare()
    return true
  }

  const work = async (): Promise<void> => {
    isAsked = true
    if (isWorking) return
    isWorking = true
    // What is asked for while the last step ends isn't missed.
    while (isAsked) {
      isAsked = false
      while (!isClosed && !isHeld && (await step())) isAsked = true
    }
    isWorking = false
  }
  const goOn = (): void => void work()
  const cancelComparing = (): void => {
    isCompared = false
    comparing?.abort()
    comparing = null
  }
  const endReading = (tableId: number): void => {
    if (reading?.tableId !== tableId) return
    const { ending } = reading
    reading = null
    ending.abort()
  }

  return {
    goOn,
    compareAgain() {
      cancelComparing()
      goOn()
    },
    endReading,
    hold() {
      isHeld = true
      cancelComparing()
      if (reading !== null) {
        const { tableId } = reading
        endReading(tableId)
        publisher.setTable(tableId, { reading: { kind: 'waiting' } })
      }
      publisher.updateNow({ check: { kind: 'cancelled' } })
    },
    release() {
      isHeld = false
      goOn()
    },
    reset() {
      if (reading !== null) endReading(reading.tableId)
      cancelComparing()
      isHeld = false
      isCompared = true
    },
    close() {
      isClosed = true
      if (reading !== null) endReading(reading.tableId)
      cancelComparing()
    }
  }
}
