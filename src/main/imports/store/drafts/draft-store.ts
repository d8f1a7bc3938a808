import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import { importLimits, type DamageCode } from '../../../../shared/imports/imports'
import type { ReadTotals, DraftLine, DraftSummary } from '../../../../shared/imports/schema'
import { appendRows } from '../../../platform/database/append-rows'
import { Failure } from '../../../platform/database/failure'
import type { Lane } from '../../../platform/database/lane'
import type { EntryBatch } from '../../lists/list-types'
import { compareEntries } from './draft-compare'
import { exportDraft, type DraftExport } from './draft-export'
import { acceptSuggestions, fixEntry, undoFix } from './draft-fixes'
import { createDraftLines, type DraftPage, type LinesAsked } from './draft-lines'
import { clearDraft, openEntryAppender, removeEntries, type EntryAppender } from '../entry-writer'
import type { ImportsProgress } from '../../imports-operations'

/** Writes the entries of one table. `cancelled` once another write begins or the table is removed. */
interface TableWriter {
  /** `list-too-large`: the draft is full; the batch isn't added. */
  append(batch: EntryBatch): Promise<void>
  /** The table is complete. */
  end(totals: ReadTotals): Promise<void>
  /** Discards the table's entries. */
  abandon(): Promise<void>
}

/** Tables in order, and the campaign whose earlier imports count; null: none is selected. */
interface CompareInput {
  tableIds: readonly number[]
  campaignId: string | null
}

/** Result of a comparison. `revision` grows with each. */
interface Compared {
  revision: number
  summary: DraftSummary
}

/** The entries of the draft. Throws a `Failure` or a database error. */
export interface DraftStore {
  /** Removes the table's current entries. */
  beginTable(tableId: number): Promise<TableWriter>
  removeTables(tableIds: readonly number[]): Promise<void>
  clear(): Promise<void>
  /** Replaces the numbers of the do-not-call list. */
  setDoNotCall(numbers: readonly string[]): Promise<void>
  /** Compares the entries of these tables. `not-found`: one of them isn't completely read. */
  compare(input: CompareInput, signal?: AbortSignal): Promise<Compared>
  /** The same, for callers that already run on the write lane. */
  compareWithin(connection: DuckDBConnection, input: CompareInput): Promise<Compared>
  /** Entries of the last comparison, with later fixes in place. */
  lines(asked: LinesAsked & { offset: number; limit: number }): Promise<DraftPage>
  /**
   * Replaces an entry's text. Returns the entry with the reason that follows from its code until the next comparison.
   * `not-found`
   */
  fix(input: { n: number; text: string }): Promise<DraftLine>
  /** Accepts the suggestions of all compared entries with this damage. */
  acceptSuggestions(input: { code: DamageCode }): Promise<{ fixed: number }>
  /** Undoes the last fix or acceptance. */
  undoFix(): Promise<{ undone: number; canUndo: boolean }>
  /** See {@link exportDraft}. */
  export(
    input: DraftExport,
    onProgress: (progress: ImportsProgress) => void,
    signal?: AbortSignal
  ): Promise<{ rows: number }>
}

/** The tables of `draftSchema` exist on each lane's connection. */
export interface DraftStoreOptions {
  writeLane: Lane
  readLane: Lane
  /** Busy during an export; separate, so that pages don't wait for it. */
  exportLane?: Lane
  /** Salt of the hashes in the file. */
  salt: string
  /** The last revision of an earlier draft. */
  revisionStart?: number
  maxEntries?: number
}

interface Table {
  entries: number
  /** Null: not completely read. */
  totals: ReadTotals | null
}

/** Creates an empty draft. */
export function createDraftStore(options: DraftStoreOptions): DraftStore {
  const { writeLane, readLane, exportLane = readLane, salt, maxEntries = importLimits.maxEntries } = options
  const tables = new Map<number, Table>()
  const lines = createDraftLines()
  let revision = options.revisionStart ?? 0
  let nextN = 0

  const countEntries = (): number => [...tables.values()].reduce((sum, { entries }) => sum + entries, 0)

  const writer = (tableId: number, table: Table, appender: EntryAppender): TableWriter => {
    const isCurrent = (): boolean => tables.get(tableId) === table
    const inTurn = (work: () => void): Promise<void> =>
      writeLane.run(() => {
        if (!isCurrent()) throw new Failure('cancelled')
        work()
        return Promise.resolve()
      })
    return {
      append: (batch) =>
        inTurn(() => {
          const size = batch.dials.length
          if (countEntries() + size > maxEntries) throw new Failure('list-too-large')
          appender.append(batch, nextN)
          nextN += size
          table.entries += size
        }),
      end: (totals) =>
        inTurn(() => {
          appender.close()
          table.totals = totals
        }),
      abandon: () =>
        writeLane.run(async (connection) => {
          appender.discard()
          if (!isCurrent()) return
          tables.delete(tableId)
          await removeEntries(connection, [tableId])
        })
    }
  }

  const totalsOf = (tableIds: readonly number[]): ReadTotals[] =>
    tableIds.map((id) => {
      const totals = tables.get(id)?.totals
      if (totals == null) throw new Failure('not-found')
      return totals
    })

  const compareWithin = async (
    connection: DuckDBConnection,
    { tableIds, campaignId }: CompareInput
  ): Promise<Compared> => {
    const totals = totalsOf(tableIds)
    const sum = (key: keyof ReadTotals): number => totals.reduce((all, one) => all + one[key], 0)
    const next = revision + 1
    const entries = await compareEntries(connection, { tableIds, campaignId, salt, revision: next })
    revision = next
    const [read, blankLines, undecodableLines] = [sum('lines'), sum('blankLines'), sum('undecodableLines')]
    return { revision, summary: { lines: read, blankLines, undecodableLines, ...entries } }
  }

  return {
    beginTable: (tableId) =>
      writeLane.run(async (connection) => {
        const table: Table = { entries: 0, totals: null }
        tables.delete(tableId)
        await removeEntries(connection, [tableId])
        tables.set(tableId, table)
        return writer(tableId, table, await openEntryAppender(connection, tableId))
      }),
    removeTables: (tableIds) =>
      writeLane.run((connection) => {
        for (const id of tableIds) tables.delete(id)
        return removeEntries(connection, tableIds)
      }),
    clear: () =>
      writeLane.run(async (connection) => {
        tables.clear()
        revision += 1
        await clearDraft(connection)
      }),
    setDoNotCall: (numbers) =>
      writeLane.run(async (connection) => {
        await connection.run('DELETE FROM draft.do_not_call')
        const table = { name: 'do_not_call', catalog: 'draft' }
        await appendRows(connection, table, [VARCHAR], numbers.length, (from, to) => [
          numbers.slice(from, to)
        ])
      }),
    compare: (input, signal) => writeLane.run((connection) => compareWithin(connection, input), signal),
    compareWithin,
    async lines(asked) {
      const page = await readLane.run((connection) => lines.page(connection, asked))
      return page ?? { revision, total: 0, lines: [] }
    },
    fix: ({ n, text }) => writeLane.run((connection) => fixEntry(connection, n, text)),
    acceptSuggestions: ({ code }) =>
      writeLane.run(async (connection) => ({ fixed: await acceptSuggestions(connection, code) })),
    undoFix: () => writeLane.run(undoFix),
    export: (input, onProgress, signal) => exportDraft(exportLane, input, onProgress, signal)
  }
}
