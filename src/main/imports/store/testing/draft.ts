import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellCode, LeftOutReason } from '../../../../shared/imports/imports'
import type { ReadTotals, DraftFilter, DraftLine } from '../../../../shared/imports/schema'
import { createLane, type Lane } from '../../../platform/database/lane'
import { openDatabase } from '../../../platform/database/open-database'
import { defaultDatabaseLimits } from '../../../platform/database/opening'
import type { EntryBatch } from '../../lists/list-types'
import { createBlockListStore, type BlockListStore } from '../block-list-store'
import { importSchema } from '../history/import-schema'
import { draftSchema } from '../drafts/draft-schema'
import { createDraftStore, type DraftStore, type DraftStoreOptions } from '../drafts/draft-store'
import { positionOfCode } from '../entry-codes'
import { rowsOf } from '../../../platform/database/statements'

/** An entry of a test; its line follows from its index. */
export interface EntryUnderTest {
  code: CellCode
  dial?: string
  text?: string
  suggestion?: string
  column?: number
}

/** Builds a batch like the list reader; the first entry is in line `fromLine`. */
export function batchOf(entries: readonly EntryUnderTest[], fromLine = 1): EntryBatch {
  return {
    lines: Uint32Array.from(entries, (_, at) => fromLine + at),
    columns: Uint16Array.from(entries, ({ column }) => column ?? 0),
    codes: Uint8Array.from(entries, ({ code }) => positionOfCode(code)),
    dials: entries.map(({ dial }) => dial ?? ''),
    texts: entries.map(({ text }) => text ?? ''),
    suggestions: entries.map(({ suggestion }) => suggestion ?? '')
  }
}

/** Totals of a table whose lines are all entries. */
export const totalsOf = (lines: number): ReadTotals => ({
  lines,
  blankLines: 0,
  undecodableLines: 0,
  brokenLines: 0
})

/** A filter for all left-out entries, or with `part`, for those to send. */
export const filterOf = (filter: Partial<DraftFilter> = {}): DraftFilter => ({
  part: 'left-out',
  reasons: [],
  tableId: null,
  search: '',
  ...filter
})

/** A draft in its own database. */
export interface DraftUnderTest {
  draft: DraftStore
  blockList: BlockListStore
  writeLane: Lane
  readLane: Lane
  folder: string
  /** Adds a completely read table. */
  table(tableId: number, entries: readonly EntryUnderTest[]): Promise<void>
  block(dials: readonly string[]): Promise<void>
  /** Adds these numbers to the campaign's ledger: state 1 sent, 2 maybe. */
  enter(campaign: string, state: 1 | 2, dials: readonly string[]): Promise<void>
  /** Returns the matching lines. */
  lines(filter?: Partial<DraftFilter>, isDoubtfulIncluded?: boolean): Promise<DraftLine[]>
  reasons(): Promise<(LeftOutReason | null)[]>
  close(): Promise<void>
}

export const salt = '5a17'.repeat(16)

const schema = `CREATE TABLE meta (application VARCHAR, version INTEGER, salt VARCHAR); ${importSchema}`

/** Opens a draft in a temporary folder. */
export async function openDraft(options: Partial<DraftStoreOptions> = {}): Promise<DraftUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-draft-'))
  const database = await openDatabase({
    file: join(folder, 'imports.duckdb'),
    limits: defaultDatabaseLimits,
    nowMs: 1_000,
    application: 'deskline-imports',
    version: 1,
    schema,
    extraMeta: () => ({ salt }),
    attached: [{ name: 'draft', schema: draftSchema }]
  })
  const writeLane = createLane(await database.connect())
  const readLane = createLane(await database.connect())
  const exportLane = createLane(await database.connect())
  const draft = createDraftStore({ writeLane, readLane, exportLane, salt, ...options })
  const blockList = createBlockListStore({ writeLane, readLane })
  const lines = async (
    filter: Partial<DraftFilter> = {},
    isDoubtfulIncluded = false
  ): Promise<DraftLine[]> => {
    const all: DraftLine[] = []
    for (let isMore = true; isMore;) {
      const asked = { filter: filterOf(filter), isDoubtfulIncluded, offset: all.length, limit: 500 }
      const page = await draft.lines(asked)
      all.push(...page.lines)
      isMore = page.lines.length > 0 && all.length < page.total
    }
    return all
  }
  return {
    draft,
    blockList,
    writeLane,
    readLane,
    folder,
    lines,
    async table(tableId, entries) {
      const writer = await draft.beginTable(tableId)
      await writer.append(batchOf(entries))
      await writer.end(totalsOf(entries.length))
    },
    async block(dials) {
      const source = { path: '/x/block.csv', fileName: 'block.csv', modifiedMs: 1, sizeBytes: 2, nowMs: 3 }
      await blockList.replace(source, inParts(dials, 3))
    },
    enter: (campaign, state, dials) =>
      writeLane.run(async (connection) => {
        for (const dial of dials)
          await rowsOf(
            connection,
            `INSERT INTO ledger SELECT $campaign, left(sha256($salt || ':' || $campaign || ':' || $dial), 32)::UUID,
               $state, 'earlier', 0`,
            { campaign, state, dial, salt }
          )
      }),
    async reasons() {
      const all = [...(await lines({ part: 'to-send' })), ...(await lines({ part: 'left-out' }))]
      return all.sort((a, b) => a.n - b.n).map(({ reason }) => reason)
    },
    async close() {
      for (const lane of [writeLane, readLane, exportLane]) await lane.close()
      database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Yields values in chunks, like a worker. */
export async function* inParts<T>(values: readonly T[], size: number): AsyncGenerator<T[], void, undefined> {
  for (let from = 0; from < values.length; from += size)
    yield await Promise.resolve(values.slice(from, from + size))
}
