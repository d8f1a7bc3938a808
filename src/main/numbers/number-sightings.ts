import type { DoubtReason } from '../../shared/numbers/number'
import type { FoundNumber } from '../../shared/numbers/schema'
import { Char, classAt, seenBefore } from './number-chars'
import { extensionAfter, isBlankFrom, isClearAfter, isClearBefore } from './number-context'
import { foreignAt } from './number-foreign'
import { markBefore } from './number-labels'
import type { Mark } from './number-labels'
import { looseReading } from './number-loose'
import { allowsAfter, allowsBefore, dashExtension } from './number-neighbours'
import { Gap, digitOf, endOf, gapBefore, sizeOf, startOf } from './number-run'
import type { Run } from './number-run'
import { dialOf, hasHomeCode, localAt, readingAt } from './number-shapes'
import type { Reading } from './number-shapes'

/** A number and its position in the text. */
export interface Sighting {
  start: number
  end: number
  kind: FoundNumber['kind']
  doubt: DoubtReason | undefined
  dial: string
  extension: string | undefined
  /** The n of a list mark "n." touching the number at the beginning of a line. */
  listMark: number | undefined
}

/** The index of a + before a group that isn't part of a sum, optionally with a bracket in between; -1 if none. */
function plusBefore(run: Run, group: number): number {
  if (group > 0 && (gapBefore(run, group) & Gap.plus) === 0) return -1
  const { text } = run
  let at = seenBefore(text, startOf(run, group))
  for (let steps = 0; steps < 2; steps += 1) {
    const charClass = classAt(text, at)
    if (charClass === Char.space || charClass === Char.open) at = seenBefore(text, at)
  }
  return classAt(text, at) === Char.plus && classAt(text, seenBefore(text, at)) !== Char.digit ? at : -1
}

/** The start of the number's characters: its +, or the bracket around its area code. */
function rawStart(run: Run, first: number, last: number, plus: number): number {
  const { text } = run
  let start = plus >= 0 ? plus : startOf(run, first)
  let isClosed = false
  for (let group = first + 1; group <= last && !isClosed; group += 1)
    isClosed = (gapBefore(run, group) & (Gap.open | Gap.close)) === Gap.close
  const before = seenBefore(text, start)
  if (isClosed && classAt(text, before) === Char.open) start = before
  return start
}

/** Cheap test of a group's size and first digits, which excludes nearly all groups. */
function canBegin(run: Run, group: number): boolean {
  const size = sizeOf(run, group)
  if (size > 17) return false
  const lead = digitOf(run, group, 0)
  if (size > 2) return lead === 0 || lead === 1 || lead === 4 || lead === 8
  return (lead === 8 && size === 2) || (lead === 1 && size === 1 && sizeOf(run, group + 1) === 3)
}

/** True if the shape of the group begins another number. */
function beginsNumber(run: Run, group: number): boolean {
  const hasPlus = plusBefore(run, group) >= 0
  if (!hasPlus && !canBegin(run, group)) return false
  if (readingAt(run, group, hasPlus)) return true
  return hasPlus && !hasHomeCode(run, group) && foreignAt(run, group) !== undefined
}

/** A comma is a pause in a URI, or if the text contains nothing else; elsewhere it separates columns. */
function isPauseAllowed(text: string, end: number, extensionEnd: number, isUri: boolean): boolean {
  return isUri || !/^,+[0-9]/.test(text.slice(end, end + 4)) || isBlankFrom(text, extensionEnd, text.length)
}

/** True if the text contains only the run, optionally with an extension. */
function isWhole(run: Run, isFirst: boolean): boolean {
  if (!isFirst) return false
  const end = endOf(run, run.count - 1)
  const extensionEnd = extensionAfter(run.text, end, { arePausesRead: false, isMobile: false })?.end
  return isBlankFrom(run.text, extensionEnd ?? end, run.text.length)
}

/** A number labelled as a fax becomes doubtful, so that the user is asked. */
function withFax(mark: Mark, found: Pick<Sighting, 'kind' | 'doubt'>): Pick<Sighting, 'kind' | 'doubt'> {
  return mark === 'fax' && found.kind !== 'doubtful' ? { kind: 'doubtful', doubt: 'fax' } : found
}

/** The position of a run in the text. */
export interface RunPlace {
  /** Only marks precede it in the text. */
  isFirst: boolean
  /** A comma, a slash, 或 etc. separates it from a fixed line, so it may omit the area code. */
  isListed: boolean
}

function readingOf(run: Run, group: number, plus: number, place: RunPlace): Reading | undefined {
  const reading = plus >= 0 || canBegin(run, group) ? readingAt(run, group, plus >= 0) : undefined
  return reading ?? (place.isListed && group === 0 && plus < 0 ? localAt(run) : undefined)
}

/** The number that begins with this group, if the surrounding text allows it. */
function sightingAt(run: Run, group: number, consumed: number, place: RunPlace): Sighting | undefined {
  const { text } = run
  const { isFirst } = place
  const plus = plusBefore(run, group)
  const reading = readingOf(run, group, plus, place)
  if (!reading) return plus >= 0 && !hasHomeCode(run, group) ? foreignSighting(run, group, plus) : undefined
  const start = rawStart(run, group, reading.last, plus)
  const allowed = group > consumed ? allowsBefore(run, reading, start < startOf(run, group)) : true
  if (allowed === false || !isClearBefore(text, start)) return undefined
  const mark = markBefore(text, start)
  if (mark === 'other') return undefined
  if (reading.needsMark && mark === 'none') {
    const lastGroup = dashExtension(run, reading) === undefined ? reading.last : reading.last + 1
    const isAll = group === 0 && lastGroup === run.count - 1 && isWhole(run, isFirst)
    if (!isAll) return undefined
  }

  const isUri = mark === 'uri'
  let end = endOf(run, reading.last)
  let extension: string | undefined
  const next = reading.last + 1
  if (next < run.count && !beginsNumber(run, next)) {
    extension = dashExtension(run, reading)
    if (extension !== undefined) end = endOf(run, next)
    else if (!allowsAfter(run, reading)) return undefined
  }
  if (extension === undefined) {
    const arePausesRead = isUri || (isFirst && group === 0)
    const spoken = extensionAfter(text, end, { arePausesRead, isMobile: reading.kind === 'mobile' })
    if (spoken && isPauseAllowed(text, end, spoken.end, isUri)) {
      extension = spoken.extension
      end = spoken.end
    }
  }
  if (!isClearAfter(text, end, isUri)) return undefined
  const listMark = typeof allowed === 'number' ? allowed : undefined
  return { start, end, ...withFax(mark, reading), dial: dialOf(run, reading), extension, listMark }
}

/** A foreign number after a +. */
function foreignSighting(run: Run, group: number, plus: number): Sighting | undefined {
  const { text } = run
  const foreign = foreignAt(run, group)
  if (!foreign) return undefined
  const start = rawStart(run, group, foreign.last, plus)
  if (!isClearBefore(text, start)) return undefined
  const mark = markBefore(text, start)
  const spoken = extensionAfter(text, endOf(run, foreign.last), { arePausesRead: false, isMobile: true })
  const end = spoken?.end ?? endOf(run, foreign.last)
  if (mark === 'other' || !isClearAfter(text, end, mark === 'uri')) return undefined
  const { dial } = foreign
  const extension = spoken?.extension
  return { start, end, kind: 'doubtful', doubt: 'foreign', dial, extension, listMark: undefined }
}

/** The whole run as one number, if no part of it is grouped as one. */
function looseSighting(run: Run, { isFirst }: RunPlace): Sighting | undefined {
  if (run.count > 16 || (run.count === 1 && (sizeOf(run, 0) < 3 || sizeOf(run, 0) > 20))) return undefined
  const { text } = run
  const last = run.count - 1
  const plus = plusBefore(run, 0)
  const start = rawStart(run, 0, last, plus)
  if (!isClearBefore(text, start)) return undefined
  const mark = markBefore(text, start)
  if (mark === 'other') return undefined
  const context = { hasPlus: plus >= 0, isLabelled: mark !== 'none', isWhole: isWhole(run, isFirst) }
  const loose = looseReading(run, context)
  if (!loose) return undefined
  const { kind, doubt, dial } = loose
  const seenEnd = endOf(run, last)
  const spoken =
    doubt === 'short-code'
      ? undefined
      : extensionAfter(text, seenEnd, { arePausesRead: mark === 'uri', isMobile: kind === 'mobile' })
  const end = spoken?.end ?? seenEnd
  if (!isClearAfter(text, end, mark === 'uri')) return undefined
  const extension = spoken?.extension
  return { start, end, ...withFax(mark, { kind, doubt }), dial, extension, listMark: undefined }
}

/**
 * Appends the numbers of a run to `out`; returns the end of the last one (an extension can lie beyond the run), or 0
 * if there is none.
 */
export function sightingsIn(run: Run, place: RunPlace, out: Sighting[]): number {
  let consumed = 0
  let end = 0
  for (let group = 0; group < run.count; group += 1) {
    const sighting = sightingAt(run, group, consumed, place)
    if (!sighting) continue
    out.push(sighting)
    end = sighting.end
    while (group + 1 < run.count && startOf(run, group + 1) < end) group += 1
    consumed = group + 1
  }
  if (end > 0) return end
  const loose = looseSighting(run, place)
  if (loose) out.push(loose)
  return loose?.end ?? 0
}
