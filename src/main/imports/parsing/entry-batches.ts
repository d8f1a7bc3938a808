import { cellCodes, type CellCode } from '../../../shared/imports/imports'
import type { EntryBatch } from '../lists/list-types'
import { cutText } from './shown-text'

/** One entry of a batch. */
interface NewEntry {
  line: number
  column: number
  code: CellCode
  dial: string | null
  text: string
  suggestion: string | null
}

/** Collects entries into batches. */
export interface EntryBatches {
  add(entry: NewEntry): void
  /** Returns the full batches. */
  takeFull(): EntryBatch[]
  /** Returns the last, incomplete batch, if it has entries. */
  takeRest(): EntryBatch[]
}

/** Entries per full batch. */
export const entriesOfBatch = 8_192

/** Characters kept of a cell. */
const longestText = 200

const codePositions = new Map(cellCodes.map((code, at) => [code, at]))

/** Collects batches of {@link entriesOfBatch}; only the last one is smaller. */
export function createEntryBatches(): EntryBatches {
  let full: EntryBatch[] = []
  let count = 0
  let open = emptyBatch()
  // A cell can contain thousands of numbers: truncate it only once.
  let lastText = ''
  let lastShown = ''

  const shown = (text: string): string => {
    if (text !== lastText) {
      lastText = text
      lastShown = cutText(text, longestText)
    }
    return lastShown
  }

  const shorten = (): EntryBatch => ({
    ...open,
    lines: open.lines.slice(0, count),
    columns: open.columns.slice(0, count),
    codes: open.codes.slice(0, count)
  })

  return {
    add({ line, column, code, dial, text, suggestion }) {
      open.lines[count] = line
      open.columns[count] = column
      open.codes[count] = codePositions.get(code) ?? 0
      open.dials.push(dial ?? '')
      open.texts.push(text === dial ? '' : shown(text))
      open.suggestions.push(suggestion ?? '')
      count += 1
      if (count < entriesOfBatch) return
      full.push(open)
      open = emptyBatch()
      count = 0
    },
    takeFull() {
      const taken = full
      if (taken.length > 0) full = []
      return taken
    },
    takeRest() {
      if (count === 0) return []
      const rest = shorten()
      open = emptyBatch()
      count = 0
      return [rest]
    }
  }
}

const emptyBatch = (): EntryBatch => ({
  lines: new Uint32Array(entriesOfBatch),
  columns: new Uint16Array(entriesOfBatch),
  codes: new Uint8Array(entriesOfBatch),
  dials: [],
  texts: [],
  suggestions: []
})
