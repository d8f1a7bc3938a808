import type { DuckDBConnection } from '@duckdb/node-api'
import {
  importLimits,
  requestOutcomes,
  type RequestDecision,
  type RequestOutcome
} from '../../../../shared/imports/imports'
import { planOf, type RequestFact } from '../../sending/import-plan'
import { Failure } from '../../../platform/database/failure'
import { inCountedTransaction } from '../../../platform/database/transaction'
import { readImport, refuseUnfinished } from './import-records'
import type { ImportInput, ImportPlanRecord } from '../../imports-operations'
import { enterMaybe, enterSent, releaseMaybe, type NumberRange } from './ledger'
import { fateIs } from './request-fate'
import { numberOf, rowsOf, textOf, textOrNull } from '../../../platform/database/statements'

const within = <T extends string>(values: readonly T[], value: string | null): T | null =>
  values.find((known) => known === value) ?? null

/** Returns the numbers of a request, for the service. */
async function numbersOf(
  connection: DuckDBConnection,
  { id, from, to }: { id: string; from: number; to: number }
): Promise<string[]> {
  const rows = await rowsOf(
    connection,
    'SELECT dial FROM number WHERE import_id = $id AND position >= $from AND position < $to ORDER BY position',
    { id, from, to }
  )
  if (rows.length !== to - from) throw new Failure('imports-failed')
  return rows.map(([dial]) => textOf(dial))
}

/**
 * Persists a request before it is sent; returns its numbers in order. `input-invalid`: a number is in another open
 * request, or was taken, refused or possibly taken; or `no` isn't the highest. The call may be repeated, because its
 * reply can get lost.
 */
export function beginRequest(
  connection: DuckDBConnection,
  { id, no, from, to, nowMs }: ImportInput<'beginRequest'>
): Promise<{ numbers: string[] }> {
  return inCountedTransaction(connection, async () => {
    const [found] = await rowsOf(connection, 'SELECT state, total FROM import WHERE id = $id', { id })
    if (found === undefined) throw new Failure('not-found')
    const [state, total] = found
    const isRange = from < to && to <= numberOf(total) && to - from <= importLimits.batchSize.max
    if (no < 1 || !isRange) throw new Failure('input-invalid')
    const others = await rowsOf(
      connection,
      `SELECT r.no = $no AND r.outcome IS NULL AND r.from_pos = $from AND r.to_pos = $to FROM request r
       WHERE r.import_id = $id AND (r.no >= $no
         OR (r.from_pos < $to AND r.to_pos > $from AND NOT ${fateIs('open')}))`,
      { id, no, from, to }
    )
    if (!others.some(([isSame]) => isSame === true)) {
      if (others.length > 0 || state !== 'open') throw new Failure('input-invalid')
      await rowsOf(
        connection,
        `INSERT INTO request (import_id, no, from_pos, to_pos, sent_ms) VALUES ($id, $no, $from, $to, $nowMs)`,
        { id, no, from, to, nowMs }
      )
    }
    return { numbers: await numbersOf(connection, { id, from, to }) }
  })
}

interface KeptRequest {
  range: NumberRange
  outcome: RequestOutcome | null
  decision: RequestDecision | null
  /** State of its import. */
  state: string
  /** Epoch ms. */
  sentMs: number
}

async function findRequest(
  connection: DuckDBConnection,
  { id, no }: { id: string; no: number }
): Promise<KeptRequest> {
  const [row] = await rowsOf(
    connection,
    `SELECT i.campaign, i.state, r.from_pos, r.to_pos, r.outcome, r.decision, r.sent_ms
     FROM request r, import i WHERE r.import_id = $id AND r.no = $no AND i.id = $id`,
    { id, no }
  )
  if (row === undefined) throw new Failure('not-found')
  const [campaign, state, from, to, outcome, decision, sentMs] = row
  return {
    range: { importId: id, campaign: textOf(campaign), from: numberOf(from), to: numberOf(to) },
    outcome: within(requestOutcomes, textOrNull(outcome)),
    decision: decision === 'taken' || decision === 'again' ? decision : null,
    state: textOf(state),
    sentMs: numberOf(sentMs)
  }
}

/** Whether the user decided to send part of this range again. Then the ledger may contain it. */
async function wasSentAgain(connection: DuckDBConnection, range: NumberRange): Promise<boolean> {
  const { importId, from, to } = range
  const [earlier] = await rowsOf(
    connection,
    `SELECT 1 FROM request WHERE import_id = $importId AND decision = 'again' AND from_pos < $to AND to_pos > $from LIMIT 1`,
    { importId, from, to }
  )
  return earlier !== undefined
}

const areCuts = (cuts: readonly number[], { from, to }: NumberRange): boolean =>
  cuts.length > 0 && cuts.every((cut, i) => cut > (cuts[i - 1] ?? from) && cut < to)

/**
 * Whether the outcome of a request marked unknown after a restart of this process may still be recorded: Deskline
 * may know it. Only until the user decides, and not if numbers would have to wait in an ended import.
 */
const mayCorrect = ({ outcome, decision, state }: KeptRequest, reported: RequestOutcome): boolean =>
  outcome === 'unknown' &&
  decision === null &&
  (state !== 'ended' || reported === 'accepted' || reported === 'refused')

/**
 * Persists the outcome of a request, and updates the ledger. Repeating the same outcome is allowed; another one is
 * `input-invalid`, except for a request marked unknown by a restart. `not-found`: it was never begun.
 */
export function recordOutcome(
  connection: DuckDBConnection,
  { id, no, outcome, cuts, error, nowMs }: ImportInput<'recordOutcome'>
): Promise<void> {
  return inCountedTransaction(connection, async () => {
    const request = await findRequest(connection, { id, no })
    const { range } = request
    if (request.outcome === outcome) return
    const isDue = request.outcome === null || mayCorrect(request, outcome)
    if (!isDue || (outcome === 'split' ? !areCuts(cuts, range) : cuts.length > 0))
      throw new Failure('input-invalid')
    const wasLost = request.outcome === 'unknown'
    const parts = outcome === 'split' ? ', cuts = $cuts' : ''
    await rowsOf(
      connection,
      `UPDATE request SET outcome = $outcome, settled_ms = $nowMs, error = $error${parts}
       WHERE import_id = $id AND no = $no`,
      {
        ...{ id, no, outcome, nowMs, error: error === null ? null : JSON.stringify(error) },
        ...(outcome === 'split' ? { cuts } : {})
      }
    )
    switch (outcome) {
      case 'accepted':
        await enterSent(connection, range, {
          sentMs: request.sentMs,
          wasMaybe: wasLost || (await wasSentAgain(connection, range))
        })
        break
      case 'unknown':
        await enterMaybe(connection, range, nowMs)
        break
      // The user decided that they weren't taken, and now they certainly won't be.
      case 'refused':
        if (wasLost || (await wasSentAgain(connection, range))) await releaseMaybe(connection, range)
        break
      // They wait for another request, which a cancelled import doesn't send.
      case 'split':
      case 'not-taken':
        if (wasLost || request.state === 'cancelled') await releaseMaybe(connection, range)
    }
  })
}

/**
 * Stores the user's decision about an unknown request. `taken`: its numbers are in the library. `again`: they
 * aren't; they stay `maybe` in the ledger while this import can still send them, so that no other import does. An
 * ended import is reopened in the same step; `import-unfinished` while another import to its campaign isn't
 * finished. A cancelled import stays cancelled and doesn't send them.
 */
export function decideRequest(
  connection: DuckDBConnection,
  { id, no, decision }: ImportInput<'decideRequest'>
): Promise<{ from: number; to: number }> {
  return inCountedTransaction(connection, async () => {
    const request = await findRequest(connection, { id, no })
    if (request.outcome !== 'unknown' || request.decision !== null) throw new Failure('not-found')
    const { range, state } = request
    if (decision === 'again' && state === 'ended') {
      await refuseUnfinished(connection, { id, campaign: range.campaign })
      await rowsOf(connection, "UPDATE import SET state = 'open', ended_ms = NULL WHERE id = $id", { id })
    }
    await rowsOf(connection, 'UPDATE request SET decision = $decision WHERE import_id = $id AND no = $no', {
      id,
      no,
      decision
    })
    if (decision === 'taken') await enterSent(connection, range, { sentMs: request.sentMs, wasMaybe: true })
    else if (state === 'cancelled') await releaseMaybe(connection, range)
    return { from: range.from, to: range.to }
  })
}

/** Returns the remaining work of an import. `not-found` */
export async function readPlan(connection: DuckDBConnection, id: string): Promise<ImportPlanRecord> {
  const { record, kept } = await readImport(connection, id)
  if (kept !== null)
    return {
      total: record.total,
      waiting: [],
      nextNo: kept.requests + 1,
      sent: kept.sent,
      refused: kept.refused,
      unknown: kept.unknown,
      undecided: 0
    }
  const rows = await rowsOf(
    connection,
    `SELECT no, from_pos, to_pos, outcome, decision, array_to_string(cuts, ' ') FROM request
     WHERE import_id = $id ORDER BY no`,
    { id }
  )
  const facts = rows.map(([no, from, to, outcome, decision, cuts]): RequestFact => {
    const parts = textOrNull(cuts)
    return {
      no: numberOf(no),
      from: numberOf(from),
      to: numberOf(to),
      outcome: within(requestOutcomes, textOrNull(outcome)),
      cuts: parts === null ? [] : parts.split(' ').map(Number),
      decision: decision === 'taken' || decision === 'again' ? decision : null
    }
  })
  return planOf(record.total, facts)
}

/** Marks requests without an outcome as unknown: they may have been sent. */
export async function recoverRequests(connection: DuckDBConnection, nowMs: number): Promise<void> {
  const rows = await rowsOf(
    connection,
    `SELECT i.id, i.campaign, r.from_pos, r.to_pos FROM request r JOIN import i ON i.id = r.import_id
     WHERE r.outcome IS NULL`
  )
  if (rows.length === 0) return
  await inCountedTransaction(connection, async () => {
    for (const [id, campaign, from, to] of rows) {
      const range = {
        importId: textOf(id),
        campaign: textOf(campaign),
        from: numberOf(from),
        to: numberOf(to)
      }
      await enterMaybe(connection, range, nowMs)
    }
    await rowsOf(
      connection,
      `UPDATE request SET outcome = 'unknown', settled_ms = $nowMs, error = $error WHERE outcome IS NULL`,
      { nowMs, error: JSON.stringify({ code: 'import-unknown' }) }
    )
  })
}
