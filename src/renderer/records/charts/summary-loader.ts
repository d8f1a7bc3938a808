import type { AppError } from '../../../shared/platform/schema'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import type { Result } from '../../../shared/platform/result'

/** State of the requested summary. */
export type SummaryState =
  /** No reply for the current filter yet; `before`: the summary of the previous filter. */
  | { kind: 'asking'; before: RecordSummary | null }
  /** `filter`: the filter of the request. */
  | { kind: 'known'; summary: RecordSummary; filter: RecordFilter }
  | { kind: 'failed'; error: AppError }

interface SummaryLoaderDeps {
  ask: (filter: RecordFilter) => Promise<Result<RecordSummary>>
  onState: (state: SummaryState) => void
  /** Minimum interval between summaries of changing records, in ms. */
  quietMs?: number
}

/**
 * Requests summaries, one at a time. A new filter is requested once the pending reply has arrived, which is then
 * discarded. Changed records of the same filter are requested at most once per `quietMs`: summing up a million calls
 * while they are being loaded would slow down both.
 */
export function createSummaryLoader({ ask, onState, quietMs = 1_000 }: SummaryLoaderDeps) {
  let wanted: { key: string; filter: RecordFilter; revision: number } | null = null
  let known: RecordSummary | null = null
  let isAsking = false
  let isDue = false
  let isClosed = false
  let quiet: ReturnType<typeof setTimeout> | undefined

  function send(): void {
    if (wanted === null) return
    clearTimeout(quiet)
    quiet = undefined
    isDue = false
    isAsking = true
    const asked = wanted
    void ask(asked.filter).then((reply) => {
      isAsking = false
      if (isClosed) return
      if (wanted?.key !== asked.key) {
        send()
        return
      }
      if (reply.ok) {
        known = reply.value
        onState({ kind: 'known', summary: reply.value, filter: asked.filter })
      } else onState({ kind: 'failed', error: reply.error })
      quiet = setTimeout(() => {
        quiet = undefined
        if (isDue) send()
      }, quietMs)
    })
  }

  return {
    /** Sets the filter; a different `revision` means its records changed. */
    want(filter: RecordFilter, revision: number): void {
      const key = JSON.stringify(filter)
      const isSame = wanted?.key === key
      if (isSame && wanted?.revision === revision) return
      wanted = { key, filter, revision }
      isDue = true
      if (!isSame) onState({ kind: 'asking', before: known })
      if (!isAsking && (!isSame || quiet === undefined)) send()
    },
    /** Retries immediately after a failure. */
    again(): void {
      onState({ kind: 'asking', before: null })
      if (!isAsking) send()
    },
    close(): void {
      isClosed = true
      clearTimeout(quiet)
    }
  }
}
