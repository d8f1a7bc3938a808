import {
  comparedReasons,
  doubtCodes,
  type DoubtCode,
  type LeftOutReason
} from '../../../shared/imports/imports'
import type { DraftSummary } from '../../../shared/imports/schema'
import type { DraftTable } from '../../../shared/imports/state-schema'

/** Disjoint parts that together cover all entries of a draft. */
export const amountParts = ['valid', 'doubtful', ...comparedReasons, 'invalid'] as const

/** See {@link amountParts}. */
export type AmountPart = (typeof amountParts)[number]

const isOneOf = <Value extends string>(values: readonly Value[], value: string): value is Value =>
  values.some((one) => one === value)

/** Whether a reason marks a doubtful number; a switch decides if these are sent. */
export const isDoubt = (reason: string): reason is DoubtCode => isOneOf(doubtCodes, reason)

/** The part of a reason. */
export function partOf(reason: LeftOutReason): AmountPart {
  if (isDoubt(reason)) return 'doubtful'
  return isOneOf(comparedReasons, reason) ? reason : 'invalid'
}

/** Number of numbers that will be sent. */
export const sendCount = (summary: DraftSummary, isDoubtfulIncluded: boolean): number =>
  summary.valid + (isDoubtfulIncluded ? summary.doubtful : 0)

/** Number of entries per part; the sum is the number of all entries. */
export function amountsOf(summary: DraftSummary): Record<AmountPart, number> {
  const amounts: Record<AmountPart, number> = {
    valid: summary.valid,
    doubtful: summary.doubtful,
    repeated: 0,
    'imported-before': 0,
    'maybe-imported': 0,
    blocked: 0,
    invalid: 0
  }
  for (const { reason, count } of summary.byReason) {
    const part = partOf(reason)
    // Doubtful entries are counted regardless of the switch.
    if (part !== 'doubtful') amounts[part] += count
  }
  return amounts
}

/** Reasons of omitted entries, descending by count. */
export const leftOutBy = (summary: DraftSummary, isDoubtfulIncluded: boolean): DraftSummary['byReason'] =>
  summary.byReason.filter(({ reason, count }) => count > 0 && !(isDoubtfulIncluded && isDoubt(reason)))

/** The reasons of a part that occur in the summary. */
export const reasonsOf = (summary: DraftSummary, part: AmountPart): LeftOutReason[] =>
  summary.byReason.filter(({ reason }) => partOf(reason) === part).map(({ reason }) => reason)

/** Reading progress of all included tables; `share` 0 to 1. */
export function readingOf(tables: readonly DraftTable[]): { share: number; lines: number } {
  let read = 0
  let whole = 0
  let lines = 0
  for (const { isIncluded, reading, sizeBytes } of tables) {
    if (!isIncluded || reading.kind === 'failed') continue
    if (reading.kind === 'reading') {
      const size = Math.max(1, reading.totalBytes)
      read += (Math.min(reading.readBytes, size) / size) * sizeBytes
      lines += reading.lines
    } else if (reading.kind === 'read') {
      read += sizeBytes
      lines += reading.lines
    }
    whole += sizeBytes
  }
  return { share: whole === 0 ? 0 : read / whole, lines }
}
