import type { DuckDBConnection } from '@duckdb/node-api'
import type { KnownCampaign } from '../../../../shared/imports/schema'
import { inCountedTransaction } from '../../../platform/database/transaction'
import { countSent } from './ledger'
import { numberOf, rowsOf, textOf } from '../../../platform/database/statements'

const maxShown = 200

/** Returns the known campaigns, most recently used first. */
export async function readCampaigns(connection: DuckDBConnection): Promise<KnownCampaign[]> {
  const sent = await countSent(connection)
  const rows = await rowsOf(
    connection,
    `SELECT id, label, last_used_ms FROM campaign WHERE is_known ORDER BY last_used_ms DESC, id LIMIT ${maxShown}`
  )
  return rows.map(([id, label, lastUsed]) => ({
    id: textOf(id),
    label: textOf(label),
    lastUsedAtMs: numberOf(lastUsed),
    sent: sent.get(textOf(id)) ?? 0
  }))
}

/** Marks a campaign as known and most recently used. Runs in the caller's transaction. */
export async function useCampaign(connection: DuckDBConnection, id: string, nowMs: number): Promise<void> {
  const known = await rowsOf(
    connection,
    'UPDATE campaign SET last_used_ms = $nowMs, is_known = true WHERE id = $id RETURNING id',
    { id, nowMs }
  )
  if (known.length === 0)
    await rowsOf(connection, "INSERT INTO campaign VALUES ($id, '', $nowMs, true)", { id, nowMs })
}

/** Stores the user's label for a campaign, which is known from now on. Doesn't count as use. */
export const labelCampaign = (
  connection: DuckDBConnection,
  { id, label, nowMs }: { id: string; label: string; nowMs: number }
): Promise<void> =>
  inCountedTransaction(connection, async () => {
    const known = await rowsOf(
      connection,
      'UPDATE campaign SET label = $label, is_known = true WHERE id = $id RETURNING id',
      { id, label }
    )
    if (known.length === 0)
      await rowsOf(connection, 'INSERT INTO campaign VALUES ($id, $label, $nowMs, true)', {
        id,
        label,
        nowMs
      })
  })

/** Hides a campaign; its label and its ledger stay. */
export async function hideCampaign(connection: DuckDBConnection, id: string): Promise<void> {
  await rowsOf(connection, 'UPDATE campaign SET is_known = false WHERE id = $id', { id })
}
