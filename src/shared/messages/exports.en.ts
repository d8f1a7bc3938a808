import type { ExportLabels } from '../records/records'
import { recordsEn } from './records.en'

const { columns, outcomes, yes, no } = recordsEn

/** English words of what is written into files, and of the dialogs that ask for them. */
export const exportsEn = {
  /** As in the window; a file has nothing else to tell the units by. */
  labels: {
    columns: { ...columns, duration: 'Duration (s)', cost: 'Cost (yuan)' },
    outcomes,
    yes,
    no
  } satisfies ExportLabels,
  /** Stands before an agent's id in the name of a file. */
  agent: 'agent ',
  chooseFolder: 'Folder for the recordings',
  chooseLists: 'Lists of numbers',
  chooseBlockList: 'Numbers that are never to be called',
  listKinds: 'Lists (CSV, TSV, TXT, XLSX)',
  allFiles: 'All files',
  fileKinds: { csv: 'CSV', xlsx: 'Excel workbook', png: 'PNG picture' }
}

/** The shape that each language of files fills. */
export type ExportMessages = typeof exportsEn
