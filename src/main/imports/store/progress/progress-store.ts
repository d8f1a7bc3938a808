import type { DuckDBConnection } from '@duckdb/node-api'
import type { NotReachedChoice } from '../../../../shared/imports/progress'
import {
  campaignProgressSchema,
  type CampaignProgress,
  type ProgressFigure
} from '../../../../shared/imports/progress-schema'
import { spreadsheetText } from '../../../platform/csv'
import { Failure } from '../../../platform/database/failure'
import type { Lane } from '../../../platform/database/lane'
import { rowsOf, textOf, textOrNull } from '../../../platform/database/statements'
import { inTransaction } from '../../../platform/database/transaction'
import { notReachedColumns } from '../../campaign-progress'
import type { ImportInput, ImportOperation, ImportOutput } from '../../imports-operations'
import { writeCsvFile } from '../csv-file'
import { readImport } from '../history/import-records'
import { addCalls, calledSql, readCounts, takeSent } from './progress-count'
import { keptProgressSchema } from './progress-tables'

type ProgressOperation = Extract<
  ImportOperation,
  | 'progress'
  | 'progressFigures'
  | 'beginProgress'
  | 'addCalls'
  | 'finishProgress'
  | 'exportProgress'
  | 'writeNotReached'
>

/**
 * How far the campaigns of imports are; see `importOperations` for each operation. One counting at a time: a new one
 * replaces it. Its parts throw; see `attempt`.
 */
export type ProgressStore = {
  [O in ProgressOperation]: (input: ImportInput<O>, signal?: AbortSignal) => Promise<ImportOutput<O>>
} & {
  /** Run once when the file is opened. */
  prepare(): Promise<void>
  /** Removes the result of an import. */
  remove(id: string): Promise<void>
}

/** What the store needs. `salt`: of the hashes in the file. */
export interface ProgressStoreDeps {
  /** The only lane that writes to the file. */
  writeLane: Lane
  /** Counts, in memory. */
  countLane: Lane
  readLane: Lane
  salt: string
}

const keptResult = (text: string): CampaignProgress => campaignProgressSchema.parse(JSON.parse(text))

async function readResult(connection: DuckDBConnection, id: string): Promise<CampaignProgress | null> {
  const [row] = await rowsOf(connection, 'SELECT result FROM campaign_progress WHERE import_id = $id', { id })
  return row === undefined ? null : keptResult(textOf(row[0]))
}

async function readFigures(connection: DuckDBConnection): Promise<ProgressFigure[]> {
  const rows = await rowsOf(
    connection,
    `SELECT p.import_id, p.result FROM campaign_progress p JOIN import i ON i.id = p.import_id
     ORDER BY i.created_ms DESC LIMIT 1000`
  )
  return rows.map(([id, text]) => {
    const { sent, answered, notAnswered, notCalled, asOfMs, gapCount, incompleteSeconds } = keptResult(
      textOf(text)
    )
    const isWhole = gapCount === 0 && incompleteSeconds === 0
    return { id: textOf(id), sent, answered, notAnswered, notCalled, asOfMs, isWhole }
  })
}

const removeRows = async (connection: DuckDBConnection, id: string): Promise<void> => {
  for (const table of ['campaign_progress', 'called_number'])
    await rowsOf(connection, `DELETE FROM ${table} WHERE import_id = $id`, { id })
}

/** Replaces the kept result of an import, if it still exists. */
const keepResult = (connection: DuckDBConnection, id: string, result: CampaignProgress): Promise<void> =>
  inTransaction(connection, async () => {
    await readImport(connection, id)
    await removeRows(connection, id)
    await rowsOf(connection, 'INSERT INTO campaign_progress VALUES ($id, $result)', {
      id,
      result: JSON.stringify(result)
    })
    await rowsOf(connection, `INSERT INTO called_number SELECT $id, hash, is_answered FROM (${calledSql})`, {
      id
    })
  })

const choiceSql: Record<NotReachedChoice, string> = {
  'not-called': 'c.hash IS NULL',
  'not-answered': 'c.is_answered = false',
  both: 'c.is_answered IS DISTINCT FROM true'
}

/** Numbers written at once. */
const batchNumbers = 20_000

/** Reads the sent numbers that weren't reached, from a position on: the columns of {@link notReachedColumns}. */
const readNotReached = (
  connection: DuckDBConnection,
  { id, choice, from }: { id: string; choice: NotReachedChoice; from: number }
): Promise<string[][]> =>
  rowsOf(
    connection,
    `SELECT n.dial, n.text, f.name FROM number n
     JOIN ledger l ON l.import_id = $id AND l.state = 1 AND l.hash = n.hash
     LEFT JOIN called_number c ON c.import_id = $id AND c.hash = n.hash
     LEFT JOIN import_file f ON f.import_id = $id AND f.file = n.file
     WHERE n.import_id = $id AND n.position >= $from AND n.position < $to AND ${choiceSql[choice]}
     ORDER BY n.position`,
    { id, from, to: from + batchNumbers }
  ).then((rows) => rows.map(([dial, text, name]) => [textOf(dial), textOrNull(text) ?? '', textOf(name)]))

const dayColumns = ['day', 'attempts', 'called', 'answered'] as const

/** Creates the progress of one account's imports, in its open file with an attached `progress` database. */
export function createProgressStore({
  writeLane,
  countLane,
  readLane,
  salt
}: ProgressStoreDeps): ProgressStore {
  let counting: (ImportInput<'beginProgress'> & { campaign: string }) | null = null
  /** A replaced counting, or one that a restart of the process ended, can't be continued. */
  const current = (run: string) => {
    if (counting?.run !== run) throw new Failure('cancelled')
    return counting
  }

  return {
    prepare: () =>
      writeLane.run(async (connection) => {
        await connection.run(keptProgressSchema)
        // A kill between the removal of an import and that of its result leaves the latter.
        for (const table of ['campaign_progress', 'called_number'])
          await connection.run(`DELETE FROM ${table} WHERE import_id NOT IN (SELECT id FROM import)`)
      }),
    remove: (id) => writeLane.run((connection) => removeRows(connection, id)),
    progress: ({ id }) => readLane.run((connection) => readResult(connection, id)),
    progressFigures: () => readLane.run(readFigures),
    beginProgress: (input, signal) =>
      countLane.run(async (connection) => {
        const { record } = await readImport(connection, input.id)
        await takeSent(connection, input)
        counting = { ...input, campaign: record.campaignId }
        return null
      }, signal),
    addCalls: (page, signal) =>
      countLane.run(async (connection) => {
        const { campaign, zone } = current(page.run)
        await addCalls(connection, page, { campaign, zone, salt })
        return null
      }, signal),
    finishProgress: ({ run, ...facts }, signal) =>
      countLane.run(async (connection) => {
        const { id } = current(run)
        const result: CampaignProgress = { ...(await readCounts(connection)), ...facts }
        await writeLane.run((writing) => keepResult(writing, id, result))
        counting = null
        await connection.run('DELETE FROM progress.call')
        await connection.run('DELETE FROM progress.sent')
        return result
      }, signal),
    async exportProgress({ id, path, labels }, signal) {
      const result = await readLane.run((connection) => readResult(connection, id), signal)
      if (result === null) throw new Failure('not-found')
      const heading = dayColumns.map((column) => spreadsheetText(labels[`column.${column}`] ?? column))
      const rows = result.days.map((day) => dayColumns.map((column) => String(day[column])))
      return writeCsvFile({ path, heading, signal }, async (append) => {
        await append(rows)
        return { rows: rows.length }
      })
    },
    async writeNotReached({ id, choice, path }, signal) {
      const { record } = await readLane.run((connection) => readImport(connection, id), signal)
      const isCounted = (await readLane.run((connection) => readResult(connection, id), signal)) !== null
      if (!record.hasDetails || !isCounted) throw new Failure('not-found')
      return writeCsvFile({ path, heading: notReachedColumns, signal }, async (append) => {
        let rows = 0
        for (let from = 0; from < record.total; from += batchNumbers) {
          const batch = await readLane.run(
            (connection) => readNotReached(connection, { id, choice, from }),
            signal
          )
          rows += batch.length
          await append(batch)
        }
        return { rows }
      })
    }
  }
}
