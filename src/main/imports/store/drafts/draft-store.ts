import type { DuckDBConnection } from '@duckdb/node-api'
import {
  importLimits,
  type DamageCode,
  type DraftLine,
  type DraftSummary
} from '../../../../shared/imports/imports'
import type { ReadTotals } from '../../../../shared/imports/schema'
import { Failure } from '../../../platform/database/failure'
import type { Lane } from '../../../platform/database/lane'
import type { EntryBatch } from '../../lists/list-types'
import { compareEntries } from './draft-compare'
import { exportDraft, type DraftExport } from './draft-export'
import { acceptSuggestions, fixEntry, undoFix } from './draft-fixes'
import { createDraftLines, type DraftPage, type LinesAsked } from './draft-lines'
import { appendEntries, clearDraft, removeEntries } from '../entry-writer'
import type { ImportsProgress } from '../../imports-operations'

/** Writes the entries of one table. Once another one was begun, or the table removed, it is `cancelled`. */
export interface TableWriter {
  /** `list-too-large`: the draft has as many entries as it may. Nothing of the batch is there then. */
  append(batch: EntryBatch): Promise<void>
  /** The table was read to its end. */
  end(totals: ReadTotals): Promise<void>
  /** The table has no entries. */
  abandon(): Promise<void>
}

/** Tables in their order, and the campaign whose earlier imports count; null: none is chosen. */
export interface CompareInput {
  tableIds: readonly number[]
  campaignId: string | null
}

/** What a comparison came to. `revision` grows with each. */
export interface Compared {
  revision: number
  summary: DraftSummary
}

/** The entries of lists before anything is made of them. Throws a `Failure`, or what the database throws. */
export interface DraftStore {
  /** Its entries so far are removed. */
  beginTable(tableId: number): Promise<TableWriter>
  removeTables(tableIds: readonly number[]): Promise<void>
  clear(): Promise<void>
  /** Tells the entries of these tables apart. `not-found`: one of them wasn't read to its end. */
  compare(input: CompareInput, signal?: AbortSignal): Promise<Compared>
  /** The same, for who has the writing lane's turn already. */
  compareWithin(connection: DuckDBConnection, input: CompareInput): Promise<Compared>
  /** Entries as they were compared last, with what was mended since at its place. */
  lines(asked: LinesAsked & { offset: number; limit: number }): Promise<DraftPage>
  /** Reads `text` as the entry's; the entry as its code has it, until it is compared again. `not-found` */
  fix(input: { n: number; text: string }): Promise<DraftLine>
  /** Takes the suggestions of all compared entries with this damage. */
  acceptSuggestions(input: { code: DamageCode }): Promise<{ fixed: number }>
  /** Takes the last fix, or the last acceptance, back. */
  undoFix(): Promise<{ undone: number; canUndo: boolean }>
  /** See {@link exportDraft}. */
  export(
    input: DraftExport,
    onProgress: (progress: ImportsProgress) => void,
    signal?: AbortSignal
  ): Promise<{ rows: number }>
}

/** What a draft needs. Its tables are those of `draftSchema`, on each lane's connection. */
export interface DraftStoreOptions {
  writeLane: Lane
  readLane: Lane
  /** An export has it to its end; without one of its own pages wait for exports. */
  exportLane?: Lane
  /** Of the file's hashes. */
  salt: string
  /** The last revision that was seen of an earlier draft. */
  revisionStart?: number
  maxEntries?: number
}

interface Table {
  entries: number
  /** Null: it isn't read to its end. */
  totals: ReadTotals | null
}

/** A draft without tables. */
export function createDraftStore(options: DraftStoreOptions): DraftStore {
  const { writeLane, readLane, exportLane = readLane, salt, maxEntries = importLimits.maxEntries } = options
  const tables = new Map<number, Table>()
  const lines = createDraftLines()
  let revision = options.revisionStart ?? 0
  let nextN = 0

  const countEntries = (): number => [...tables.values()].reduce((sum, { entries }) => sum + entries, 0)

  const writer = (tableId: number, table: Table): TableWriter => {
    const isCurrent = (): boolean => tables.get(tableId) === table
    const inTurn = (work: (connection: DuckDBConnection) => Promise<void>): Promise<void> =>
      writeLane.run((connection) => {
        if (!isCurrent()) throw new Failure('cancelled')
        return work(connection)
      })
    return {
      append: (batch) =>
        inTurn(async (connection) => {
          const size = batch.dials.length
          if (countEntries() + size > maxEntries) throw new Failure('list-too-large')
          await appendEntries(connection, batch, { tableId, firstN: nextN })
          nextN += size
          table.entries += size
        }),
      end: (totals) =>
        inTurn(() => {
          table.totals = totals
          return Promise.resolve()
        }),
      abandon: () =>
        writeLane.run(async (connection) => {
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
        return writer(tableId, table)
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
