import type { ExportLabels } from '../../records/export-schema'
import type { DefaultResultId } from '../../results/results'
import { campaignProgressEn } from './campaign-progress'
import { recordsEn } from './records'
import { wrapUpsEn } from './wrap-ups'

const { columns, outcomes, yes, no } = recordsEn

/** Texts of exported files and of the file dialogs, in English. */
export const exportsEn = {
  /** As in the window, with units, because a file doesn't show them otherwise. */
  labels: {
    columns: { ...columns, duration: 'Duration (s)', cost: 'Cost (yuan)' },
    outcomes,
    results: wrapUpsEn.results,
    yes,
    no
  } satisfies Omit<ExportLabels, 'results'> & { results: Record<DefaultResultId, string> },
  /** Prefix of an agent's id in a file name. */
  agent: 'desk phone ',
  chooseFolder: 'Folder for the recordings',
  chooseLists: 'Lists of numbers',
  chooseBlockList: 'Numbers that must never be called',
  listKinds: 'Lists (CSV, TSV, TXT, XLSX)',
  allFiles: 'All files',
  progressColumns: campaignProgressEn.columns,
  fileKinds: { csv: 'CSV', xlsx: 'Excel workbook', png: 'PNG picture' }
}

/** The shape of every language's texts. */
export type ExportMessages = typeof exportsEn
