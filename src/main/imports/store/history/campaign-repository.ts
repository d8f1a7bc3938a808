import type { DuckDBConnection } from '@duckdb/node-api'
import type { KnownCampaign } from '../../../../shared/imports/imports'
import { inCountedTransaction } from '../../../platform/database/transaction'
import { countSent } from './ledger'
import { numberOf, rowsOf, textOf } from '../statements'

const maxShown = 200

/** Campaigns that were used or labelled and not forgotten since, last used first. */
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

/** An import goes into this campaign: it is known, and the last used. Within the caller's transaction. */
export async function useCampaign(connection: DuckDBConnection, id: string, nowMs: number): Promise<void> {
  const known = await rowsOf(
    connection,
    'UPDATE campaign SET last_used_ms = $nowMs, is_known = true WHERE id = $id RETURNING id',
    { id, nowMs }
  )
  if (known.length === 0)
    await rowsOf(connection, "INSERT INTO campaign VALUES ($id, '', $nowMs, true)", { id, nowMs })
}

/** The person's own word for a campaign, which is known from now on. To label it is not to use it. */
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

/** Takes a campaign out of the known ones; its label and what was sent into it are kept. */
export async function hideCampaign(connection: DuckDBConnection, id: string): Promise<void> {
  await rowsOf(connection, 'UPDATE campaign SET is_known = false WHERE id = $id', { id })
}
