import { INTEGER, UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import type { DamageCode } from '../../../../shared/imports/imports'
import type { DraftLine } from '../../../../shared/imports/schema'
import { readCell, type CellReading } from '../../lists/number-cell'
import { Failure } from '../../../platform/database/failure'
import { draftLine, uncomparedSql } from './draft-lines'
import { isDoubtCode, isNumberCode, positionOfCode, reasonOfCodeSql } from '../entry-codes'
import { keptText } from '../entry-writer'
import { appendRows } from '../../../platform/database/append-rows'
import { inTransaction } from '../../../platform/database/transaction'
import { numberOf, rowsOf, textOf } from '../../../platform/database/statements'

/**
 * Reads the user's replacement text for one entry. An entry is one number: a text with several different numbers is
 * rejected rather than losing one. Other content next to the number is ignored, and a repeated number counts once;
 * certain readings take precedence over doubtful ones.
 */
export function readFix(text: string): CellReading {
  const readings = readCell(text)
  const numbers = readings.filter(({ dial }) => dial !== null)
  if (new Set(numbers.map(({ dial }) => dial)).size > 1)
    return { code: 'joined', dial: null, suggestion: null }
  const best = numbers.find(({ code }) => !isDoubtCode(code)) ?? numbers[0] ?? readings[0]
  return best ?? { code: 'no-number', dial: null, suggestion: null }
}

// An entry's former reason doesn't apply to its new number. Until the next comparison its reason follows from its
// code.
const forgetVerdictsSql = `
  UPDATE draft.verdict SET reason = ${reasonOfCodeSql('e.code')}, first_n = NULL
  FROM draft.entry e JOIN draft.undo u USING (n) WHERE u.step = $step AND verdict.n = e.n`

const nextStepSql = 'SELECT coalesce(max(step), 0) + 1 FROM draft.undo'
/** Saves the current state of entries for undo. */
const keepSql = (step: string, where: string): string =>
  `INSERT INTO draft.undo SELECT ${step}, n, code, dial, text, suggestion, is_fixed FROM draft.entry WHERE ${where}`

const nextStep = async (connection: DuckDBConnection): Promise<number> =>
  numberOf((await rowsOf(connection, nextStepSql))[0]?.[0])

async function readLine(connection: DuckDBConnection, n: number): Promise<DraftLine> {
  const [row] = await rowsOf(connection, `${uncomparedSql} WHERE e.n = $n`, { n })
  if (row === undefined) throw new Failure('not-found')
  return draftLine(row)
}

/**
 * Replaces the entry's text (see {@link readFix}). Returns the changed entry with the reason that follows from its
 * code. `not-found`
 */
export const fixEntry = (connection: DuckDBConnection, n: number, text: string): Promise<DraftLine> =>
  inTransaction(connection, async () => {
    const { code, dial, suggestion } = readFix(text)
    const step = await nextStep(connection)
    await rowsOf(connection, keepSql('$step', 'n = $n'), { step, n })
    await rowsOf(
      connection,
      `UPDATE draft.entry SET code = $code, dial = $dial, text = $text, suggestion = $suggestion,
         is_fixed = ${isNumberCode(code)} WHERE n = $n`,
      { n, code: positionOfCode(code), dial, text: keptText(text, dial), suggestion }
    )
    await rowsOf(connection, forgetVerdictsSql, { step })
    return readLine(connection, n)
  })

/** Suggestions read at once. */
const batchRows = 2_048
const acceptedTypes = [INTEGER, UTINYINT, VARCHAR]

const suggestionsSql = (damage: DamageCode): string => `
  SELECT n, suggestion FROM draft.entry
  WHERE code = ${positionOfCode(damage)} AND suggestion IS NOT NULL AND n IN (SELECT n FROM draft.verdict)`

/** Reads the suggestions for a damage, and writes those that are numbers into the temporary table `accepted`. */
async function readSuggestions(connection: DuckDBConnection, damage: DamageCode): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE suggested AS
     SELECT *, row_number() OVER () AS place FROM (${suggestionsSql(damage)})`
  )
  await connection.run('CREATE OR REPLACE TEMP TABLE accepted (n INTEGER, code UTINYINT, dial VARCHAR)')
  for (let last = 0; ; last += batchRows) {
    const rows = await rowsOf(
      connection,
      'SELECT n, suggestion FROM suggested WHERE place > $last AND place <= $last + $batchRows',
      { last, batchRows }
    )
    if (rows.length === 0) return
    const read = rows.flatMap(([n, suggestion]) => {
      const { code, dial } = readFix(textOf(suggestion))
      return dial === null ? [] : [{ n: numberOf(n), code: positionOfCode(code), dial }]
    })
    await appendRows(
      connection,
      { name: 'accepted', catalog: 'temp' },
      acceptedTypes,
      read.length,
      (from, to) => {
        const part = read.slice(from, to)
        return [part.map(({ n }) => n), part.map(({ code }) => code), part.map(({ dial }) => dial)]
      }
    )
  }
}

/** Accepts the suggestions of all compared entries with this damage, as one undo step. Returns their count. */
export async function acceptSuggestions(connection: DuckDBConnection, damage: DamageCode): Promise<number> {
  try {
    await readSuggestions(connection, damage)
    return await inTransaction(connection, async () => {
      const step = await nextStep(connection)
      const accepted = 'n IN (SELECT n FROM accepted)'
      await rowsOf(connection, keepSql('$step', accepted), { step })
      await connection.run(
        `UPDATE draft.entry SET code = a.code, dial = a.dial, suggestion = NULL, is_fixed = true
         FROM accepted a WHERE entry.n = a.n`
      )
      await rowsOf(connection, forgetVerdictsSql, { step })
      return numberOf((await rowsOf(connection, 'SELECT count(*) FROM accepted'))[0]?.[0])
    })
  } finally {
    for (const table of ['suggested', 'accepted'])
      await connection.run(`DROP TABLE IF EXISTS temp.${table}`).catch(() => undefined)
  }
}

/** Undoes the last step. Returns how many entries it changed, and whether another step can be undone. */
export const undoFix = (connection: DuckDBConnection): Promise<{ undone: number; canUndo: boolean }> =>
  inTransaction(connection, async () => {
    const step = (await nextStep(connection)) - 1
    await connection.run(
      `UPDATE draft.entry SET code = u.code, dial = u.dial, text = u.text, suggestion = u.suggestion,
         is_fixed = u.is_fixed FROM draft.undo u WHERE u.step = ${step} AND entry.n = u.n`
    )
    await rowsOf(connection, forgetVerdictsSql, { step })
    const [undone] = await rowsOf(connection, 'SELECT count(*) FROM draft.undo WHERE step = $step', { step })
    await rowsOf(connection, 'DELETE FROM draft.undo WHERE step = $step', { step })
    const [left] = await rowsOf(connection, 'SELECT 1 FROM draft.undo LIMIT 1')
    return { undone: numberOf(undone?.[0]), canUndo: left !== undefined }
  })
