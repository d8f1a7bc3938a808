import { maxPageNumbers } from '../../../shared/records/row-schema'
import type { HistoryLoss } from '../../../shared/platform/schema'
import type {
  CallRecord,
  RecordingOfCall,
  NoteChange,
  NumberName,
  RecordRow
} from '../../../shared/records/row-schema'
import type {
  CoveredPart,
  FollowedCall,
  IncompleteCalls,
  IngestReport
} from '../../../shared/records/load-schema'
import type { PlacedRow, RecordIds, RecordPage, RecordView } from '../../../shared/records/view-schema'
import type {
  RecordFacets,
  RecordFilter,
  RecordSort,
  ZoneOffsets
} from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import type { RecordsResult } from '../../../shared/records/records'
import { failedWith } from '../../../shared/platform/coded-result'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import { DatabaseLanes } from '../../platform/database/database-lanes'
import { openMended } from '../../platform/database/failure'
import { forgetLoss } from '../../platform/database/history-loss'
import type { Lane } from '../../platform/database/lane'
import { defaultDatabaseLimits, type DatabaseLimits } from '../../platform/database/opening'
import { CurrentView } from './current-view'
import { openRecordDatabase } from './record-database'
import { attempt, RecordsFailure } from './failure'
import type { KnownSides } from './filter-sql'
import { createKnownValues, readKnownValues } from './known-values'
import { maxPageCalls, type CalledNumbers } from '../records-operations'
import { ingestReport, parseReply } from './period-reply'
import { readCallNames, readFacets, readIncomplete, readOne, readRecordUrls } from './record-queries'
import { readCalledNumbers } from './called-numbers'
import { changeNames, clearNames, createNames, readCalleeNumbers } from './number-names'
import { keepRecords } from './record-table'
import { readCovered, replaceCovered, changeNote, replaceFollowed, replaceNotes } from './side-tables'
import { foldedRecords } from './stored-record'
import { readSummary } from './summary'

/** Several years of a large team; a view's order takes four bytes per record. */
const defaultMaxRecords = 10_000_000

/** Options of a store. */
export interface RecordStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  /** The current notes of the notes' file. */
  notes?: readonly NoteChange[]
  followed?: readonly FollowedCall[]
  limits?: Partial<DatabaseLimits>
  maxRecords?: number
  /** The database is unusable; a new process may open it again. */
  onFatal?: () => void
}

/** Separate lanes, so that writing, sorting and reading pages don't wait for each other. */
interface StoreLanes {
  write: Lane
  view: Lane
  rows: Lane
  /** The walk through the numbers that are to be named. */
  numbers: Lane
}

/** The records of one account, in one file. Nothing throws unless stated; errors are data. */
export class RecordStore {
  readonly #file: string
  readonly #onFatal: () => void
  readonly #maxRecords: number
  readonly #seed: number
  readonly #allLanes: DatabaseLanes
  readonly #lanes: StoreLanes
  readonly #view: CurrentView
  readonly #values = createKnownValues()
  #hasNotes: boolean
  #hasFollowed: boolean
  #hasNames = false
  /** Row number of the next new record. */
  #nextN = 0
  #loss: HistoryLoss | null

  private constructor(
    options: RecordStoreOptions,
    { seed, loss }: { seed: number; loss: HistoryLoss | null },
    allLanes: DatabaseLanes,
    lanes: StoreLanes
  ) {
    const { file, notes = [], followed = [], maxRecords = defaultMaxRecords } = options
    this.#file = file
    this.#onFatal = options.onFatal ?? (() => undefined)
    this.#maxRecords = maxRecords
    this.#seed = seed
    this.#loss = loss
    this.#allLanes = allLanes
    this.#lanes = lanes
    this.#hasNotes = notes.length > 0
    this.#hasFollowed = followed.length > 0
    this.#view = new CurrentView({
      viewLane: lanes.view,
      rowLane: lanes.rows,
      known: () => this.#known(),
      seed
    })
  }

  /** See {@link createRecordStore}. Throws. */
  static async open(options: RecordStoreOptions): Promise<RecordStore> {
    const limits = { ...defaultDatabaseLimits, ...options.limits }
    const database = await openRecordDatabase(options.file, limits, options.nowMs)
    const lanes = new DatabaseLanes(database)
    try {
      const store = new RecordStore(options, database, lanes, {
        write: await lanes.open('counting'),
        view: await lanes.open(),
        rows: await lanes.open(),
        numbers: await lanes.open()
      })
      await store.#prepare(options)
      return store
    } catch (failure) {
      await lanes.close()
      throw failure
    }
  }

  #prepare({ notes = [], followed = [] }: RecordStoreOptions): Promise<void> {
    return this.#lanes.write.run(async (connection) => {
      const [row] = (await connection.runAndReadAll('SELECT max(n) FROM records')).getRows()
      this.#nextN = typeof row?.[0] === 'number' ? row[0] + 1 : 0
      await readKnownValues(connection, this.#values)
      await replaceNotes(connection, notes, this.#seed)
      await replaceFollowed(connection, followed, this.#seed)
      await createNames(connection)
    })
  }

  /** Closes the database and removes its files. */
  removeAll(): Promise<RecordsResult<null>> {
    return attempt(async () => {
      await this.close()
      removeDatabaseFiles(this.#file)
      return null
    }, this.#onFatal)
  }

  close(): Promise<void> {
    return this.#allLanes.close()
  }

  /** Set if stored records were lost and the user hasn't acknowledged it. */
  loss(): HistoryLoss | null {
    return this.#loss
  }

  /** Removes the loss, because the user acknowledged it. */
  acknowledgeLoss(): Promise<RecordsResult<null>> {
    return this.#attempt(() => {
      forgetLoss(this.#file)
      this.#loss = null
      return Promise.resolve(null)
    })
  }

  // Records

  /**
   * Stores one complete reply of the period query (document, 三、按时间段查询呼叫): adds new calls and completes known ones;
   * all of them or, with an error, none. Errors: `reply-invalid`, `reply-too-large`, `records-full`.
   */
  ingest(body: Uint8Array): Promise<RecordsResult<IngestReport>> {
    return this.#attempt(async () => {
      const reply = parseReply(body)
      return ingestReport(reply, await this.#keep(reply.calls))
    })
  }

  /** Stores single records that were queried again. */
  upsert(records: readonly CallRecord[]): Promise<RecordsResult<{ added: number; updated: number }>> {
    return this.#attempt(() => this.#keep(records))
  }

  summary(
    filter: RecordFilter,
    zone: ZoneOffsets,
    signal?: AbortSignal
  ): Promise<RecordsResult<RecordSummary>> {
    return this.#attempt(() =>
      this.#lanes.view.run((connection) => readSummary(connection, filter, zone, this.#known()), signal)
    )
  }

  facets(): Promise<RecordsResult<RecordFacets>> {
    return this.#attempt(() => this.#lanes.rows.run(readFacets))
  }

  /** Error: `not-found`. */
  one(id: string): Promise<RecordsResult<RecordRow>> {
    return this.#attempt(() =>
      this.#lanes.rows.run((connection) => readOne(connection, id, this.#seed, this.#known()))
    )
  }

  /** Recording addresses (http(s), otherwise unvalidated) by id; ids without one are left out. */
  recordUrls(ids: readonly string[]): Promise<RecordsResult<RecordingOfCall[]>> {
    return this.#attempt(() =>
      this.#lanes.rows.run((connection) => readRecordUrls(connection, ids, this.#seed))
    )
  }

  /** Calls without an end yet that started in the period or have an unknown start. */
  incomplete(startMs: number, endMs: number): Promise<RecordsResult<IncompleteCalls>> {
    return this.#attempt(() =>
      this.#lanes.rows.run((connection) => readIncomplete(connection, startMs, endMs))
    )
  }

  // The view

  /** Creates the view that `rows` and the others read; aborts an earlier one that is still being created. */
  view(
    filter: RecordFilter,
    sort: RecordSort,
    zone: ZoneOffsets,
    signal?: AbortSignal,
    resultOrder?: readonly string[]
  ): Promise<RecordsResult<RecordView>> {
    return this.#attempt(() => this.#view.view(filter, sort, zone, signal, resultOrder))
  }

  rows(viewId: number, offset: number, limit: number): Promise<RecordsResult<RecordPage>> {
    return this.#attempt(() => this.#view.rows(viewId, offset, limit))
  }

  ids(asked: Parameters<CurrentView['ids']>[0]): Promise<RecordsResult<RecordIds>> {
    return this.#attempt(() => this.#view.ids(asked))
  }

  /** The next or previous row of the view, optionally only with a recording; null at its end. */
  neighbour(asked: Parameters<CurrentView['neighbour']>[0]): Promise<RecordsResult<PlacedRow | null>> {
    return this.#attempt(() => this.#view.neighbour(asked))
  }

  /** Number of rows of a view. Throws (see {@link attempt}) if another view has replaced it. */
  count(viewId: number): number {
    return this.#view.count(viewId)
  }

  /** The rows of a view in batches, for an export. Throws (see {@link attempt}). */
  async *iterate(
    viewId: number,
    batchSize: number,
    signal?: AbortSignal
  ): AsyncGenerator<RecordRow[], void, undefined> {
    if (this.#allLanes.isClosed()) throw new RecordsFailure('records-failed')
    const lane = await this.#allLanes.open()
    try {
      yield* this.#view.iterate(viewId, lane, batchSize, signal)
    } finally {
      await this.#allLanes.closeLane(lane)
    }
  }

  // Names of numbers, notes, followed calls and covered parts

  /**
   * The callee numbers of a page of records, the newest first: of those before row number `before` (null: all), but
   * none before `from`. `rest`: the `before` of the next page, null at the end; `next`: of the next new record.
   */
  calleeNumbers(
    from: number,
    before: number | null
  ): Promise<RecordsResult<{ numbers: string[]; rest: number | null; next: number }>> {
    const next = this.#nextN
    const end = Math.min(before ?? next, next)
    const start = Math.max(from, end - maxPageNumbers)
    return this.#attempt(async () => ({
      numbers: await this.#lanes.numbers.run((connection) => readCalleeNumbers(connection, start, end)),
      rest: start > from ? start : null,
      next
    }))
  }

  /**
   * The called numbers of the next page of records, from row number `from` on, that started from `startMs` to before
   * `endMs`. `next`: where the following page begins, null at the end.
   */
  calledNumbers(
    { startMs, endMs, from }: { startMs: number; endMs: number; from: number },
    signal?: AbortSignal
  ): Promise<RecordsResult<CalledNumbers>> {
    const end = Math.min(from + maxPageCalls, this.#nextN)
    return this.#attempt(async () => {
      const { hasFollowed } = this.#known()
      const page = await this.#lanes.numbers.run(
        (connection) => readCalledNumbers(connection, { startMs, endMs, from, end }, hasFollowed),
        signal
      )
      return { ...page, next: end < this.#nextN ? end : null }
    })
  }

  /** Who the callee numbers of these calls belong to; calls without a name are left out. */
  callNames(ids: readonly string[]): Promise<RecordsResult<{ id: string; name: string }[]>> {
    if (!this.#hasNames) return this.#attempt(() => Promise.resolve([]))
    return this.#attempt(() =>
      this.#lanes.rows.run((connection) => readCallNames(connection, ids, this.#seed))
    )
  }

  /** Changes the names of these numbers; an empty one is removed. */
  setNames(names: readonly NumberName[]): Promise<RecordsResult<{ changed: number }>> {
    return this.#attempt(async () => {
      const changed = await this.#lanes.write.run((connection) => changeNames(connection, names))
      if (changed > 0) this.#hasNames = true
      return { changed }
    })
  }

  clearNames(): Promise<RecordsResult<null>> {
    return this.#write(async (connection) => {
      await clearNames(connection)
      this.#hasNames = false
    })
  }

  /** Changes the given parts of a note; one without any content is removed. */
  setNote(change: NoteChange): Promise<RecordsResult<null>> {
    return this.#write(async (connection) => {
      await changeNote(connection, change, this.#seed)
      this.#hasNotes = true
    })
  }

  setFollowed(calls: readonly FollowedCall[]): Promise<RecordsResult<null>> {
    return this.#write(async (connection) => {
      await replaceFollowed(connection, calls, this.#seed)
      this.#hasFollowed = calls.length > 0
    })
  }

  covered(): Promise<RecordsResult<CoveredPart[]>> {
    return this.#attempt(() => this.#lanes.rows.run(readCovered))
  }

  /** Replaces all stored parts. */
  setCovered(parts: readonly CoveredPart[]): Promise<RecordsResult<null>> {
    return this.#write((connection) => replaceCovered(connection, parts))
  }

  #attempt<T>(work: () => Promise<T>): Promise<RecordsResult<T>> {
    return this.#allLanes.isClosed()
      ? Promise.resolve(failedWith('records-failed'))
      : attempt(work, this.#onFatal)
  }

  #write(work: Parameters<Lane['run']>[0]): Promise<RecordsResult<null>> {
    return this.#attempt(async () => {
      await this.#lanes.write.run(work)
      return null
    })
  }

  #known(): KnownSides {
    return {
      ...this.#values.all(),
      hasNotes: this.#hasNotes,
      hasFollowed: this.#hasFollowed,
      hasNames: this.#hasNames
    }
  }

  #keep(calls: readonly CallRecord[]): Promise<{ added: number; updated: number }> {
    return this.#lanes.write.run(async (connection) => {
      const records = foldedRecords(calls)
      const { nextN, ...kept } = await keepRecords(connection, records, {
        seed: this.#seed,
        nextN: this.#nextN,
        maxRecords: this.#maxRecords,
        onFull: () => new RecordsFailure('records-full')
      })
      this.#nextN = nextN
      this.#values.add(records)
      return kept
    })
  }
}

/**
 * Opens or creates the records database. Errors: `records-locked` (another process has it open), `records-failed`.
 */
export const createRecordStore = (options: RecordStoreOptions): Promise<RecordsResult<RecordStore>> =>
  attempt(() => openMended(() => RecordStore.open(options)), options.onFatal ?? (() => undefined))
