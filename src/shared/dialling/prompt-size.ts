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
  'outside-hours': 1,
  'too-many-attempts': 2,
  'attempts-unknown': 2
}

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
      const reasons = prompt.reasons.reduce((sum, reason) => sum + reasonLines[reason.kind], 0)
      return 147 + (extra + reasons) * line + frame
    }
    case 'no-number':
      return 116 + frame
    case 'refused':
      return (prompt.number === null ? 116 : 146) + frame
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
