import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'

/** How an intent to call ended. It ends exactly once. */
export type DialEnd =
  /** The service accepted the call with this key. */
  | { kind: 'started'; key: string }
  /** `mayRing`: the reply was lost, so the call with the intent's key may have started. */
  | { kind: 'failed'; error: AppError; mayRing: boolean }
  /** Cancelled, or replaced by another intent, before anything was sent. */
  | { kind: 'dropped' }

/** A call that must be written down durably before its request is sent. */
export interface ClaimedDial {
  /** The digits to dial. */
  number: string
  /** The key of the call that results. */
  key: string
  /** Runs once, after all rules and questions and right before the request. An error: nothing is sent. */
  claim(): Promise<Result<undefined>>
  onEnd(end: DialEnd): void
}

/** The same intent, whose `onEnd` runs for the first end only. */
export function endingOnce(dial: ClaimedDial): ClaimedDial {
  let isOver = false
  return {
    number: dial.number,
    key: dial.key,
    claim: () => dial.claim(),
    onEnd(end) {
      if (isOver) return
      isOver = true
      dial.onEnd(end)
    }
  }
}
