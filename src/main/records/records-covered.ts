import type { CoveredPart } from '../../shared/records/load-schema'
import type { Period } from '../service/period-deduplicator'

/**
 * How long after its start a call may still appear in the service's records, in ms: this much time before the last
 * query is queried again. (Records are delayed; the service's document gives no upper bound.)
 */
export const settleMs = 6 * 3_600_000

/** Sorted, with overlapping and adjacent periods merged. */
function united(periods: readonly Period[]): Period[] {
  const sorted = [...periods].sort((a, b) => a.startMs - b.startMs)
  const result: Period[] = []
  for (const { startMs, endMs } of sorted) {
    const last = result.at(-1)
    if (last !== undefined && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs)
    else if (startMs < endMs) result.push({ startMs, endMs })
  }
  return result
}

/**
 * Adds a part, queried at `askedAtMs`, to the covered time; only its settled time (see {@link settleMs}) is added.
 */
export function withCovered(
  covered: readonly CoveredPart[],
  { startMs, endMs }: Period,
  askedAtMs: number
): CoveredPart[] {
  const settled = { startMs, endMs: Math.min(endMs, askedAtMs - settleMs) }
  const parts = united([...covered.filter(({ state }) => state === 'loaded'), settled])
  return parts.map((part) => ({ ...part, state: 'loaded', loadedAtMs: askedAtMs }))
}

/** The covered parts of `period`, in time order. */
export const coveredIn = (covered: readonly CoveredPart[], period: Period): Period[] =>
  united(
    covered
      .filter(({ state }) => state === 'loaded')
      .map(({ startMs, endMs }) => ({
        startMs: Math.max(startMs, period.startMs),
        endMs: Math.min(endMs, period.endMs)
      }))
  )

/** The parts of `period` outside of `parts`, which must be in time order and within it. */
export function missingIn(parts: readonly Period[], period: Period): Period[] {
  const missing: Period[] = []
  let atMs = period.startMs
  for (const { startMs, endMs } of parts) {
    if (startMs > atMs) missing.push({ startMs: atMs, endMs: startMs })
    atMs = endMs
  }
  if (atMs < period.endMs) missing.push({ startMs: atMs, endMs: period.endMs })
  return missing
}

/** The total length of periods, in ms. */
export const lengthOf = (periods: readonly Period[]): number =>
  periods.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
