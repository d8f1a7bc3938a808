import type { DraftTable } from '../../../shared/imports/state-schema'
import type { DraftPublisher } from './draft-publisher'
import type { TableOfSource } from './draft-tables'
import type { ImportsStore } from '../imports-store'

const readingProgress = (readBytes: number, totalBytes: number, lines: number): DraftTable['reading'] => ({
  kind: 'reading',
  readBytes,
  totalBytes,
  lines
})

/** Reads the tables of a draft one by one, then compares their entries, until nothing is left to do. */
export class DraftWork {
  private readonly publisher: DraftPublisher
  private readonly store: ImportsStore
  private isClosed = false
  private isPaused = false
  private isWorking = false
  private isAsked = false
  private isCompared = true
  private reading: { tableId: number; ending: AbortController } | null = null
  private comparing: AbortController | null = null
  /** The store lost the entries, and all tables were queued again since the last successful comparison. */
  private wasLost = false

  constructor({ publisher, store }: { publisher: DraftPublisher; store: ImportsStore }) {
    this.publisher = publisher
    this.store = store
  }

  /** Starts whatever can be done now. */
  goOn(): void {
    void this.work()
  }

  /** Compares everything again, after the entries or the data they are compared with changed. */
  compareAgain(): void {
    this.cancelComparing()
    this.goOn()
  }

  /** Cancels the reading of a table and discards its result. */
  endReading(tableId: number): void {
    if (this.reading?.tableId === tableId) this.cancelReading()
  }

  /** Stops all work until `resume`, because the user cancelled. */
  pause(): void {
    this.isPaused = true
    this.cancelComparing()
    if (this.reading !== null) {
      const { tableId } = this.reading
      this.cancelReading()
      this.publisher.setTable(tableId, { reading: { kind: 'waiting' } })
    }
    this.publisher.updateNow({ check: { kind: 'cancelled' } })
  }

  resume(): void {
    this.isPaused = false
    this.goOn()
  }

  /** The draft was emptied: discards work in progress. */
  reset(): void {
    this.cancelReading()
    this.cancelComparing()
    this.isPaused = false
    this.isCompared = true
  }

  close(): void {
    this.isClosed = true
    this.cancelReading()
    this.cancelComparing()
  }

  private async work(): Promise<void> {
    this.isAsked = true
    if (this.isWorking) return
    this.isWorking = true
    // Repeat if `work` was called during the last step.
    while (this.isAsked) {
      this.isAsked = false
      while (!this.isClosed && !this.isPaused && (await this.step())) this.isAsked = true
    }
    this.isWorking = false
  }

  /** Does one step. Returns false when there is nothing to do now. */
  private async step(): Promise<boolean> {
    const tables = this.publisher.counted()
    const next = this.publisher
      .sources()
      .find(({ table }) => table.reading.kind === 'waiting' && tables.includes(table))
    if (next !== undefined) {
      await this.read(next)
      return true
    }
    const isProbing = tables.some(({ reading: { kind } }) => kind === 'looking')
    if (isProbing || tables.length === 0) {
      const check = { kind: isProbing ? 'reading' : 'none' } as const
      if (this.publisher.value().check.kind !== check.kind) this.publisher.updateNow({ check })
      return false
    }
    if (this.isCompared) return false
    await this.compare()
    return true
  }

  private async read({ table, sourceId, path, sheetIndex }: TableOfSource): Promise<void> {
    const { publisher, store } = this
    const ending = new AbortController()
    this.reading = { tableId: table.id, ending }
    // False once another choice or the removal of the table has cancelled this reading.
    const isCurrent = (): boolean => this.reading?.ending === ending
    publisher.setTable(table.id, { reading: readingProgress(0, table.sizeBytes, 0) })
    publisher.updateNow({ check: { kind: 'reading' } })
    const ask = () =>
      store.ask(
        'readTable',
        { tableId: table.id, sourceId, sheetIndex, options: table.options },
        {
          signal: ending.signal,
          onProgress({ done, total, lines }) {
            if (!isCurrent()) return
            publisher.setTable(table.id, { reading: readingProgress(done, total, lines) })
            publisher.update()
          }
        }
      )
    let read = await ask()
    if (!read.ok && read.error.code === 'not-found' && path !== null && !ending.signal.aborted) {
      // The store's process restarted and no longer knows the source.
      const added = await store.ask('addSource', { sourceId, source: { kind: 'file', path } })
      read = added.ok ? await ask() : added
    }
    if (!isCurrent()) return
    this.reading = null
    this.isCompared = false
    publisher.setTable(table.id, {
      reading: read.ok ? { kind: 'read', ...read.value } : { kind: 'failed', error: read.error }
    })
    publisher.update()
  }

  private async compare(): Promise<void> {
    const { publisher, store } = this
    const ending = new AbortController()
    this.comparing = ending
    this.isCompared = true
    // Keep a visible summary while the entries are compared again.
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
    // Cancelled, or superseded by another comparison.
    if (this.comparing !== ending) return
    this.comparing = null
    if (compared.ok) {
      const { revision, summary } = compared.value
      this.wasLost = false
      publisher.updateNow({ check: { kind: 'ready', summary }, revision })
    } else if (compared.error.code === 'not-found' && !this.wasLost) {
      this.wasLost = true
      this.readAllAgain()
    } else publisher.updateNow({ check: { kind: 'failed', error: compared.error } })
  }

  /** The store's process restarted and lost the entries: queues all tables again. */
  private readAllAgain(): void {
    for (const { id, reading } of this.publisher.counted()) {
      if (reading.kind === 'read') this.publisher.setTable(id, { reading: { kind: 'waiting' } })
    }
    this.isCompared = false
  }

  private cancelReading(): void {
    const ending = this.reading?.ending
    this.reading = null
    ending?.abort()
  }

  private cancelComparing(): void {
    this.isCompared = false
    this.comparing?.abort()
    this.comparing = null
  }
}
