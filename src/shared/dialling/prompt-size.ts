import type { DialReason, Prompt } from './dialling'

/** Rows of numbers that the picker shows at once; more scroll. */
export const pickerRows = 7

const width = 380

// Heights in CSS px, at the type sizes of the window's design tokens.
const frame = 2
const line = 19
const pickerRow = 32

/** Lines that the sentence of a reason can take at this width. */
const reasonLines: Record<DialReason['kind'], number> = {
  doubtful: 1,
  'called-recently': 1,
  'call-under-way': 1,
  'outcome-unknown': 2,
  always: 1,
  link: 1,
  'new-salesman': 2
}

function heightOf(prompt: Exclude<Prompt, { kind: 'none' }>): number {
  switch (prompt.kind) {
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

/** How large the prompt window must be for what it shows, CSS px; of nothing: a bar's size. */
export function promptSize(prompt: Prompt): { width: number; height: number } {
  return { width, height: prompt.kind === 'none' ? 126 + frame : heightOf(prompt) }
}
