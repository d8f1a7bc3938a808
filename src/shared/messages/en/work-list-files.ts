import { outcomesEn } from './outcomes'
import type { WorkState } from '../../work-lists/limits'
import { wrapUpsEn } from './wrap-ups'

/** Texts of files of work lists and of their file dialogs, and the names of new lists, in English. */
export const workListFilesEn = {
  choose: 'File with numbers to call',
  kinds: 'Lists (CSV, TSV, TXT, XLSX, vCard)',
  allFiles: 'All files',
  fileKinds: { csv: 'CSV', xlsx: 'Excel workbook' },
  /** The name of an exported file whose list has no usable name. */
  stem: 'Work list',
  making: {
    names: {
      text: 'Pasted numbers',
      contacts: (text: string) => (text === '' ? 'Contacts' : `Contacts: ${text}`),
      records: 'From records',
      callbacks: 'Due call-backs',
      campaign: 'Remaining numbers of a campaign'
    },
    column: (n: number) => `Column ${n}`
  },
  /** Titles and texts of an exported list. */
  table: {
    number: 'Number',
    name: 'Name',
    company: 'Company',
    state: 'State',
    states: {
      open: 'To call',
      later: 'Later',
      calling: 'Calling',
      unsure: 'Unsure',
      done: 'Done',
      skipped: 'Skipped',
      never: 'Do not call'
    } satisfies Record<WorkState, string>,
    due: 'Call again at',
    attempts: 'Calls',
    last: 'Last call',
    outcome: 'Outcome',
    outcomes: outcomesEn,
    result: 'Result',
    results: wrapUpsEn.results,
    note: 'Note'
  }
}

/** The shape of every language's texts. */
export type WorkListFileMessages = typeof workListFilesEn
