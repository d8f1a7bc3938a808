import { cellCodes } from '../../../shared/imports/imports'
import type { EntryBatch } from '../lists/list-types'
import type { CellReading } from '../lists/number-cell'
import { cutText } from './shown-text'

/** Where an entry is in the list, and the text of its cell. */
interface EntryPlace {
  line: number
  column: number
  text: string
}

/** Collects entries into batches. */
export interface EntryBatches {
  add(place: EntryPlace, reading: CellReading): void
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
    add({ line, column, text }, { code, dial, suggestion }) {
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
