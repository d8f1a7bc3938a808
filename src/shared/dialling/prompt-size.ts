import type { DialReason, Prompt } from './schema'

/** The number of rows that the picker shows; the others scroll. */
export const pickerRows = 7

const width = 380

// Heights in CSS px, for the type sizes of the window's design tokens.
const frame = 2
const line = 19
const pickerRow = 32
const callerRow = 24

/** The number of lines of each reason's text at this width. */
const reasonLines: Record<DialReason['kind'], number> = {
  doubtful: 1,
  'called-recently': 1,
  'call-under-way': 1,
  'outcome-unknown': 2,
  always: 1,
  link: 1,
  'new-salesman': 2,
  'do-not-call': 2,
  'do-not-call-unknown': 2,
  'outside-hours': 2,
  'too-many-attempts': 2,
  'attempts-unknown': 2
}

/** What fits on a line, in halves of a Chinese character, and the longest beginning and end of a reason of the list. */
const lineUnits = 50
const listUnits = { beginning: 42, possibleAt: 36 }
/** More lines scroll. */
const maxListLines = 5

const unitsOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)

/** The lines of a number on the do-not-call list, whose reason is the user's text. */
function listLines(reason: string, possibleAtMs: number | null): number {
  const units = listUnits.beginning + unitsOf(reason) + (possibleAtMs === null ? 0 : listUnits.possibleAt)
  return Math.min(maxListLines, Math.max(reasonLines['do-not-call'], Math.ceil(units / lineUnits)))
}

const linesOf = (reason: DialReason): number =>
  reason.kind === 'do-not-call' ? listLines(reason.reason, reason.possibleAtMs) : reasonLines[reason.kind]

/** The lines that the notice of a refusal has room for. */
const refusalLines = 3

function heightOf(prompt: Exclude<Prompt, { kind: 'none' }>): number {
  switch (prompt.kind) {
    case 'checking':
    case 'pausing': {
      const extra = (prompt.lastCall === null ? 0 : 1) + (prompt.number.extension === undefined ? 0 : 1)
      return 126 + extra * line + frame
    }
    case 'choosing':
      return 75 + Math.min(prompt.numbers.length, pickerRows) * pickerRow + frame
    case 'confirming': {
      const isTold = prompt.reasons.some((reason) => reason.kind === 'called-recently')
      const extra =
        (prompt.lastCall === null || isTold ? 0 : 1) + (prompt.number.extension === undefined ? 0 : 1)
      const reasons = prompt.reasons.reduce((sum, reason) => sum + linesOf(reason), 0)
      return 147 + (extra + reasons) * line + frame
    }
    case 'no-number':
      return 116 + frame
    case 'refused': {
      const { reason = '', possibleAtMs = null } = prompt.error
      const extra = Math.max(0, listLines(reason, possibleAtMs) - refusalLines)
      return (prompt.number === null ? 116 : 146) + extra * line + frame
    }
  }
}

/**
 * The size of the prompt window for its content, in CSS px; without content, the size of the bar. `hasCallerChoice`:
 * the caller number is shown, because there is more than one.
 */
export function promptSize(prompt: Prompt, hasCallerChoice: boolean): { width: number; height: number } {
  if (prompt.kind === 'none') return { width, height: 126 + frame }
  const caller = hasCallerChoice && 'caller' in prompt ? callerRow : 0
  return { width, height: heightOf(prompt) + caller }
}
