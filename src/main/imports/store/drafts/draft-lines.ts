import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/schema'
import { integersOf } from '../../../platform/database/lane'
import { createBinder, type BoundSql } from '../../../platform/database/sql-binder'
import { codeAt, isDoubtCode, isDoubtSql, positionOfReason, reasonAt, reasonOfCodeSql } from '../entry-codes'
import { searchSql } from '../entry-search'
import { inTransaction } from '../../../platform/database/transaction'
import { numberOf, numberOrNull, rowsOf, textOrNull } from '../../../platform/database/statements'

/** A filter of entries. `isDoubtfulIncluded`: the user's setting for doubtful numbers. */
export interface LinesAsked {
  filter: DraftFilter
  isDoubtfulIncluded: boolean
}

/** A page of entries. `revision`: of the comparison it belongs to. */
export interface DraftPage {
  revision: number
  total: number
  lines: DraftLine[]
}

/** The pages of the last comparison. */
export interface DraftLines {
  /** In sending order; null: nothing was compared. */
  page(
    connection: DuckDBConnection,
    asked: LinesAsked & { offset: number; limit: number }
  ): Promise<DraftPage | null>
}

const isDoubt = isDoubtSql('v.reason')

const lineColumns =
  'e.n, e.table_id, e.line, e.col, e.code, e.dial, e.text, e.suggestion, e.is_fixed, v.reason, v.first_n'

/** Columns of entries `e` and their verdicts `v`: those of {@link draftLine}, and others. */
const selections = { lines: lineColumns, ranks: 'v.rank', extent: 'count(*), max(v.rank)' }

/** A query for the filtered entries; `ranks`: restricted to these ranks. */
export function linesSql(
  selected: keyof typeof selections,
  { filter, isDoubtfulIncluded }: LinesAsked,
  ranks?: { from: number; to: number }
): BoundSql {
  const binder = createBinder()
  const isSent = isDoubtfulIncluded ? `coalesce(${isDoubt}, true)` : 'v.reason IS NULL'
  const ofVerdict = [filter.part === 'to-send' ? isSent : `NOT (${isSent})`]
  if (ranks !== undefined)
    ofVerdict.push(`v.rank >= ${binder.bigint(ranks.from)} AND v.rank < ${binder.bigint(ranks.to)}`)
  if (filter.reasons.length > 0)
    ofVerdict.push(`v.reason IN (${filter.reasons.map(positionOfReason).join(', ')})`)
  const ofEntry: string[] = []
  if (filter.tableId !== null) ofEntry.push(`e.table_id = ${binder.bigint(filter.tableId)}`)
  const search = searchSql(filter.search, 'e', binder)
  if (search !== null) ofEntry.push(search)
  // Most filters concern only verdicts, which are small.
  const entries = selected === 'lines' || ofEntry.length > 0 ? 'JOIN draft.entry e USING (n)' : ''
  const text = `SELECT ${selections[selected]} FROM draft.verdict v ${entries}
    WHERE ${[...ofVerdict, ...ofEntry].join(' AND ')}`
  return { text, values: binder.values, types: binder.types }
}

/** SQL: the columns of {@link draftLine} for an entry `e`, with the reason that follows from its code. */
export const uncomparedSql = `SELECT ${lineColumns
  .replace('v.reason', reasonOfCodeSql('e.code'))
  .replace('v.first_n', 'NULL')} FROM draft.entry e`

/** Converts a row. `firstOf`: the place of an entry. */
export function draftLine(
  row: readonly DuckDBValue[],
  firstOf: (n: number) => DraftLine['first'] = () => null
): DraftLine {
  const [n, tableId, line, column, code, dial, text, suggestion, isFixed, reason, firstN] = row
  const first = numberOrNull(firstN)
  return {
    n: numberOf(n),
    tableId: numberOf(tableId),
    line: numberOf(line),
    column: numberOf(column),
    text: textOrNull(text) ?? textOrNull(dial) ?? '',
    code: codeAt(numberOf(code)),
    reason: reasonAt(numberOrNull(reason)),
    dial: textOrNull(dial),
    suggestion: textOrNull(suggestion),
    first: first === null ? null : firstOf(first),
    isFixed: isFixed === true
  }
}

/** The reason under the setting for doubtful numbers: an entry that is sent has none. */
export const shownReason = ({ code, reason }: DraftLine, isDoubtfulIncluded: boolean): DraftLine['reason'] =>
  isDoubtfulIncluded && reason === code && isDoubtCode(code) ? null : reason

async function readFirsts(
  connection: DuckDBConnection,
  numbers: readonly number[]
): Promise<Map<number, NonNullable<DraftLine['first']>>> {
  if (numbers.length === 0) return new Map()
  const rows = await rowsOf(
    connection,
    'SELECT n, table_id, line FROM draft.entry WHERE n IN (SELECT unnest($numbers))',
    { numbers }
  )
  return new Map(
    rows.map(([n, tableId, line]) => [numberOf(n), { tableId: numberOf(tableId), line: numberOf(line) }])
  )
}

async function readPage(connection: DuckDBConnection, ranks: Int32Array): Promise<DraftLine[]> {
  const rows = await rowsOf(
    connection,
    `SELECT ${lineColumns} FROM draft.verdict v JOIN draft.entry e USING (n)
     WHERE v.rank IN (SELECT unnest($ranks)) ORDER BY v.rank`,
    { ranks }
  )
  const numbers = rows.flatMap((row) => numberOrNull(row.at(-1)) ?? [])
  const firsts = await readFirsts(connection, numbers)
  return rows.map((row) => draftLine(row, (n) => firsts.get(n) ?? null))
}

/**
 * Pages of the draft. The ranks that match the last filter are cached (four bytes each) until the next comparison,
 * so a page only reads its own lines, and a fixed line stays in place.
 */
export function createDraftLines(): DraftLines {
  // The user alternates between sent and left-out entries.
  const views = new Map<DraftFilter['part'], { key: string; ranks: Int32Array }>()

  const ranksOf = async (
    connection: DuckDBConnection,
    asked: LinesAsked,
    revision: number
  ): Promise<Int32Array> => {
    const { filter, isDoubtfulIncluded } = asked
    const key = JSON.stringify([revision, isDoubtfulIncluded, filter])
    const known = views.get(filter.part)
    if (known?.key === key) return known.ranks
    // Unsorted: the database sorts them slower than this.
    const ranks = (await integersOf(connection, linesSql('ranks', asked))).sort()
    views.set(filter.part, { key, ranks })
    return ranks
  }

  return {
    // In one transaction, so that all is from one comparison.
    page: (connection, { offset, limit, ...asked }) =>
      inTransaction(connection, async () => {
        const [compared] = await rowsOf(connection, 'SELECT revision FROM draft.comparison')
        if (compared === undefined) return null
        const revision = numberOf(compared[0])
        const ranks = await ranksOf(connection, asked, revision)
        const lines = await readPage(connection, ranks.subarray(offset, offset + limit))
        return {
          revision,
          total: ranks.length,
          lines: lines.map((line) => ({ ...line, reason: shownReason(line, asked.isDoubtfulIncluded) }))
        }
      })
  }
}
