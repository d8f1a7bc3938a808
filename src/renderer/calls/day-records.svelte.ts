import type { DayFigures, LocalDay } from '../../shared/calls/today'
import type { Result } from '../../shared/platform/result'
import type { RecordFilter } from '../../shared/records/filter-schema'
import type { RecordSummary } from '../../shared/records/summary-schema'

/** What the records say about the user's day; one request at a time. */
export function createDayRecords(ask: (filter: RecordFilter) => Promise<Result<RecordSummary>>) {
  let found = $state.raw<{ startMs: number; figures: DayFigures } | null>(null)
  let wanted: { filter: RecordFilter; startMs: number } | null = null
  let isAsking = false

  async function send(): Promise<void> {
    if (isAsking || wanted === null) return
    const { filter, startMs } = wanted
    wanted = null
    isAsking = true
    const reply = await ask(filter)
    isAsking = false
    if (reply.ok) {
      const { calls, answered, talkSeconds } = reply.value.totals
      found = { startMs, figures: { calls, answered, talkMs: talkSeconds * 1_000 } }
    }
    void send()
  }

  return {
    /** The figures of the day that starts at `startMs`; null: not known, or no longer. */
    of: (startMs: number): DayFigures | null => (found?.startMs === startMs ? found.figures : null),
    /** Asks for the day's calls of a desk phone, after the pending request. */
    want(day: LocalDay, agentId: number): void {
      wanted = { filter: { ...day, agentIds: [agentId] }, startMs: day.startMs }
      void send()
    }
  }
}
