import type { DuckDBConnection } from '@duckdb/node-api'
import { leftOutReasons } from '../../../../shared/imports/imports'
import { Failure } from '../../../platform/database/failure'
import { inCountedTransaction } from '../../../platform/database/transaction'
import { useCampaign } from './campaign-repository'
import { isDoubtSql } from '../entry-codes'
import { readImport, refuseUnfinished } from './import-records'
import type { ImportInput, ImportRecord } from '../../imports-operations'
import { numberOf, rowsOf } from '../../../platform/database/statements'

const reasonSql = `list_extract([${leftOutReasons.map((reason) => `'${reason}'`).join(', ')}], reason + 1)`

/**
 * All entries of the tables with their places, and whether each is sent. A transaction can only change one database
 * file; temporary tables don't count.
 */
const entriesSql = (isDoubtfulIncluded: boolean): string => `
  CREATE OR REPLACE TEMP TABLE entries AS
  SELECT v.rank, e.dial, e.text, v.reason, list_position($tableIds, e.table_id) - 1 AS file, e.line, e.col,
    v.reason IS NULL${isDoubtfulIncluded ? ` OR ${isDoubtSql('v.reason')}` : ''} AS is_sent,
    row_number() OVER (ORDER BY list_position($tableIds, e.table_id), e.line, e.col, e.n) - 1 AS place
  FROM draft.entry e JOIN draft.verdict v ON v.n = e.n WHERE list_contains($tableIds, e.table_id)`

const numbersSql = `
  INSERT INTO number
  SELECT $id, row_number() OVER (ORDER BY rank) - 1 AS position, dial,
    left(sha256($salt || ':' || $campaign || ':' || dial), 32)::UUID, file, line, col,
    CASE WHEN text <> dial THEN text END, place
  FROM entries WHERE is_sent ORDER BY position`

const leftOutSql = `
  INSERT INTO left_out
  SELECT $id, file, line, col, CASE WHEN dial IS NULL OR text <> dial THEN text END, dial, ${reasonSql}, place
  FROM entries WHERE NOT is_sent ORDER BY place`

/** Passes over all entries when an import is created. */
export const creationSteps = 3

/** Sheets of one workbook are separate tables but one file. */
const countFiles = (files: ImportInput<'createImport'>['files']): number =>
  files.filter(({ name, sheet }, i) => {
    const before = files[i - 1]
    return sheet === null || before === undefined || before.sheet === null || before.name !== name
  }).length

async function insertImport(
  connection: DuckDBConnection,
  input: ImportInput<'createImport'>,
  counts: { total: number; leftOut: number }
): Promise<void> {
  const { id, campaignId, files, batchSize, nowMs } = input
  await rowsOf(
    connection,
    `INSERT INTO import VALUES ($id, $campaign, $name, $files, $nowMs, NULL, 'open', $total, $leftOut, $batchSize,
       true, NULL)`,
    {
      ...{ id, campaign: campaignId, name: files[0]?.name ?? '', files: countFiles(files), nowMs },
      ...{ ...counts, batchSize }
    }
  )
  for (const [file, { name, sheet }] of files.entries())
    await rowsOf(connection, 'INSERT INTO import_file VALUES ($id, $file, $name, $sheet)', {
      ...{ id, file, name, sheet }
    })
}

/**
 * Creates an import from the compared draft: numbers to send get positions by rank, all other entries their reason.
 * Doesn't change the draft. `import-unfinished`, `draft-changed` (not `expected` numbers), `nothing-to-import`,
 * `input-invalid` (the id exists, or the files don't match the tables). Calls `onStep` `creationSteps` times, after
 * each pass over all entries, because a pass can take long.
 */
export async function createImport(
  connection: DuckDBConnection,
  input: ImportInput<'createImport'>,
  salt: string,
  onStep: () => void = () => undefined
): Promise<ImportRecord> {
  const { id, campaignId: campaign, tableIds, isDoubtfulIncluded, expected, nowMs } = input
  if (input.files.length !== tableIds.length) throw new Failure('input-invalid')
  try {
    return await inCountedTransaction(connection, async () => {
      const [known] = await rowsOf(connection, 'SELECT 1 FROM import WHERE id = $id', { id })
      if (known !== undefined) throw new Failure('input-invalid')
      await refuseUnfinished(connection, { id, campaign })
      await rowsOf(connection, entriesSql(isDoubtfulIncluded), { tableIds })
      onStep()
      const [counts] = await rowsOf(connection, 'SELECT count(*) FILTER (is_sent), count(*) FROM entries')
      const [total = 0, entries = 0] = (counts ?? []).map(numberOf)
      if (total !== expected) throw new Failure('draft-changed')
      if (total === 0) throw new Failure('nothing-to-import')
      await insertImport(connection, input, { total, leftOut: entries - total })
      await rowsOf(connection, numbersSql, { id, salt, campaign })
      onStep()
      await rowsOf(connection, leftOutSql, { id })
      onStep()
      await useCampaign(connection, campaign, nowMs)
      return (await readImport(connection, id)).record
    })
  } finally {
    await connection.run('DROP TABLE IF EXISTS temp.entries').catch(() => undefined)
  }
}
