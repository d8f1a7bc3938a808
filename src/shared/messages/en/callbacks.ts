import { count } from './count'

/** The texts of call-backs, in English. */
export const callbacksEn = {
  title: 'Call-backs',
  list: 'Call-backs',
  /** Name of the button that opens the list. */
  open: (due: number) => (due === 0 ? 'Call-backs' : `${count(due, 'call-back is', 'call-backs are')} due`),
  callBack: 'Call back…',
  add: 'Add…',
  makeList: 'Work list…',
  makeListHint: 'Create a work list of the call-backs that are due',
  emptyTitle: 'No call-backs',
  emptyText: 'Choose “Call back…” on any call, or add a number here. Deskline reminds you when it is time.',
  groups: { due: 'Due', today: 'Today', later: 'Later', done: 'Done' },
  groupOf: (name: string, n: number) => `${name}: ${n}`,
  tomorrow: 'tomorrow',

  newTitle: 'New call-back',
  newTitleOf: (number: string) => `Call back ${number}`,
  editTitle: (number: string) => `Call-back to ${number}`,
  number: 'Number',
  when: 'When',
  times: {
    'in-10-min': 'In 10 minutes',
    'in-15-min': 'In 15 minutes',
    'in-1-hour': 'In 1 hour',
    tomorrow: 'Tomorrow 09:00',
    at: 'At a time'
  },
  at: 'Date and time',
  incomplete: 'Enter the date and the time.',
  note: 'Note',
  notePlaceholder: 'Name, subject (optional)',
  save: 'Save',
  saving: 'Saving…',
  saved: (number: string, when: string) => `Call back ${number}: ${when}`,

  row: (number: string, when: string, note: string) =>
    note === '' ? `${number}, ${when}` : `${number}, ${when}, ${note}`,
  actions: 'Actions of the call-back',
  more: 'More',
  call: 'Call',
  callNumber: (number: string) => `Call ${number}`,
  edit: 'Edit…',
  done: 'Done',
  reopen: 'Open again',
  remove: 'Delete',
  short: { 'in-10-min': 'In 10 min', 'in-1-hour': 'In 1 hour', tomorrow: 'Tomorrow' },
  postpone: 'Call back later',
  reached: (when: string) => `Reached ${when}`,
  doneAt: (when: string) => `Done ${when}`,
  /** After a call that did not reach the callee. */
  failed: (outcome: string, when: string) => `${outcome}, ${when}. Call back later?`,
  /** After a call ahead of time that was answered. */
  answeredEarly: (when: string) => `Already reached, ${when}. Is it done?`,
  questionOf: (number: string) => `Call-back to ${number}`,
  removed: (number: string) => `${number} was deleted.`,
  markedDone: (number: string) => `${number} is done.`,
  postponed: (number: string, when: string) => `${number}: ${when}`,
  undo: 'Undo'
}

/** The shape of every language's texts. */
export type CallbacksMessages = typeof callbacksEn
