import { Char, classAt, seenBefore } from './number-chars'
import { Gap, digitsOf, gapBefore, sizeOf, startOf } from './number-run'
import type { Run } from './number-run'
import type { Reading } from './number-shapes'

/** Marks that definitely separate a leftover group from a number: brackets, bullets, a +. */
const strongGap = Gap.open | Gap.close | Gap.bullet | Gap.plus
const tightGap = Gap.dash | Gap.dot

/** The number of a list mark, "1.", before a number at the start of a line; undefined if there is none. */
function listMarkBefore(run: Run, group: number): number | undefined {
  if (group !== 1 || sizeOf(run, 0) > 2) return undefined
  const before = seenBefore(run.text, startOf(run, 0))
  return before < 0 || classAt(run.text, before) === Char.lineBreak ? Number(digitsOf(run, 0, 0)) : undefined
}

/** Whether a leftover group before the number allows it: `true`, `false`, or the number of a list mark. */
export function allowsBefore(run: Run, reading: Reading, isBracketed: boolean): boolean | number {
  const { first, body, last, fit } = reading
  const gap = gapBefore(run, first)
  if ((gap & strongGap) !== 0) return true
  if ((gap & Gap.space) === 0) {
    if (gap !== Gap.dot || sizeOf(run, first) < 3) return false
    return listMarkBefore(run, first) ?? false
  }
  if (fit === 'whole' || isBracketed || first !== body) return true
  const isSameGap = last > body && gapBefore(run, body + 1) === gap
  if (fit === 'loose') return !isSameGap
  // 6222 0755 2345 6789 is a bank card; 25 138 0013 8000 isn't.
  return !(isSameGap && sizeOf(run, first - 1) >= 3 && sizeOf(run, body) >= 4)
}

/** True if a leftover group after the number allows it. */
export function allowsAfter(run: Run, reading: Reading): boolean {
  const { body, last, fit } = reading
  const gap = gapBefore(run, last + 1)
  if ((gap & strongGap) !== 0) return true
  if ((gap & Gap.space) === 0) return false
  if (fit === 'whole') return true
  const isSameGap = last > body && gapBefore(run, last) === gap
  if (fit === 'loose') return !isSameGap
  const next = sizeOf(run, last + 1)
  // 0755 2345678 9 could have an eighth digit; 0755 2345 6789 012 is a bank card.
  return !(isSameGap && (next === 1 || (next >= 3 && sizeOf(run, last) <= 4)))
}

/** The extension in a third group after a dash: 010-88888888-801. */
export function dashExtension(run: Run, reading: Reading): string | undefined {
  const group = reading.last + 1
  const size = sizeOf(run, group)
  const gap = gapBefore(run, group)
  if (size === 0 || size > 6 || (gap & Gap.dash) === 0 || (gap & ~(Gap.dash | Gap.space)) !== 0)
    return undefined
  if ((gap & Gap.space) !== 0 && gapBefore(run, reading.last) !== gap) return undefined
  return (gapBefore(run, group + 1) & tightGap) === 0 ? digitsOf(run, group, group) : undefined
}
