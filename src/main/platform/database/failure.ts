import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'

/** An operation that failed with an error code of Deskline. */
export class Failure<Code extends string = string> extends Error {
  readonly code: Code

  constructor(code: Code) {
    super(code)
    this.code = code
  }
}

/** The error codes of one database's operations. */
export interface FailureCodes<Code extends string> {
  /** All codes. */
  known: readonly Code[]
  cancelled: Code
  /** Another process has the file open. */
  locked: Code
  /** Any other error of the database or the disk. */
  failed: Code
}

/** True if another process has the file open. */
const isLocked = (failure: unknown): boolean =>
  failure instanceof Error && /set lock|conflicting lock|being used by another process/i.test(failure.message)

// Errors of the disk, the memory or another program; the file itself may be intact.
const outerTrouble =
  /set lock|conflicting lock|being used by another process|out of memory|failed to allocate|no space left|not enough space|disk quota|permission denied|access is denied|input\/output error|is a directory|too many open files|cannot open file|read-only/i
// DuckDB's messages for a file whose bytes aren't what it wrote.
const damage =
  /not a valid DuckDB database file|could not read enough bytes|^[^:]*:? ?corrupt|corrupt(ed)? (database|wal)|does not match stored checksum|failure while replaying wal file|wal does not match database file|wal checkpoint iteration/i

// Spilled data, not persistent.
const temporaryFile = /\.tmp[\\/]/

/** The database's message, without file names. */
const wordsOf = (failure: Error): string => failure.message.replaceAll(/"[^"]*"/g, '""')

/** True if a file isn't what the database wrote: damaged, truncated, or not matching its log. */
export function isDamaged(failure: unknown): boolean {
  if (!(failure instanceof Error) || temporaryFile.test(failure.message)) return false
  const words = wordsOf(failure)
  return damage.test(words) && !outerTrouble.test(words)
}

/** True if the damage is in a log: without the log, the file may be intact. */
export const isOfLog = (failure: unknown): boolean =>
  isDamaged(failure) &&
  failure instanceof Error &&
  /\bwal\b/i.test(wordsOf(failure)) &&
  !/corrupt(ed)? database|could not read enough bytes/i.test(wordsOf(failure))

/** Opens a store; if the opening finds damage, opens it once more, which repairs it. */
export const openMended = <T>(open: () => Promise<T>): Promise<T> =>
  open().catch((failure: unknown) => {
    if (!isDamaged(failure)) throw failure
    return open()
  })

/** True if the database is unusable until it is reopened. */
const isFatal = (failure: unknown): boolean =>
  failure instanceof Error && /^(FATAL|INTERNAL)|database has been invalidated/i.test(failure.message)

/** Maps an error to a code; the database's own message can contain the user's numbers and isn't passed on. */
function codeOfFailure<Code extends string>(failure: unknown, codes: FailureCodes<Code>): Code {
  if (failure instanceof Failure) return codes.known.find((code) => code === failure.code) ?? codes.failed
  const text = failure instanceof Error ? failure.message : ''
  if (/^INTERRUPT|interrupted/i.test(text)) return codes.cancelled
  return isLocked(failure) ? codes.locked : codes.failed
}

/** The result of `work`, or its error code; never throws. `onFatal`: the database has to be reopened. */
export async function attempt<T, Code extends string>(
  work: () => Promise<T>,
  onFatal: () => void,
  codes: FailureCodes<Code>
): Promise<CodedResult<T, Code>> {
  try {
    return { ok: true, value: await work() }
  } catch (failure) {
    // Damage is repaired when the file is reopened.
    if (isFatal(failure) || isDamaged(failure)) onFatal()
    return failedWith(codeOfFailure(failure, codes))
  }
}
