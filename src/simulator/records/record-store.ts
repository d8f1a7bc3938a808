import type { CallRecord, CallRecordBody } from './call-records'
import { createGeneratedCalls, type GeneratedCalls, type GeneratedCallsOptions } from './generated-calls'

/** 一次最多返回1万条数据。 */
export const MAX_ROWS = 10_000

export interface RecordStore {
  readonly count: number
  find: (id: string) => CallRecord | undefined
  /**
   * Returns the records that start within [startMs, endMs], ordered by start time and id, or null if there are more
   * than 10,000. Both ends are inclusive: the document leaves it open, and this reading is the harder one for a
   * client (when a period is split, a call on the boundary is returned twice).
   */
  findPeriod: (startMs: number, endMs: number) => CallRecord[] | null
  put: (record: CallRecord) => void
  /** Adds one record with any body, even a hostile one; period queries use `startMs`. */
  add: (body: CallRecordBody, startMs: number, recordingSeconds?: number) => void
  /** Adds many records at once (see GeneratedCallsOptions) and returns a view of them. */
  generate: (options: GeneratedCallsOptions) => GeneratedCalls
}

/** Returns the first index in [0, length) with a value not below `value`, or `length`; values are sorted. */
function lowerBound(length: number, at: (index: number) => number, value: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(middle) < value) low = middle + 1
    else high = middle
  }
  return low
}

export function createRecordStore(recordingUrl: (id: string) => string): RecordStore {
  const byId = new Map<string, CallRecord>()
  const byStart: CallRecord[] = []
  const batches: GeneratedCalls[] = []

  const startAt = (index: number): number => byStart[index]?.startMs ?? Infinity
  const put = (record: CallRecord): void => {
    byId.set(record.id, record)
    // Insert after records with the same start: times are whole ms, so search for the next ms.
    byStart.splice(lowerBound(byStart.length, startAt, record.startMs + 1), 0, record)
  }

  return {
    get count() {
      return byStart.length + batches.reduce((sum, batch) => sum + batch.count, 0)
    },
    find: (id) => {
      const own = byId.get(id)
      if (own) return own
      for (const batch of batches) {
        const found = batch.find(id)
        if (found) return found
      }
      return undefined
    },
    findPeriod: (startMs, endMs) => {
      const ranges = [
        { length: byStart.length, startMsAt: startAt, at: (index: number) => byStart[index] },
        ...batches.map((batch) => ({ length: batch.count, startMsAt: batch.startMsAt, at: batch.at }))
      ].map((source) => ({
        at: source.at,
        first: lowerBound(source.length, source.startMsAt, startMs),
        end: lowerBound(source.length, source.startMsAt, endMs + 1)
      }))
      if (ranges.reduce((sum, { first, end }) => sum + Math.max(0, end - first), 0) > MAX_ROWS) return null
      const found: CallRecord[] = []
      for (const { at, first, end } of ranges) {
        for (let index = first; index < end; index += 1) {
          const record = at(index)
          if (record) found.push(record)
        }
      }
      return found.sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1))
    },
    put,
    add: (body, startMs, recordingSeconds) =>
      put({ id: body.id, startMs, body: () => body, recordingSeconds: () => recordingSeconds ?? null }),
    generate: (options) => {
      const batch = createGeneratedCalls(options, batches.length + 1, recordingUrl)
      batches.push(batch)
      return batch
    }
  }
}
