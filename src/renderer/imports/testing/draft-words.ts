import type { DraftCheck, ImportDraft } from '../../../shared/imports/imports-state'

const options = {
  encoding: 'utf-8',
  delimiter: 'comma',
  headerLine: 1,
  isHiddenIncluded: false,
  numberColumns: [0]
} as const

/** A draft with one list. */
export const draftWith = (check: DraftCheck): ImportDraft => ({
  tables: [
    {
      id: 1,
      format: 'text',
      name: 'customers.csv',
      sheet: null,
      sizeBytes: 100,
      isIncluded: true,
      found: { ...options, numberColumns: [...options.numberColumns] },
      options: { ...options, numberColumns: [...options.numberColumns] },
      columns: [],
      columnCount: 1,
      hiddenColumns: 0,
      hiddenSheets: 0,
      look: 1,
      reading: { kind: 'waiting' }
    }
  ],
  check,
  revision: 1,
  isDoubtfulIncluded: false,
  campaignId: '',
  canUndo: false
})
