import { Char, classOf, digitValue } from './number-chars'

/** The marks between two groups of digits, as bits. */
export const Gap = { space: 1, dash: 2, dot: 4, bullet: 8, open: 16, close: 32, plus: 64 } as const

const gapOfClass = new Uint8Array(16)
gapOfClass[Char.space] = Gap.space
gapOfClass[Char.dash] = Gap.dash
gapOfClass[Char.dot] = Gap.dot
gapOfClass[Char.bullet] = Gap.bullet
gapOfClass[Char.open] = Gap.open
gapOfClass[Char.close] = Gap.close
gapOfClass[Char.plus] = Gap.plus

/** The maximum number of marks between two groups of a number. */
const longestGap = 5

/** Groups of digits separated only by spaces, dashes, dots, brackets and pluses, at `start`..`end` of the text. */
export interface Run {
  readonly text: string
  /** Groups of this run; the arrays can hold more, of an earlier one. */
  count: number
  readonly start: number[]
  readonly end: number[]
  /** The digit count of each group, without invisible marks. */
  readonly size: number[]
  /** The marks before each group (`Gap` bits), 0 for the first. */
  readonly gap: number[]
}

/** Creates a reusable run for `readRun`: the groups of a long text aren't all kept. */
export const createRun = (text: string): Run => ({ text, count: 0, start: [], end: [], size: [], gap: [] })

/** Fills the run from the digit at `from`; returns the index where reading continues. Reads each unit once. */
export function readRun(run: Run, from: number, limit: number): number {
  const { text } = run
  let at = from
  let gap = 0
  run.count = 0
  for (;;) {
    const group = run.count
    run.count = group + 1
    run.start[group] = at
    run.gap[group] = gap
    let size = 0
    let end = at
    for (; at < limit; at += 1) {
      const charClass = classOf(text.charCodeAt(at))
      if (charClass === Char.digit) {
        size += 1
        end = at + 1
      } else if (charClass !== Char.ignorable) break
    }
    run.end[group] = end
    run.size[group] = size

    gap = 0
    let gapLength = 0
    let charClass: number = Char.lineBreak
    for (; at < limit; at += 1) {
      charClass = classOf(text.charCodeAt(at))
      if (charClass === Char.ignorable) continue
      const bit = gapOfClass[charClass] ?? 0
      if (bit === 0 || gapLength === longestGap) break
      gap |= bit
      gapLength += 1
    }
    if (at >= limit || charClass !== Char.digit) return at
  }
}

/** The digit count of a group; 0 past the last one. */
export function sizeOf(run: Run, group: number): number {
  return group < run.count ? (run.size[group] ?? 0) : 0
}

/** The sizes of the groups from `first` to `last`, inclusive. */
export function groupSizes(run: Run, first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => sizeOf(run, first + index))
}

/** The marks before a group; 0 for the first and past the last one. */
export function gapBefore(run: Run, group: number): number {
  return group < run.count ? (run.gap[group] ?? 0) : 0
}

/** The start of a group in the text. */
export function startOf(run: Run, group: number): number {
  return run.start[group] ?? 0
}

/** The end of a group in the text. */
export function endOf(run: Run, group: number): number {
  return run.end[group] ?? 0
}

/** The value of a group's digit; -1 past the last one. Skips invisible marks inside the group. */
export function digitOf(run: Run, group: number, index: number): number {
  const size = sizeOf(run, group)
  if (index >= size) return -1
  const start = startOf(run, group)
  if (endOf(run, group) - start === size) return digitValue(run.text.charCodeAt(start + index))
  let left = index
  for (let at = start; at < endOf(run, group); at += 1) {
    const unit = run.text.charCodeAt(at)
    if (classOf(unit) !== Char.digit) continue
    if (left === 0) return digitValue(unit)
    left -= 1
  }
  return -1
}

/** The digits of a group, as ASCII. */
function digitsOfGroup(run: Run, group: number): string {
  const start = startOf(run, group)
  const end = endOf(run, group)
  if (end - start === sizeOf(run, group) && isAsciiGroup(run, start, end)) return run.text.slice(start, end)
  let digits = ''
  for (let at = start; at < end; at += 1) {
    const unit = run.text.charCodeAt(at)
    if (classOf(unit) === Char.digit) digits += String.fromCharCode(48 + digitValue(unit))
  }
  return digits
}

function isAsciiGroup(run: Run, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (run.text.charCodeAt(at) > 0x7f) return false
  return true
}

/** The digits from group `first` to `last`, inclusive, without the first `skip` of them. */
export function digitsOf(run: Run, first: number, last: number, skip = 0): string {
  let digits = digitsOfGroup(run, first)
  for (let group = first + 1; group <= last; group += 1) digits += digitsOfGroup(run, group)
  return skip === 0 ? digits : digits.slice(skip)
}

/** True if the group contains `digits` at `offset`. */
export function startsWith(run: Run, group: number, offset: number, digits: string): boolean {
  for (let index = 0; index < digits.length; index += 1)
    if (digitOf(run, group, offset + index) !== digits.charCodeAt(index) - 48) return false
  return true
}
