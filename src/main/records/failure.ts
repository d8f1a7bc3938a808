import type { RecordsErrorCode, RecordsResult } from '../../shared/records'

/** An error of the database as a code; its own words can hold a person's numbers and go no further. */
export function codeOfFailure(failure: unknown): RecordsErrorCode {
  const text = failure instanceof Error ? failure.message : ''
  if (/^INTERRUPT|interrupted/i.test(text)) return 'cancelled'
  if (/set lock|conflicting lock|being used by another process/i.test(text)) return 'records-locked'
  return 'records-failed'
}

/** Is the database past use until it is opened anew? */
export const isFatal = (failure: unknown): boolean =>
  failure instanceof Error && /^(FATAL|INTERNAL)|database has been invalidated/i.test(failure.message)

/** An operation that failed for a reason of Deskline's own. */
export class RecordsFailure extends Error {
  readonly code: RecordsErrorCode

  constructor(code: RecordsErrorCode) {
    super(code)
    this.code = code
  }
}

/** A failure as data. */
export const failedWith = (code: RecordsErrorCode): { ok: false; error: { code: RecordsErrorCode } } => ({
  ok: false,
  error: { code }
})

/** The value of `work`, or why there is none; never throws. `onFatal`: the database is past use. */
export async function attempt<T>(work: () => Promise<T>, onFatal: () => void): Promise<RecordsResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (failure) {
    if (failure instanceof RecordsFailure) return failedWith(failure.code)
    if (isFatal(failure)) onFatal()
    return failedWith(codeOfFailure(failure))
  }
}
