import type { DuckDBConnection } from '@duckdb/node-api'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leftOutReasons, type LeftOutReason } from '../../../../../shared/imports/imports'
import { createLane } from '../../../../platform/database/lane'
import { openDatabase } from '../../../../platform/database/open-database'
import { defaultDatabaseLimits } from '../../../../platform/database/opening'
import { importSchema } from '../../history/import-schema'
import { draftSchema } from '../../drafts/draft-schema'
import {
  createImportRepository,
  type ImportRepository,
  type ImportRepositoryDeps
} from '../../history/import-repository'
import { createProgressStore, type ProgressStore } from '../../progress/progress-store'
import { progressSchema } from '../../progress/progress-tables'
import type { ImportInput } from '../../../imports-operations'
import { inTransaction } from '../../../../platform/database/transaction'
import { rowsOf } from '../../../../platform/database/statements'

/** The salt of all test files. */
export const salt = 'ab'.repeat(32)

/** An entry of a compared draft; without a reason it is sent. */
export interface ComparedEntry {
  dial: string | null
  text?: string | null
  reason?: LeftOutReason | null
  tableId?: number
  line?: number
  column?: number
}

/** A repository with its open file. */
export interface OpenRepository {
  repository: ImportRepository
  progress: ProgressStore
  /** The connection that writes. */
  connection: DuckDBConnection
  /** Makes these entries the compared draft, ranked in this order. */
  fill(entries: readonly ComparedEntry[]): Promise<void>
  close: () => Promise<void>
}

/** Opens or creates a file with the import tables. The draft is empty until `fill`. */
export async function openRepository(
  file: string,
  compareDraft: ImportRepositoryDeps['compareDraft'] = () => Promise.resolve()
): Promise<OpenRepository> {
  const database = await openDatabase({
    file,
    limits: defaultDatabaseLimits,
    nowMs: 1_000,
    application: 'deskline-imports',
    version: 1,
    schema: `CREATE TABLE meta (application VARCHAR, version INTEGER, salt VARCHAR); ${importSchema}`,
    extraMeta: () => ({ salt }),
    attached: [
      { name: 'draft', schema: draftSchema },
      { name: 'progress', schema: progressSchema }
    ]
  })
  const [connection, reading] = [await database.connect(), await database.connect()]
  const [writeLane, readLane] = [createLane(connection), createLane(reading)]
  const countLane = createLane(await database.connect())
  const progress = createProgressStore({ writeLane, countLane, readLane, salt })
  await progress.prepare()
  return {
    progress,
    repository: createImportRepository({ writeLane, readLane, salt, compareDraft }),
    connection,
    fill: (entries) =>
      inTransaction(connection, async () => {
        await rowsOf(connection, 'DELETE FROM draft.entry')
        await rowsOf(connection, 'DELETE FROM draft.verdict')
        for (const [n, entry] of entries.entries()) {
          const { dial, text = null, reason = null, tableId = 0, line = n + 1, column = 0 } = entry
          await rowsOf(
            connection,
            'INSERT INTO draft.entry VALUES ($n, $tableId, $line, $column, 0, $dial, $text, NULL, false)',
            { n, tableId, line, column, dial, text }
          )
          const position = reason === null ? 'NULL' : String(leftOutReasons.indexOf(reason))
          await rowsOf(connection, `INSERT INTO draft.verdict VALUES ($n, $n, ${position}, NULL)`, { n })
        }
      }),
    async close() {
      await Promise.all([writeLane.close(), readLane.close(), countLane.close()])
      database.close()
    }
  }
}

/** Returns a mobile number by index. */
export const dialOf = (place: number): string => `138${String(place).padStart(8, '0')}`

/** Returns an import id by index. */
export const idOf = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`

/** Input that creates an import of table 0. */
export const creation = (
  place: number,
  expected: number,
  other: Partial<ImportInput<'createImport'>> = {}
): ImportInput<'createImport'> => ({
  id: idOf(place),
  campaignId: 'spring',
  tableIds: [0],
  files: [{ name: 'list.csv', sheet: null }],
  isDoubtfulIncluded: false,
  expected,
  batchSize: 1_000,
  nowMs: 1_000 + place,
  ...other
})

/** Returns the code of the failure of `work`; null: none. */
export const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (failure: unknown) =>
      failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
  )

/** Manages the files and repositories of one test; `clean` closes and removes them. */
export function createRepositoryBench(): {
  file: () => string
  open: (file?: string, compareDraft?: ImportRepositoryDeps['compareDraft']) => Promise<OpenRepository>
  clean: () => Promise<void>
} {
  const repositories: OpenRepository[] = []
  const folders: string[] = []
  const file = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'deskline-imports-'))
    folders.push(folder)
    return join(folder, 'imports.duckdb')
  }
  return {
    file,
    async open(at = file(), compareDraft) {
      const opened = await openRepository(at, compareDraft)
      repositories.push(opened)
      return opened
    },
    async clean() {
      for (const { close } of repositories.splice(0)) await close()
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
    }
  }
}
