import type { AppError } from '../../shared/platform/errors'
import type { RequestOutcome } from '../../shared/imports/imports'
import type { Result } from '../../shared/platform/result'
import type { PositionRange } from './range-queue'

/** What an answer to `importNumbers` means for the numbers of its request, and for the import. */
export type ImportVerdict =
  | { kind: 'accepted' }
  /** Nothing was taken: the parts between the cuts are tried on their own. `isTooLarge`: for their size. */
  | { kind: 'split'; cuts: number[]; isTooLarge: boolean; error: AppError }
  /** The one number of the request is refused for good. */
  | { kind: 'refused'; error: AppError }
  /** Nothing was taken, and not for the sake of the numbers: later again. */
  | { kind: 'wait'; error: AppError }
  /** Nothing was taken, and sending on would come to the same: a person is needed. */
  | { kind: 'stop'; error: AppError }
  /** It may have been taken. */
  | { kind: 'unknown'; error: AppError }

// 408 and 425: the service gave up on the request, or doesn't want it yet. 307 and 308 after a POST are as
// certain as a 4xx; a network that asks for a sign-in of its own likes them, and ends them by itself.
const passingStatuses: ReadonlySet<number> = new Set([307, 308, 408, 425, 429])

const aboutNumbers = /^[#$./]*numbers(?:\[(\d{1,7})\]|[./](\d{1,7}))?(?![\w-])/

/** Is the error about the numbers, and about which of them? The document says neither how nor from where it counts. */
function pointOf(field: string | undefined): { isAboutNumbers: boolean; at: number | null } {
  if (field === undefined || field === '') return { isAboutNumbers: true, at: null }
  const found = aboutNumbers.exec(field)
  const at = found?.[1] ?? found?.[2]
  return { isAboutNumbers: found !== null, at: at === undefined ? null : Number(at) }
}

const halved = ({ from, to }: PositionRange): number[] => [from + Math.ceil((to - from) / 2)]

/**
 * Where to cut so that the number that is pointed at stands alone, counted from 0, and the one below it as
 * well, which it is counted from 1. A pointer that leads outside is none. At least one cut is always inside, so
 * that the parts are smaller whatever a service points at.
 */
function cutsAround(at: number | null, range: PositionRange): number[] {
  const place = range.from + (at ?? NaN)
  const cuts = [place - 1, place, place + 1].filter((cut) => cut > range.from && cut < range.to)
  return cuts.length === 0 ? halved(range) : cuts
}

/**
 * What the answer to the request that carried `range` means.
 *
 * This is where the assumption stands that **a 4xx takes nothing of a request**, not even the numbers before the
 * one that it finds fault with (decisions 0005 and 0018): only because of it may the parts be sent again. The
 * document gives an error for the whole request and knows no partly successful one. The client gives
 * `import-unknown` for every answer that leaves room for doubt.
 */
export function verdictOf(answer: Result<unknown>, range: PositionRange): ImportVerdict {
  if (answer.ok) return { kind: 'accepted' }
  const { error } = answer
  const { status = 0 } = error
  const isSingle = range.to - range.from <= 1

  if (error.code === 'import-unknown') return { kind: 'unknown', error }
  if (error.code === 'token-refused' || error.code === 'input-invalid') return { kind: 'stop', error }
  if (error.code === 'rate-limited' || passingStatuses.has(status)) return { kind: 'wait', error }
  if (status === 413 && !isSingle) return { kind: 'split', cuts: halved(range), isTooLarge: true, error }
  if (status === 422) {
    const { isAboutNumbers, at } = pointOf(error.field)
    if (!isAboutNumbers) return { kind: 'stop', error }
    if (isSingle) return { kind: 'refused', error }
    return { kind: 'split', cuts: cutsAround(at, range), isTooLarge: false, error }
  }
  // Any other 4xx: the campaign, the tenant, the address.
  if (status >= 400 && status < 500) return { kind: 'stop', error }
  // What is left has no status: it never left. With one, the client would have said so; better asked than twice.
  return { kind: status === 0 ? 'wait' : 'unknown', error }
}

/** What is written down of a request's end. */
export interface RequestEnding {
  outcome: RequestOutcome
  cuts: number[]
  error: AppError | null
}

/** The end of a request of which certainly nothing was taken, and whose numbers wait again. */
export const notTaken = (error: AppError | null): RequestEnding => ({ outcome: 'not-taken', cuts: [], error })

/** The end of a request with this answer. */
export function endingOf(verdict: ImportVerdict): RequestEnding {
  const { kind } = verdict
  if (kind === 'accepted') return { outcome: kind, cuts: [], error: null }
  if (kind === 'wait' || kind === 'stop') return notTaken(verdict.error)
  return { outcome: kind, cuts: kind === 'split' ? verdict.cuts : [], error: verdict.error }
}
