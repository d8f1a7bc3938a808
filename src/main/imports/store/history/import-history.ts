import type { DuckDBConnection } from '@duckdb/node-api'
import { Failure } from '../../../platform/database/failure'
import { inCountedTransaction } from '../../../platform/database/transaction'
import { readImport, refuseUnfinished, type KeptImport } from './import-records'
import { readReport } from './import-report'
import type { ImportInput, ImportRecord } from '../../imports-operations'
import { releaseDecided } from './ledger'
import { rowsOf, textOf } from '../../../platform/database/statements'

/** Allowed transitions. The unsent rest of a cancelled import is never sent. */
const nextStates: Record<ImportRecord['state'], readonly ImportRecord['state'][]> = {
  open: ['ended', 'cancelled'],
  ended: ['open', 'cancelled'],
  cancelled: []
}

const isWaiting = ({ total, sent, refused, unknown }: ImportRecord): boolean =>
  sent + refused + unknown < total

/**
 * Ends or cancels an import, or reopens an ended one. `input-invalid`: it is cancelled, it would end while numbers
 * are waiting or in flight, or its entries were removed. `import-unfinished`: it would reopen while another import
 * to the campaign isn't finished.
 */
export function setImportState(
  connection: DuckDBConnection,
  { id, state, nowMs }: ImportInput<'setImportState'>
): Promise<void> {
  return inCountedTransaction(connection, async () => {
    const { record, kept } = await readImport(connection, id)
    if (record.state === state) return
    const isRefused = kept !== null || (state === 'ended' && isWaiting(record))
    if (isRefused || !nextStates[record.state].includes(state)) throw new Failure('input-invalid')
    if (state === 'open') {
      await refuseUnfinished(connection, { id, campaign: record.campaignId })
      await rowsOf(connection, "UPDATE import SET state = 'open', ended_ms = NULL WHERE id = $id", { id })
    } else
      await rowsOf(connection, 'UPDATE import SET state = $state, ended_ms = $nowMs WHERE id = $id', {
        ...{ id, state, nowMs }
      })
    if (state === 'cancelled') await releaseDecided(connection, id)
  })
}

const detailTables = ['number', 'left_out', 'request'] as const

async function removeRows(connection: DuckDBConnection, id: string): Promise<void> {
  for (const table of detailTables)
    await rowsOf(connection, `DELETE FROM ${table} WHERE import_id = $id`, { id })
}

/** Reclaims the space of removed rows. A failure doesn't matter: the database does it later. */
const giveBack = async (connection: DuckDBConnection): Promise<void> => {
  await connection.run('CHECKPOINT').catch(() => undefined)
}

const isFinished = ({ record, underWay }: KeptImport): boolean => record.state !== 'open' && underWay === 0

/**
 * Removes an import and its entries; its numbers stay in the ledger. `input-invalid` while it is open or a request
 * is in flight.
 */
export async function removeImport(connection: DuckDBConnection, id: string): Promise<void> {
  await inCountedTransaction(connection, async () => {
    if (!isFinished(await readImport(connection, id))) throw new Failure('input-invalid')
    await releaseDecided(connection, id)
    await removeRows(connection, id)
    await rowsOf(connection, 'DELETE FROM import_file WHERE import_id = $id', { id })
    await rowsOf(connection, 'DELETE FROM import WHERE id = $id', { id })
  })
  await giveBack(connection)
}

/** Whether nothing of it can be decided or sent any more. */
const isSettled = (found: KeptImport): boolean => {
  const { state, undecided } = found.record
  return isFinished(found) && undecided === 0 && (state === 'cancelled' || !isWaiting(found.record))
}

/**
 * Removes the entries of finished imports and keeps their reports, except imports with undecided requests. Returns
 * the ids of the affected imports.
 */
export async function forgetDetails(connection: DuckDBConnection): Promise<string[]> {
  const forgotten = await inCountedTransaction(connection, async () => {
    const ids: string[] = []
    const rows = await rowsOf(connection, "SELECT id FROM import WHERE state <> 'open' AND has_details")
    for (const id of rows.map(([value]) => textOf(value))) {
      const found = await readImport(connection, id)
      if (!isSettled(found)) continue
      const report = { ...(await readReport(connection, found)), hasDetails: false }
      await rowsOf(connection, 'UPDATE import SET has_details = false, kept = $report WHERE id = $id', {
        id,
        report: JSON.stringify(report)
      })
      await removeRows(connection, id)
      ids.push(id)
    }
    return ids
  })
  if (forgotten.length > 0) await giveBack(connection)
  return forgotten
}
