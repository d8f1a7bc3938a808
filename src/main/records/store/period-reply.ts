import type { IngestReport } from '../../../shared/records/load-schema'
import { parseForeignJson } from '../../service/foreign-json'
import { periodReplySchema, type PeriodReply } from '../../service/schemas'
import { RecordsFailure } from './failure'

/** A full reply has 10,000 records of about 1 kB each; this leaves ample room. */
const maxBodyBytes = 64 * 1_024 * 1_024

/** Parses a reply of the period query. */
export function parseReply(body: Uint8Array): PeriodReply {
  if (body.length > maxBodyBytes) throw new RecordsFailure('reply-too-large')
  try {
    return periodReplySchema.parse(parseForeignJson(new TextDecoder().decode(body)))
  } catch {
    throw new RecordsFailure('reply-invalid')
  }
}

/** Summarises a reply whose records were stored. */
export function ingestReport(
  { calls, rowCount }: PeriodReply,
  kept: { added: number; updated: number }
): IngestReport {
  let [earliestMs, latestMs]: [number | null, number | null] = [null, null]
  for (const { startedAtMs } of calls) {
    if (startedAtMs === null) continue
    earliestMs = Math.min(earliestMs ?? startedAtMs, startedAtMs)
    latestMs = Math.max(latestMs ?? startedAtMs, startedAtMs)
  }
  return { rowCount, readable: calls.length, added: kept.added, updated: kept.updated, earliestMs, latestMs }
}
