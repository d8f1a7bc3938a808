import type { DuckDBConnection } from '@duckdb/node-api'
import type { HistoryLoss } from '../../../shared/platform/schema'
import { workListLimits, type WorkListState } from '../../../shared/work-lists/limits'
import type {
  WorkEntry,
  WorkEntryFilter,
  WorkGuide,
  WorkList,
  WorkProgress
} from '../../../shared/work-lists/schema'
import { withLanes, type DatabaseLanes, type ReadWriteLanes } from '../../platform/database/database-lanes'
import { openMended } from '../../platform/database/failure'
import { forgetLoss } from '../../platform/database/history-loss'
import { Cancelled, isAborted, type Lane } from '../../platform/database/lane'
import { defaultDatabaseLimits } from '../../platform/database/opening'
import { rowsOf } from '../../platform/database/statements'
import { inCountedTransaction, inSnapshot } from '../../platform/database/transaction'
import {
  accepted,
  claimed,
  doubted,
  released,
  settled,
  updated,
  type EntryStanding
} from '../run/entry-moves'
import type { NewEntry } from '../source-rows'
import { maxClaimed, numbersPerPage, type WorkListInput } from '../work-lists-operations'
import type { EntryCall } from '../run/work-run-store'
import { openWorkDatabase } from './work-database'
import { changeEntries, putBackSkipped } from './entry-changes'
import {
  codeOf,
  readClaimed,
  readEntries,
  readEntriesFrom,
  standingOfText,
  workEntryOf,
  writeStanding,
  type StoredEntry
} from './entry-rows'
import { matchingIds } from './entry-views'
import { WorkListsFailure } from './failure'
import { storeEntries, type MadeList } from './list-storing'
import {
  countCall,
  deleteLists,
  findList,
  insertList,
  readExtent,
  readLists,
  readNext,
  readProgress,
  readWorkLists,
  setStage,
  stages
} from './list-rows'

/** Options of a store. */
export interface WorkListStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  /** Deletes lists that were removed or half made; see the operation `open`. */
  isFirst: boolean
  maxEntries?: number
}

/** An entry of a list. */
interface EntryRef {
  listId: string
  id: number
}

/** The matches of the filter that was asked for last. */
interface View {
  key: string
  version: number
  ids: Int32Array
}

/** The work lists of one account, in one file. Everything throws the database's errors and {@link WorkListsFailure}. */
export class WorkListStore {
  readonly #file: string
  readonly #maxEntries: number
  readonly #lanes: DatabaseLanes
  readonly #write: Lane
  readonly #read: Lane
  #loss: HistoryLoss | null
  /** Grows with every change, so that a view from before it is read again. */
  #version = 0
  #view: View | null = null

  private constructor(
    { file, maxEntries = workListLimits.maxEntries }: WorkListStoreOptions,
    loss: HistoryLoss | null,
    { lanes, write, read }: ReadWriteLanes
  ) {
    this.#file = file
    this.#maxEntries = maxEntries
    this.#loss = loss
    this.#lanes = lanes
    this.#write = write
    this.#read = read
  }

  /** Opens or creates the file, and repairs it if it is damaged. */
  static open(options: WorkListStoreOptions): Promise<WorkListStore> {
    return openMended(async () => {
      const database = await openWorkDatabase(options.file, defaultDatabaseLimits, options.nowMs)
      return withLanes(database, async (opened) => {
        const store = new WorkListStore(options, database.loss, opened)
        if (options.isFirst) await store.#sweep()
        return store
      })
    })
  }

  close(): Promise<void> {
    return this.#lanes.close()
  }

  /** Set if work lists were lost and the user hasn't acknowledged it. */
  loss(): HistoryLoss | null {
    return this.#loss
  }

  acknowledgeLoss(): void {
    forgetLoss(this.#file)
    this.#loss = null
  }

  // Lists

  /** The shown lists with their progress, newest first. */
  lists(): Promise<WorkList[]> {
    return this.#snapshot(readWorkLists)
  }

  /** Error: `work-list-gone`. */
  progress(listId: string): Promise<WorkProgress> {
    return this.#snapshot(async (connection) => {
      const list = (await readLists(connection)).find(({ id }) => id === listId)
      const progress = list === undefined ? undefined : (await readProgress(connection, [list])).get(list.n)
      if (progress === undefined) throw new WorkListsFailure('work-list-gone')
      return progress
    })
  }

  /** Error: `work-list-gone`. */
  async rename(listId: string, name: string): Promise<void> {
    await this.#onList(listId, (connection, n) =>
      rowsOf(connection, 'UPDATE lists SET name = $name WHERE n = $n', { n, name })
    )
  }

  /** Error: `work-list-gone`. */
  async setState(listId: string, state: WorkListState): Promise<void> {
    await this.#onList(listId, (connection, n) =>
      rowsOf(connection, 'UPDATE lists SET state = $state WHERE n = $n', { n, state })
    )
  }

  /** Error: `work-list-gone`. */
  async setGuide(listId: string, guide: WorkGuide): Promise<void> {
    await this.#onList(listId, (connection, n) =>
      rowsOf(connection, 'UPDATE lists SET guide = $guide WHERE n = $n', { n, guide: JSON.stringify(guide) })
    )
  }

  /** Hides a list. Error: `work-list-gone`. */
  remove(listId: string): Promise<void> {
    return this.#stage(listId, stages.shown, stages.removed)
  }

  /** Shows a removed list again. Errors: `work-list-gone`, `work-lists-full`. */
  restore(listId: string): Promise<void> {
    return this.#change(async (connection) => {
      if ((await readExtent(connection)).lists >= workListLimits.maxLists)
        throw new WorkListsFailure('work-lists-full')
      if (!(await setStage(connection, listId, stages.removed, stages.shown)))
        throw new WorkListsFailure('work-list-gone')
    })
  }

  // Making

  /** Stores a list that isn't shown yet: all or nothing. Errors: `work-lists-full`, `work-list-empty`. */
  async make(
    { listId, name, nowMs }: Pick<WorkListInput<'make'>, 'listId' | 'name' | 'nowMs'>,
    fieldNames: readonly string[],
    batches: AsyncIterable<readonly NewEntry[]>,
    signal?: AbortSignal
  ): Promise<MadeList> {
    const { n, most } = await this.#change(async (connection) => {
      const extent = await readExtent(connection)
      if (extent.lists >= workListLimits.maxLists) throw new WorkListsFailure('work-lists-full')
      await insertList(connection, { n: extent.nextN, id: listId, name, createdAtMs: nowMs, fieldNames })
      return {
        n: extent.nextN,
        most: Math.min(this.#maxEntries, workListLimits.maxAllEntries - extent.entries)
      }
    })
    try {
      return await storeEntries({ list: n, batches, most, signal, change: (work) => this.#change(work) })
    } catch (failure) {
      // After a kill it is deleted when the program starts.
      await this.discard(listId)
      throw failure
    }
  }

  /** The numbers of a list that is being made, from the entry `from` on. Error: `work-list-gone`. */
  numbers(listId: string, from: number): Promise<string[]> {
    return this.#read.run(async (connection) => {
      const list = await listIn(connection, listId, stages.making)
      return (await readEntriesFrom(connection, list.n, from, numbersPerPage)).map(({ data }) => data.number)
    })
  }

  /** Error: `work-list-gone`. */
  markNever(listId: string, ids: readonly number[]): Promise<void> {
    return this.#change(async (connection) => {
      const { n } = await listIn(connection, listId, stages.making)
      await rowsOf(
        connection,
        'UPDATE entries SET state = $never WHERE list = $n AND id IN (SELECT unnest($ids))',
        { n, ids, never: codeOf('never') }
      )
    })
  }

  /** Shows a list that was made. Error: `work-list-gone`. */
  publish(listId: string): Promise<void> {
    return this.#stage(listId, stages.making, stages.shown)
  }

  /** Deletes a list that was being made. */
  discard(listId: string): Promise<void> {
    return this.#change((connection) => deleteLists(connection, stages.making, listId))
  }

  // Entries

  /** One page of the entries that match a filter. Error: `work-list-gone`. */
  entries(
    listId: string,
    filter: WorkEntryFilter,
    offset: number,
    limit: number
  ): Promise<{ rows: WorkEntry[]; total: number }> {
    return this.#snapshot(async (connection) => {
      const list = await listIn(connection, listId)
      const ids = await this.#matching(connection, list.n, filter)
      const page = await readEntries(connection, list.n, ids.subarray(offset, offset + limit))
      return { rows: page.map((entry) => workEntryOf(entry, list.fieldNames)), total: ids.length }
    })
  }

  /** All entries of a list in batches, with the names of their fields. Error: `work-list-gone`. */
  async *all(listId: string, batch: number, signal?: AbortSignal): AsyncGenerator<WorkEntry[]> {
    for (let from = 0; ; from += batch) {
      if (isAborted(signal)) throw new Cancelled()
      const rows = await this.#read.run(async (connection) => {
        const list = await listIn(connection, listId)
        const entries = await readEntriesFrom(connection, list.n, from, batch)
        return entries.map((entry) => workEntryOf(entry, list.fieldNames))
      })
      if (rows.length === 0) return
      yield rows
    }
  }

  /** Error: `work-list-gone`. */
  fieldNames(listId: string): Promise<string[]> {
    return this.#read.run(async (connection) => (await listIn(connection, listId)).fieldNames)
  }

  /** Error: `work-list-gone`. */
  changeEntries({ listId, ids, change }: WorkListInput<'changeEntries'>): Promise<number> {
    return this.#onList(listId, (connection, n) => changeEntries(connection, n, ids, change))
  }

  /** Error: `work-list-gone`. */
  putBackSkipped(listId: string): Promise<number> {
    return this.#onList(listId, putBackSkipped)
  }

  // Working through, see WorkRunStore. Errors: `work-list-gone`, `work-entry-changed`.

  next({ listId, nowMs, except }: WorkListInput<'next'>): Promise<{
    entry: WorkEntry | null
    nextDueAtMs: number | null
  }> {
    return this.#snapshot(async (connection) => {
      const list = await listIn(connection, listId)
      const { id, nextDueAtMs } = await readNext(connection, list.n, nowMs, except)
      const [entry] = id === null ? [] : await readEntries(connection, list.n, [id])
      return entry === undefined
        ? { entry: null, nextDueAtMs }
        : { entry: workEntryOf(entry, list.fieldNames), nextDueAtMs: null }
    })
  }

  get({ listId, id }: EntryRef): Promise<WorkEntry> {
    return this.#snapshot(async (connection) => {
      const list = await listIn(connection, listId)
      return workEntryOf(await entryIn(connection, list.n, id), list.fieldNames)
    })
  }

  async claim({ callKey, nowMs, ...ref }: WorkListInput<'claim'>): Promise<void> {
    await this.#move(ref, (entry) => claimed(entry, callKey, nowMs))
  }

  async release({ callKey, ...ref }: WorkListInput<'release'>): Promise<void> {
    await this.#move(ref, (entry) => released(entry, callKey))
  }

  async accepted({ callKey, callId, ...ref }: WorkListInput<'accepted'>): Promise<void> {
    await this.#move(ref, (entry) => accepted(entry, callKey, callId))
  }

  async doubt({ callKey, ...ref }: WorkListInput<'doubt'>): Promise<void> {
    await this.#move(ref, (entry) => doubted(entry, callKey))
  }

  settle({ step, call, ...ref }: WorkListInput<'settle'>): Promise<WorkEntry> {
    return this.#move(ref, (entry) => settled(entry, step, call), true)
  }

  unsettle({ listId, id }: EntryRef): Promise<WorkEntry> {
    return this.#change(async (connection) => {
      const list = await listIn(connection, listId)
      const [row] = await rowsOf(
        connection,
        'DELETE FROM undo WHERE list = $n AND id = $id RETURNING former',
        {
          n: list.n,
          id
        }
      )
      if (typeof row?.[0] !== 'string') throw new WorkListsFailure('work-entry-changed')
      const entry = await entryIn(connection, list.n, id)
      const standing = standingOfText(row[0])
      await writeStanding(connection, list.n, id, standing)
      return workEntryOf({ ...entry, standing }, list.fieldNames)
    })
  }

  /** Returns the number of entries whose last call it was. */
  update(call: EntryCall): Promise<number> {
    return this.#change(async (connection) => {
      const rows = await rowsOf(connection, 'SELECT list, id FROM entries WHERE call_key = $key', {
        key: call.callKey
      })
      for (const [n, id] of rows) {
        const entry = await entryIn(connection, Number(n), Number(id))
        await writeStanding(connection, Number(n), Number(id), updated(entry.standing, call))
      }
      return rows.length
    })
  }

  claimed(): Promise<{ listId: string; entry: WorkEntry }[]> {
    return this.#snapshot(async (connection) => {
      const lists = new Map((await readLists(connection)).map((list) => [list.n, list]))
      return (await readClaimed(connection, maxClaimed)).flatMap(({ list, entry }) => {
        const of = lists.get(list)
        return of === undefined ? [] : [{ listId: of.id, entry: workEntryOf(entry, of.fieldNames) }]
      })
    })
  }

  /** Applies a move to an entry. `isUndoable`: the entry as it was before is kept for `unsettle`. */
  #move(
    { listId, id }: EntryRef,
    move: (entry: EntryStanding) => EntryStanding | null,
    isUndoable = false
  ): Promise<WorkEntry> {
    return this.#change(async (connection) => {
      const list = await listIn(connection, listId)
      const entry = await entryIn(connection, list.n, id)
      const before = entry.standing
      const standing = move(before)
      if (standing === null) throw new WorkListsFailure('work-entry-changed')
      await writeStanding(connection, list.n, id, standing)
      if (standing.attempts > before.attempts && standing.lastAtMs !== null)
        await countCall(connection, list.n, standing.lastAtMs)
      await rowsOf(
        connection,
        `DELETE FROM undo WHERE list = $n ${isUndoable ? '' : 'AND id = $id'}`,
        isUndoable ? { n: list.n } : { n: list.n, id }
      )
      if (isUndoable)
        await rowsOf(connection, 'INSERT INTO undo VALUES ($n, $id, $former)', {
          n: list.n,
          id,
          former: JSON.stringify(before)
        })
      return workEntryOf({ ...entry, standing }, list.fieldNames)
    })
  }

  #onList<T>(listId: string, work: (connection: DuckDBConnection, n: number) => Promise<T>): Promise<T> {
    return this.#change(async (connection) => work(connection, (await listIn(connection, listId)).n))
  }

  #stage(listId: string, from: number, to: number): Promise<void> {
    return this.#change(async (connection) => {
      if (!(await setStage(connection, listId, from, to))) throw new WorkListsFailure('work-list-gone')
    })
  }

  async #matching(connection: DuckDBConnection, n: number, filter: WorkEntryFilter): Promise<Int32Array> {
    const version = this.#version
    const key = JSON.stringify([n, filter])
    if (this.#view?.key === key && this.#view.version === version) return this.#view.ids
    const ids = await matchingIds(connection, n, filter)
    this.#view = { key, version, ids }
    return ids
  }

  /** Runs `work` in one transaction. */
  #change<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#write.run(async (connection) => {
      const value = await inCountedTransaction(connection, () => work(connection))
      this.#version += 1
      return value
    })
  }

  #snapshot<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#read.run((connection) => inSnapshot(connection, () => work(connection)))
  }

  async #sweep(): Promise<void> {
    const isLeft = await this.#read.run(async (connection) => {
      const rows = await rowsOf(connection, 'SELECT 1 FROM lists WHERE stage <> $shown LIMIT 1', {
        shown: stages.shown
      })
      return rows.length > 0
    })
    if (!isLeft) return
    await this.#change(async (connection) => {
      for (const stage of [stages.making, stages.removed]) await deleteLists(connection, stage, null)
    })
  }
}

async function listIn(
  connection: DuckDBConnection,
  id: string,
  stage: number = stages.shown
): Promise<{ n: number; fieldNames: string[] }> {
  const list = await findList(connection, id, stage)
  if (list === null) throw new WorkListsFailure('work-list-gone')
  return list
}

async function entryIn(connection: DuckDBConnection, n: number, id: number): Promise<StoredEntry> {
  const [entry] = await readEntries(connection, n, [id])
  if (entry === undefined) throw new WorkListsFailure('work-entry-changed')
  return entry
}
