import type { AppError } from '../../../shared/platform/errors'
import type { RecordFilter, RecordSummary } from '../../../shared/records/records'
import type { Result } from '../../../shared/platform/result'

/** What is known of the summary that is wanted. */
export type SummaryStanding =
  /** Nothing of the filter that is wanted was heard yet; `before`: what the one before it had. */
  | { kind: 'asking'; before: RecordSummary | null }
  /** `filter`: what it was asked with. */
  | { kind: 'known'; summary: RecordSummary; filter: RecordFilter }
  | { kind: 'failed'; error: AppError }

interface SummaryAskerDeps {
  ask: (filter: RecordFilter) => Promise<Result<RecordSummary>>
  onStanding: (standing: SummaryStanding) => void
  /** How long the records may go on changing before they are summed up again, in ms. */
  quietMs?: number
}

/**
 * Asks for summaries, one at a time. A new filter is asked for as soon as the answer to the last is here, which is
 * then dropped; changed records of the same filter at most once in `quietMs`: summing up a million calls while
 * they arrive would slow both.
 */
export function createSummaryAsker({ ask, onStanding, quietMs = 1_000 }: SummaryAskerDeps) {
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
        onStanding({ kind: 'known', summary: reply.value, filter: asked.filter })
      } else onStanding({ kind: 'failed', error: reply.error })
      quiet = setTimeout(() => {
        quiet = undefined
        if (isDue) send()
      }, quietMs)
    })
  }

  return {
    /** The filter that is wanted; `revision` differs from the last one when its records changed. */
    want(filter: RecordFilter, revision: number): void {
      const key = JSON.stringify(filter)
      const isSame = wanted?.key === key
      if (isSame && wanted?.revision === revision) return
      wanted = { key, filter, revision }
      isDue = true
      if (!isSame) onStanding({ kind: 'asking', before: known })
      if (!isAsking && (!isSame || quiet === undefined)) send()
    },
    /** Asks again at once, after a failure. */
    again(): void {
      onStanding({ kind: 'asking', before: null })
      if (!isAsking) send()
    },
    close(): void {
      isClosed = true
      clearTimeout(quiet)
    }
  }
}
