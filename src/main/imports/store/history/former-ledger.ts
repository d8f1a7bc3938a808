import type { DuckDBConnection } from '@duckdb/node-api'
import { inTransaction } from '../../../platform/database/transaction'
import { rowsOf } from '../../../platform/database/statements'

// Ledgers of the tenant's other files. Earlier versions had one file per spelling of the service's address. Hashes
// depend on the salt of their file, so the salt is stored with them.

/** Created when a file is opened: files of earlier versions don't have it. */
export const formerLedgerSchema = `CREATE TABLE IF NOT EXISTS former_ledger (
  salt VARCHAR NOT NULL, campaign VARCHAR NOT NULL, hash UUID NOT NULL, state UTINYINT NOT NULL
)`

/** Copies the ledger of `former` to `current` in one transaction. Idempotent. */
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
      // Hashes that the file itself took over keep their salts.
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
    // Planned without these numbers: cancel them, so that their lists are compared again when imported.
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

/** Whether another file of the tenant knows the campaign. */
export async function isFormerCampaign(connection: DuckDBConnection, campaign: string): Promise<boolean> {
  const [row] = await rowsOf(connection, 'SELECT 1 FROM former_ledger WHERE campaign = $campaign LIMIT 1', {
    campaign
  })
  return row !== undefined
}
