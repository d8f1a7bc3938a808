import type { DraftLine, DraftSummary } from '../../../../shared/imports/schema'
import type { DraftTable, ImportDraft, ImportsState } from '../../../../shared/imports/state-schema'

/** A summary with only the given values. */
export const summaryOf = (part: Partial<DraftSummary> = {}): DraftSummary => ({
  lines: 0,
  blankLines: 0,
  undecodableLines: 0,
  entries: 0,
  valid: 0,
  doubtful: 0,
  byReason: [],
  byKind: [],
  byArea: [],
  suggestions: [],
  fixed: 0,
  ...part
})

/** A file whose first column contains numbers. */
export const tableOf = (id: number, part: Partial<DraftTable> = {}): DraftTable => {
  const options = {
    encoding: 'utf-8',
    delimiter: 'comma',
    headerLine: 1,
    isHiddenIncluded: false,
    numberColumns: [0]
  } as const
  return {
    id,
    format: 'text',
    name: `list-${id}.csv`,
    sheet: null,
    sizeBytes: 1_000,
    isIncluded: true,
    found: { ...options, numberColumns: [0] },
    options: { ...options, numberColumns: [0] },
    columns: [{ index: 0, title: 'Phone', numberShare: 1 }],
    columnCount: 1,
    hiddenColumns: 0,
    hiddenSheets: 0,
    look: 1,
    reading: { kind: 'read', lines: 10, blankLines: 0, undecodableLines: 0, brokenLines: 0 },
    ...part
  }
}

/** A draft with one table, ready, with 10 numbers. */
export const draftOf = (part: Partial<ImportDraft> = {}): ImportDraft => ({
  tables: [tableOf(1)],
  check: { kind: 'ready', summary: summaryOf({ entries: 10, valid: 10 }) },
  revision: 1,
  isDoubtfulIncluded: false,
  campaignId: 'spring',
  canUndo: false,
  ...part
})

/** State without imports. */
export const importsOf = (part: Partial<ImportsState> = {}): ImportsState => ({
  isOpen: true,
  imports: [],
  campaigns: [],
  blockList: null,
  isBlockListReading: false,
  export: { kind: 'none' },
  problem: null,
  loss: null,
  ...part
})

/** An entry with a number that is too short. */
export const lineOf = (n: number, part: Partial<DraftLine> = {}): DraftLine => ({
  n,
  tableId: 1,
  line: n + 2,
  column: 0,
  text: `${n}`,
  code: 'too-short',
  reason: 'too-short',
  dial: null,
  suggestion: null,
  first: null,
  isFixed: false,
  ...part
})
