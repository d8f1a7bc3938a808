import type { AppError } from '../../../shared/platform/schema'
import type { RequestOutcome } from '../../../shared/imports/imports'
import type { Result } from '../../../shared/platform/result'
import type { PositionRange } from './range-queue'

/** What an answer to `importNumbers` means for the numbers of its request and for the import. */
export type ImportVerdict =
  | { kind: 'accepted' }
  /** Nothing was taken: retry the parts between the cuts separately. `isTooLarge`: the request was too large. */
  | { kind: 'split'; cuts: number[]; isTooLarge: boolean; error: AppError }
  /** The only number of the request is permanently refused. */
  | { kind: 'refused'; error: AppError }
  /** Nothing was taken, but not because of the numbers: retry later. */
  | { kind: 'wait'; error: AppError }
  /** Nothing was taken, and another attempt would fail the same way: the user has to act. */
  | { kind: 'stop'; error: AppError }
  /** The numbers may have been taken. */
  | { kind: 'unknown'; error: AppError }

// 408 and 425: the service gave up on the request, or doesn't want it yet. 307 and 308 after a POST take nothing, as
// certainly as a 4xx; captive portals use them, and they pass.
const passingStatuses: ReadonlySet<number> = new Set([307, 308, 408, 425, 429])

const aboutNumbers = /^[#$./]*numbers(?:\[(\d{1,7})\]|[./](\d{1,7}))?(?![\w-])/

/**
 * Whether the error is about the numbers, and about which. The document specifies neither the notation nor the base
 * of the index.
 */
function pointOf(field: string | undefined): { isAboutNumbers: boolean; at: number | null } {
  if (field === undefined || field === '') return { isAboutNumbers: true, at: null }
  const found = aboutNumbers.exec(field)
  const at = found?.[1] ?? found?.[2]
  return { isAboutNumbers: found !== null, at: at === undefined ? null : Number(at) }
}

const halved = ({ from, to }: PositionRange): number[] => [from + Math.ceil((to - from) / 2)]

/**
 * Returns cuts that isolate the number at `at`, whether the service counts from 0 or from 1. A pointer outside the
 * range is ignored. At least one cut is always inside the range, so the parts get smaller whatever the service points
 * at.
 */
function cutsAround(at: number | null, range: PositionRange): number[] {
  const place = range.from + (at ?? NaN)
  const cuts = [place - 1, place, place + 1].filter((cut) => cut > range.from && cut < range.to)
  return cuts.length === 0 ? halved(range) : cuts
}

/**
 * Classifies the answer to the request that carried `range`.
 *
 * Assumes that **a 4xx takes nothing of a request**, not even the numbers before the one at fault (decisions 0005 and
 * 0018); only therefore may the parts be sent again. The document defines an error for the whole request and no
 * partial success. The client returns `import-unknown` for every answer that leaves room for doubt.
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
  // Any other 4xx is about the campaign, the tenant or the address.
  if (status >= 400 && status < 500) return { kind: 'stop', error }
  // An error without a status: the request was never sent. Any other status is unexpected here: ask the user rather
  // than risk sending twice.
  return { kind: status === 0 ? 'wait' : 'unknown', error }
}

/** What is stored of a request's outcome. */
export interface RequestEnding {
  outcome: RequestOutcome
  cuts: number[]
  error: AppError | null
}

/** The ending of a request of which certainly nothing was taken; its numbers wait again. */
export const notTaken = (error: AppError | null): RequestEnding => ({ outcome: 'not-taken', cuts: [], error })

/** Returns the ending of a request with this verdict. */
export function endingOf(verdict: ImportVerdict): RequestEnding {
  const { kind } = verdict
  if (kind === 'accepted') return { outcome: kind, cuts: [], error: null }
  if (kind === 'wait' || kind === 'stop') return notTaken(verdict.error)
  return { outcome: kind, cuts: kind === 'split' ? verdict.cuts : [], error: verdict.error }
}
