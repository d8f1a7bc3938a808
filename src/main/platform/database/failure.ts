import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'

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
const isLocked = (failure: unknown): boolean =>
  failure instanceof Error && /set lock|conflicting lock|being used by another process/i.test(failure.message)

// What the disk, the memory or another program does to an opening; the file itself may be whole.
const outerTrouble =
  /set lock|conflicting lock|being used by another process|out of memory|failed to allocate|no space left|not enough space|disk quota|permission denied|access is denied|input\/output error|is a directory|too many open files|cannot open file|read-only/i
// DuckDB's words for a file whose bytes aren't what it wrote.
const damage =
  /not a valid DuckDB database file|could not read enough bytes|^[^:]*:? ?corrupt|corrupt(ed)? (database|wal)|does not match stored checksum|failure while replaying wal file|wal does not match database file|wal checkpoint iteration/i

// What didn't fit into the memory: nothing that is kept.
const temporaryFile = /\.tmp[\\/]/

/** The database's words, without the names of files in them. */
const wordsOf = (failure: Error): string => failure.message.replaceAll(/"[^"]*"/g, '""')

/** True when a file is not what the database wrote: damaged, cut, or of another moment than the one beside it. */
export function isDamaged(failure: unknown): boolean {
  if (!(failure instanceof Error) || temporaryFile.test(failure.message)) return false
  const words = wordsOf(failure)
  return damage.test(words) && !outerTrouble.test(words)
}

/** True when the damage is of a log: without it the file may be whole. */
export const isOfLog = (failure: unknown): boolean =>
  isDamaged(failure) &&
  failure instanceof Error &&
  /\bwal\b/i.test(wordsOf(failure)) &&
  !/corrupt(ed)? database|could not read enough bytes/i.test(wordsOf(failure))

/** Opens a store over a database; one whose opening comes upon damage is opened once more, which mends it. */
export const openMended = <T>(open: () => Promise<T>): Promise<T> =>
  open().catch((failure: unknown) => {
    if (!isDamaged(failure)) throw failure
    return open()
  })

/** Is the database past use until it is opened anew? */
const isFatal = (failure: unknown): boolean =>
  failure instanceof Error && /^(FATAL|INTERNAL)|database has been invalidated/i.test(failure.message)

/** What was thrown as a code; the database's own words can hold a person's numbers and go no further. */
function codeOfFailure<Code extends string>(failure: unknown, codes: FailureCodes<Code>): Code {
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
    // Damage is mended when the file is opened anew.
    if (isFatal(failure) || isDamaged(failure)) onFatal()
    return failedWith(codeOfFailure(failure, codes))
  }
}
