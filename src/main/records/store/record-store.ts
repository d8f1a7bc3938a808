import { BIGINT } from '@duckdb/node-api'
import type { HistoryLoss } from '../../../shared/platform/history-loss'
import type { CallRecord } from '../../../shared/records/record'
import { maxFacets, maxPageIds } from '../../../shared/records/schema'
import {
  noteLimits,
  type CoveredPart,
  type FollowedCall,
  type IncompleteCalls,
  type IngestReport,
  type PlacedRow,
  type RecordFacets,
  type RecordFilter,
  type RecordingOfCall,
  type RecordIds,
  type RecordNote,
  type RecordPage,
  type RecordRow,
  type RecordSort,
  type RecordsResult,
  type RecordSummary,
  type RecordView,
  type ZoneOffsets
} from '../../../shared/records/records'
import { failedWith } from '../../../shared/platform/coded-result'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import { forgetLoss } from '../../platform/database/history-loss'
import type { Lane } from '../../platform/database/lane'
import { defaultDatabaseLimits, type DatabaseLimits } from '../../platform/database/opening'
import { parseForeignJson } from '../../service/foreign-json'
import { periodReplySchema, type PeriodReply } from '../../service/schemas'
import { createCurrentView, type CurrentView } from './current-view'
import { openRecordDatabase } from './record-database'
import { openMended } from '../../platform/database/failure'
import { attempt, RecordsFailure } from './failure'
import type { KnownSides } from './filter-sql'
import { createKnownValues, readKnownValues } from './known-values'
import { readRows } from './record-rows'
import { findRecords, keepRecords } from './record-table'
import { readCovered, replaceCovered, replaceFollowed, replaceNote, replaceNotes } from './side-tables'
import { foldedRecords } from './stored-record'
import { readSummary } from './summary'

/** A full reply has 10,000 records of about 1 kB each; this leaves ample room. */
const maxBodyBytes = 64 * 1_024 * 1_024
/** Several years of a large team; a view's order takes four bytes per record. */
const defaultMaxRecords = 10_000_000

/** The records of one account, in one file. Nothing throws; errors are data. */
export interface RecordStore {
  /** Set if stored records were lost and the user hasn't acknowledged it. */
  loss(): HistoryLoss | null
  /** Removes the loss, because the user acknowledged it. */
  acknowledgeLoss(): Promise<RecordsResult<null>>
  /**
   * Stores one complete reply of the period query (document, 三、按时间段查询呼叫): adds new calls and completes known ones;
   * all of them or, with an error, none. Errors: `reply-invalid`, `reply-too-large`, `records-full`.
   */
  ingest(body: Uint8Array): Promise<RecordsResult<IngestReport>>
  /** Stores single records that were queried again. */
  upsert(records: readonly CallRecord[]): Promise<RecordsResult<{ added: number; updated: number }>>
  /** Creates the view that `rows` and the others read; aborts an earlier one that is still being created. */
  view(
    filter: RecordFilter,
    sort: RecordSort,
    zone: ZoneOffsets,
    signal?: AbortSignal
  ): Promise<RecordsResult<RecordView>>
  rows(viewId: number, offset: number, limit: number): Promise<RecordsResult<RecordPage>>
  ids(asked: Parameters<CurrentView['ids']>[0]): Promise<RecordsResult<RecordIds>>
  /** The next or previous row of the view, optionally only with a recording; null at its end. */
  neighbour(asked: Parameters<CurrentView['neighbour']>[0]): Promise<RecordsResult<PlacedRow | null>>
  summary(
    filter: RecordFilter,
    zone: ZoneOffsets,
    signal?: AbortSignal
  ): Promise<RecordsResult<RecordSummary>>
  facets(): Promise<RecordsResult<RecordFacets>>
  /** Error: `not-found`. */
  one(id: string): Promise<RecordsResult<RecordRow>>
  /** Recording addresses (http(s), otherwise unvalidated) by id; ids without one are left out. */
  recordUrls(ids: readonly string[]): Promise<RecordsResult<RecordingOfCall[]>>
  /** A blank note without tags removes it. Error: `notes-full`. */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
  setFollowed(calls: readonly FollowedCall[]): Promise<RecordsResult<null>>
  covered(): Promise<RecordsResult<CoveredPart[]>>
  /** Replaces all stored parts. */
  setCovered(parts: readonly CoveredPart[]): Promise<RecordsResult<null>>
  /** Calls without an end yet that started in the period or have an unknown start. */
  incomplete(startMs: number, endMs: number): Promise<RecordsResult<IncompleteCalls>>
  /** Number of rows of a view. Throws (see {@link attempt}) if another view has replaced it. */
  count(viewId: number): number
  /** The rows of a view in batches, for an export. Throws (see {@link attempt}). */
  iterate(
    viewId: number,
    batchSize: number,
    signal?: AbortSignal
  ): AsyncGenerator<RecordRow[], void, undefined>
  /** Closes the database and removes its files. */
  removeAll(): Promise<RecordsResult<null>>
  close(): Promise<void>
}

/** Options of a store. */
export interface RecordStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  /** The current notes of the notes' document. */
  notes?: readonly RecordNote[]
  followed?: readonly FollowedCall[]
  limits?: Partial<DatabaseLimits>
  maxRecords?: number
  /** The database is unusable; a new process may open it again. */
  onFatal?: () => void
}

function readReply(body: Uint8Array): PeriodReply {
  if (body.length > maxBodyBytes) throw new RecordsFailure('reply-too-large')
  try {
    return periodReplySchema.parse(parseForeignJson(new TextDecoder().decode(body)))
  } catch {
    throw new RecordsFailure('reply-invalid')
  }
}

function report({ calls, rowCount }: PeriodReply, kept: { added: number; updated: number }): IngestReport {
  let [earliestMs, latestMs]: [number | null, number | null] = [null, null]
  for (const { startedAtMs } of calls) {
    if (startedAtMs === null) continue
    earliestMs = Math.min(earliestMs ?? startedAtMs, startedAtMs)
    latestMs = Math.max(latestMs ?? startedAtMs, startedAtMs)
  }
  return { rowCount, readable: calls.length, added: kept.added, updated: kept.updated, earliestMs, latestMs }
}

/**
 * Opens or creates the records database. Errors: `records-locked` (another process has it open), `records-failed`.
 */
export async function createRecordStore(options: RecordStoreOptions): Promise<RecordsResult<RecordStore>> {
  return attempt(() => openMended(() => openStore(options)), options.onFatal ?? (() => undefined))
}

async function openStore(options: RecordStoreOptions): Promise<RecordStore> {
  const { file, nowMs, notes = [], followed = [], maxRecords = defaultMaxRecords } = options
  const onFatal = options.onFatal ?? (() => undefined)
  const database = await openRecordDatabase(file, { ...defaultDatabaseLimits, ...options.limits }, nowMs)
  const { seed } = database
  let { loss } = database
  const lanes: Lane[] = []
  const openLane = async (kind: 'plain' | 'counting' = 'plain'): Promise<Lane> => {
    const lane = await database.openLane(kind)
    lanes.push(lane)
    return lane
  }

  let isClosed = false
  const close = async (): Promise<void> => {
    if (isClosed) return
    isClosed = true
    await Promise.all(lanes.map((lane) => lane.close()))
    database.close()
  }

  let nextN = 0
  const values = createKnownValues()
  const noteIds = new Set(notes.slice(0, noteLimits.maxNotes).map(({ id }) => id))
  let hasFollowed = followed.length > 0
  const known = (): KnownSides => ({ ...values.all(), hasNotes: noteIds.size > 0, hasFollowed })

  try {
    // Separate lanes, so that writing, sorting and reading pages don't wait for each other.
    const [writeLane, viewLane, rowLane] = [await openLane('counting'), await openLane(), await openLane()]
    await writeLane.run(async (connection) => {
      const [row] = (await connection.runAndReadAll('SELECT max(n) FROM records')).getRows()
      nextN = typeof row?.[0] === 'number' ? row[0] + 1 : 0
      await readKnownValues(connection, values)
      await replaceNotes(connection, notes.slice(0, noteLimits.maxNotes), seed)
      await replaceFollowed(connection, followed, seed)
    })

    const view = createCurrentView({ viewLane, rowLane, known, seed })
    const answer = <T>(work: () => Promise<T>): Promise<RecordsResult<T>> =>
      isClosed ? Promise.resolve(failedWith('records-failed')) : attempt(work, onFatal)

    const keep = (calls: readonly CallRecord[]): Promise<{ added: number; updated: number }> =>
      writeLane.run(async (connection) => {
        const records = foldedRecords(calls)
        const kept = await keepRecords(connection, records, {
          seed,
          nextN,
          maxRecords,
          onFull: () => new RecordsFailure('records-full')
        })
        nextN = kept.nextN
        values.add(records)
        return { added: kept.added, updated: kept.updated }
      })

    const rowsOfIds = (ids: readonly string[]) =>
      rowLane.run(async (connection) => {
        const found = await findRecords(connection, ids, seed)
        return readRows(
          connection,
          Int32Array.from(found, ({ n }) => n),
          known()
        )
      })

    return {
      loss: () => loss,
      acknowledgeLoss: () =>
        answer(() => {
          forgetLoss(file)
          loss = null
          return Promise.resolve(null)
        }),
      ingest: (body) =>
        answer(async () => {
          const reply = readReply(body)
          return report(reply, await keep(reply.calls))
        }),
      upsert: (records) => answer(() => keep(records)),
      view: (filter, sort, zone, signal) => answer(() => view.view(filter, sort, zone, signal)),
      rows: (viewId, offset, limit) => answer(() => view.rows(viewId, offset, limit)),
      ids: (asked) => answer(() => view.ids(asked)),
      neighbour: (asked) => answer(() => view.neighbour(asked)),
      summary: (filter, zone, signal) =>
        answer(() => viewLane.run((connection) => readSummary(connection, filter, zone, known()), signal)),
      facets: () =>
        answer(() =>
          rowLane.run(async (connection) => {
            const list = async (column: string, from: string) => {
              const sql = `SELECT DISTINCT ${column} AS value FROM ${from} WHERE value IS NOT NULL ORDER BY value LIMIT ${maxFacets}`
              return (await connection.runAndReadAll(sql)).getRows().map(([value]) => value)
            }
            return {
              agentIds: (await list('agent', 'records')).map(Number),
              salesmanCodes: (await list('salesman', 'records')).map(String),
              tags: (await list('tag', '(SELECT unnest(tags) AS tag FROM notes)')).map(String)
            }
          })
        ),
      one: (id) =>
        answer(async () => {
          const [read] = await rowsOfIds([id])
          if (read === undefined) throw new RecordsFailure('not-found')
          return read.row
        }),
      recordUrls: (ids) =>
        answer(() =>
          rowLane.run(async (connection) => {
            const found = await findRecords(connection, ids, seed)
            return found.flatMap(({ record: { id, recordUrl, startedMs, callee, agentId } }) =>
              recordUrl === null
                ? []
                : [{ id, recordUrl, startedAtMs: startedMs, calleeNumber: callee, agentId }]
            )
          })
        ),
      setNote: (note) =>
        answer(() =>
          writeLane.run(async (connection) => {
            const isBlank = note.note === '' && note.tags.length === 0
            if (!isBlank && !noteIds.has(note.id) && noteIds.size >= noteLimits.maxNotes)
              throw new RecordsFailure('notes-full')
            await replaceNote(connection, note, seed)
            if (isBlank) noteIds.delete(note.id)
            else noteIds.add(note.id)
            return null
          })
        ),
      setFollowed: (calls) =>
        answer(() =>
          writeLane.run(async (connection) => {
            await replaceFollowed(connection, calls, seed)
            hasFollowed = calls.length > 0
            return null
          })
        ),
      covered: () => answer(() => rowLane.run(readCovered)),
      setCovered: (parts) =>
        answer(() =>
          writeLane.run(async (connection) => {
            await replaceCovered(connection, parts)
            return null
          })
        ),
      incomplete: (startMs, endMs) =>
        answer(() =>
          rowLane.run(async (connection) => {
            const period = `FROM records WHERE ended IS NULL AND (started IS NULL OR (started >= $1 AND started < $2))`
            const bound: [bigint[], (typeof BIGINT)[]] = [
              [BigInt(startMs), BigInt(endMs)],
              [BIGINT, BIGINT]
            ]
            const sums = await connection.runAndReadAll(
              `SELECT count(*), min(started), max(started) ${period}`,
              ...bound
            )
            const [calls, earliest, latest] = sums.getRows()[0] ?? []
            const ids = await connection.runAndReadAll(
              `SELECT id ${period} ORDER BY started, n LIMIT ${maxPageIds}`,
              ...bound
            )
            return {
              calls: Number(calls),
              ids: ids.getRows().map(([id]) => String(id)),
              earliestMs: typeof earliest === 'bigint' ? Number(earliest) : null,
              latestMs: typeof latest === 'bigint' ? Number(latest) : null
            }
          })
        ),
      count: (viewId) => view.count(viewId),
      async *iterate(viewId, batchSize, signal) {
        if (isClosed) throw new RecordsFailure('records-failed')
        const lane = await openLane()
        try {
          yield* view.iterate(viewId, lane, batchSize, signal)
        } finally {
          lanes.splice(lanes.indexOf(lane), 1)
          await lane.close()
        }
      },
      removeAll: () =>
        attempt(async () => {
          await close()
          removeDatabaseFiles(file)
          return null
        }, onFatal),
      close
    }
  } catch (failure) {
    await close()
    throw failure
  }
}
