import type { DuckDBConnection } from '@duckdb/node-api'
import {
  cellCodes,
  damageCodes,
  leftOutReasons,
  type CellCode,
  type LeftOutReason
} from '../../../../shared/imports/imports'
import type { DraftSummary } from '../../../../shared/imports/schema'
import {
  codeAt,
  firstDoubt,
  firstInvalid,
  isDoubtSql,
  isNumberCode,
  positionOfReason,
  reasonAt,
  reasonShift
} from '../entry-codes'
import { inTransaction } from '../../../platform/database/transaction'
import { isFormerCampaign } from '../history/former-ledger'
import {
  numberOf,
  numberOrNull,
  rowsOf,
  textOf,
  type NamedValues
} from '../../../platform/database/statements'

/** Compares these tables in order, and with earlier imports to the campaign; null: with none. */
export interface Comparison {
  tableIds: readonly number[]
  campaignId: string | null
  /** Salt of the hashes in the file. */
  salt: string
  revision: number
}

/** The part of the summary that is computed from entries. */
export type EntrySummary = Omit<DraftSummary, 'lines' | 'blankLines' | 'undecodableLines'>

const reason = positionOfReason
/** An entry's place as one number: its table's index, then n. The bit above sorts doubtful entries last. */
const nBits = 32
const doubtBit = 40

const hashSql = (salt: string): string =>
  `left(sha256(${salt} || ':' || $campaign || ':' || c.dial), 32)::UUID`

/** The campaign's known numbers: hashes of this file, or plain numbers where other files know it, too. */
const knownSql = {
  none: 'known AS (SELECT NULL::VARCHAR AS dial, NULL::UTINYINT AS state WHERE false)',
  own: 'known AS (SELECT hash, min(state) AS state FROM ledger WHERE campaign = $campaign GROUP BY hash)',
  'with-former': `
    ledgers AS (
      SELECT $salt AS salt, hash, state FROM ledger WHERE campaign = $campaign
      UNION ALL SELECT salt, hash, state FROM former_ledger WHERE campaign = $campaign
    ),
    known AS (
      SELECT c.dial, min(ledgers.state) AS state
      FROM (SELECT DISTINCT dial FROM chosen WHERE dial IS NOT NULL) c
      CROSS JOIN (SELECT DISTINCT salt FROM ledgers) salts
      JOIN ledgers ON ledgers.salt = salts.salt AND ledgers.hash = ${hashSql('salts.salt')}
      GROUP BY c.dial
    )`
} as const

/**
 * Each entry's first reason. A number that is `repeated`, `blocked` and so on is that everywhere, so their order
 * affects no other entry. The statement only includes a ledger if there is one, because hashing a million numbers
 * takes longer than everything else.
 */
const verdictSql = (ledger: 'none' | 'own' | 'with-former'): string => `
  CREATE OR REPLACE TABLE draft.verdict AS
  WITH place AS (SELECT unnest($tableIds) AS table_id, generate_subscripts($tableIds, 1) AS place),
  chosen AS (
    SELECT n, code, CASE WHEN code < ${firstInvalid} THEN dial END AS dial, (place << ${nBits}) | n AS key
    FROM draft.entry JOIN place USING (table_id)
  ),
  twice AS (
    SELECT dial, min(CASE WHEN code < ${firstDoubt} THEN key ELSE key | (1::BIGINT << ${doubtBit}) END) AS first
    FROM chosen WHERE dial IS NOT NULL GROUP BY dial HAVING count(*) > 1
  ),
  ${knownSql[ledger]},
  compared AS (
    SELECT c.n, c.key, (twice.first & ((1::BIGINT << ${nBits}) - 1))::INTEGER AS first_n,
      (CASE
        WHEN c.code >= ${firstInvalid} THEN c.code + ${reasonShift}
        WHEN c.dial IN (SELECT dial FROM blocked UNION ALL SELECT dial FROM draft.do_not_call)
          THEN ${reason('blocked')}
        WHEN known.state = 1 THEN ${reason('imported-before')}
        WHEN known.state = 2 THEN ${reason('maybe-imported')}
        WHEN first_n <> c.n THEN ${reason('repeated')}
        WHEN c.code >= ${firstDoubt} THEN c.code + ${reasonShift}
      END)::UTINYINT AS reason
    FROM chosen c LEFT JOIN twice USING (dial)
    LEFT JOIN known ON ${ledger === 'own' ? `known.hash = ${hashSql('$salt')}` : 'known.dial = c.dial'}
  )
  SELECT n, (row_number() OVER (ORDER BY key) - 1)::INTEGER AS rank, reason,
    CASE WHEN reason = ${reason('repeated')} THEN first_n END AS first_n
  FROM compared ORDER BY rank`

const countsSql = `
  SELECT v.reason, e.code, count(*), count(e.suggestion), count_if(e.is_fixed)
  FROM draft.verdict v JOIN draft.entry e USING (n) GROUP BY v.reason, e.code`

// The form of a landline (document, calleeNumber): area code and 7 or 8 digits.
const areasSql = `
  SELECT area, count(*) AS entries FROM (
    SELECT regexp_extract(e.dial, '^(0(?:10|2\\d)|0[3-9]\\d\\d)\\d{7,8}$', 1) AS area
    FROM draft.verdict v JOIN draft.entry e USING (n)
    WHERE (v.reason IS NULL OR ${isDoubtSql('v.reason')}) AND e.dial LIKE '0%'
  ) WHERE area <> '' GROUP BY area ORDER BY entries DESC, area`

/** Sums counts by key. */
const add = <T>(counts: Map<T, number>, of: T, count: number): void => {
  if (count > 0) counts.set(of, (counts.get(of) ?? 0) + count)
}

/** Sorts by count, descending; stable. */
const ordered = <T>(counts: ReadonlyMap<T, number>, order: readonly T[]): { of: T; count: number }[] =>
  [...counts]
    .map(([of, count]) => ({ of, count }))
    .sort((a, b) => b.count - a.count || order.indexOf(a.of) - order.indexOf(b.of))

async function summarize(connection: DuckDBConnection): Promise<EntrySummary> {
  const reasons = new Map<LeftOutReason, number>()
  const kinds = new Map<CellCode, number>()
  const suggested = new Map<CellCode, number>()
  let [entries, valid, doubtful, fixed] = [0, 0, 0, 0]
  for (const [reasonPosition = null, ...counts] of await rowsOf(connection, countsSql)) {
    const [code, count, withSuggestion, mended] = counts.map(numberOf)
    const [why, kind, size] = [reasonAt(numberOrNull(reasonPosition)), codeAt(code ?? 0), count ?? 0]
    entries += size
    fixed += mended ?? 0
    add(suggested, kind, withSuggestion ?? 0)
    if (why === null) valid += size
    else add(reasons, why, size)
    if (isNumberCode(kind) && (why === null || why === kind)) add(kinds, kind, size)
    if (why === kind && isNumberCode(kind)) doubtful += size
  }
  const areas = await rowsOf(connection, areasSql)
  return {
    entries,
    valid,
    doubtful,
    fixed,
    byReason: ordered(reasons, leftOutReasons).map(({ of, count }) => ({ reason: of, count })),
    byKind: ordered(kinds, cellCodes).flatMap(({ of, count }) =>
      isNumberCode(of) ? [{ code: of, count }] : []
    ),
    byArea: areas.map(([area, count]) => ({ areaCode: textOf(area), count: numberOf(count) })),
    suggestions: damageCodes.flatMap((code) => {
      const count = suggested.get(code)
      return count === undefined ? [] : [{ code, count }]
    })
  }
}

/**
 * Compares the entries of these tables and summarises them in one transaction: after an error or a cancel, the last
 * comparison stays.
 */
export const compareEntries = (
  connection: DuckDBConnection,
  { tableIds, campaignId: campaign, salt, revision }: Comparison
): Promise<EntrySummary> =>
  inTransaction(connection, async () => {
    const [ledger] =
      campaign === null
        ? []
        : await rowsOf(connection, 'SELECT 1 FROM ledger WHERE campaign = $campaign LIMIT 1', { campaign })
    const hasFormer = campaign !== null && (await isFormerCampaign(connection, campaign))
    const kind = hasFormer ? 'with-former' : ledger === undefined ? 'none' : 'own'
    const named: NamedValues = kind === 'none' ? { tableIds } : { tableIds, campaign, salt }
    await rowsOf(connection, verdictSql(kind), named)
    await rowsOf(connection, 'DELETE FROM draft.comparison')
    await rowsOf(connection, 'INSERT INTO draft.comparison VALUES ($revision)', { revision })
    return summarize(connection)
  })
