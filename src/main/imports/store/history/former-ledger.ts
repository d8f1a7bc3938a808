import type { DuckDBConnection } from '@duckdb/node-api'
import { inTransaction } from '../../../platform/database/transaction'
import { rowsOf } from '../statements'

// What other files of the same tenant know of its campaigns. Earlier versions kept a file for every way of typing
// the service's address. Hashes are of the salt of the file that made them, so they are kept with it.

/** Made when a file is opened: files of earlier versions have none. */
export const formerLedgerSchema = `CREATE TABLE IF NOT EXISTS former_ledger (
  salt VARCHAR NOT NULL, campaign VARCHAR NOT NULL, hash UUID NOT NULL, state UTINYINT NOT NULL
)`

/** Adds what the file of `former` knows to `current`; all of it or nothing. Adding it again changes nothing. */
export async function addFormerLedger(
  current: DuckDBConnection,
  former: { connection: DuckDBConnection; salt: string },
  nowMs: number
): Promise<void> {
  const { salt } = former
  await inTransaction(current, async () => {
    await rowsOf(current, 'DELETE FROM former_ledger WHERE salt = $salt', { salt })
    const appender = await current.createAppender('former_ledger')
    try {
      // What that file took over from others keeps their salts.
      const rows = await former.connection.stream(
        'SELECT $salt, campaign, hash, state FROM ledger UNION ALL FROM former_ledger',
        { salt }
      )
      for (;;) {
        const chunk = await rows.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) break
        appender.appendDataChunk(chunk)
      }
    } finally {
      appender.closeSync()
    }
    // Planned without that knowledge: their lists are compared anew when they are imported again.
    await rowsOf(
      current,
      `UPDATE import SET state = 'cancelled', ended_ms = $nowMs
       WHERE state = 'open' AND campaign IN (SELECT campaign FROM former_ledger)`,
      { nowMs }
    )
    const campaigns = await former.connection.runAndReadAll(
      'SELECT id, label, last_used_ms, is_known FROM campaign'
    )
    for (const [id, label, lastUsedMs, isKnown] of campaigns.getRows()) {
      await rowsOf(
        current,
        `INSERT INTO campaign SELECT $id, $label, $lastUsedMs, $isKnown = 1
         WHERE NOT EXISTS (SELECT 1 FROM campaign WHERE id = $id)`,
        {
          id: String(id),
          label: String(label),
          lastUsedMs: Number(lastUsedMs),
          isKnown: isKnown === true ? 1 : 0
        }
      )
    }
  })
}

/** Does another file of the tenant know the campaign? */
export async function isFormerCampaign(connection: DuckDBConnection, campaign: string): Promise<boolean> {
  const [row] = await rowsOf(connection, 'SELECT 1 FROM former_ledger WHERE campaign = $campaign LIMIT 1', {
    campaign
  })
  return row !== undefined
}
