import { failedWith, type CodedResult } from '../../shared/coded-result'

/** An operation that failed for a reason of Deskline's own. */
export class Failure<Code extends string = string> extends Error {
  readonly code: Code

  constructor(code: Code) {
    super(code)
    this.code = code
  }
}

/** The codes of one database's operations. */
export interface FailureCodes<Code extends string> {
  /** All of them. */
  known: readonly Code[]
  cancelled: Code
  /** Another process has the file open. */
  locked: Code
  /** Whatever else the database or the disk says. */
  failed: Code
}

/** Does another process have the file open? */
export const isLocked = (failure: unknown): boolean =>
  failure instanceof Error && /set lock|conflicting lock|being used by another process/i.test(failure.message)

/** Is the database past use until it is opened anew? */
export const isFatal = (failure: unknown): boolean =>
  failure instanceof Error && /^(FATAL|INTERNAL)|database has been invalidated/i.test(failure.message)

/** What was thrown as a code; the database's own words can hold a person's numbers and go no further. */
export function codeOfFailure<Code extends string>(failure: unknown, codes: FailureCodes<Code>): Code {
  if (failure instanceof Failure) return codes.known.find((code) => code === failure.code) ?? codes.failed
  const text = failure instanceof Error ? failure.message : ''
  if (/^INTERRUPT|interrupted/i.test(text)) return codes.cancelled
  return isLocked(failure) ? codes.locked : codes.failed
}

/** The value of `work`, or why there is none; never throws. `onFatal`: the database is past use. */
export async function attempt<T, Code extends string>(
  work: () => Promise<T>,
  onFatal: () => void,
  codes: FailureCodes<Code>
): Promise<CodedResult<T, Code>> {
  try {
    return { ok: true, value: await work() }
  } catch (failure) {
    if (isFatal(failure)) onFatal()
    return failedWith(codeOfFailure(failure, codes))
  }
}
