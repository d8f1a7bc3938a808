import { count } from './count'

const many = new Intl.NumberFormat('en')
const numbers = (n: number): string => `${many.format(n)} ${n === 1 ? 'number' : 'numbers'}`

/** The settings of calling rules and the do-not-call list, in English. */
export const callingRulesEn = {
  actions: { off: 'Off', ask: 'Ask', refuse: 'Refuse' },
  rules: { doNotCall: 'Numbers on the list', hours: 'Outside these hours', attempts: 'More calls than this' },
  summaryOff: 'Off',
  /** Between the names of the rules that are on. */
  summarySeparator: ' · ',
  summaryNames: { doNotCall: 'Do-not-call list', hours: 'Calling hours', attempts: 'Attempts' },

  hours: 'Calling hours',
  hoursHint: 'In this computer’s time zone.',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  from: (day: string) => `${day}: from`,
  to: (day: string) => `${day}: to`,
  closed: 'No calls',
  copy: (day: string) => `Use the hours of ${day} for all days`,
  copied: 'The hours are the same on all days.',
  badHours: 'The end must be after the beginning.',

  attempts: 'Calls to the same number',
  perHour: 'Within 60 minutes',
  perDay: 'Within 24 hours',
  total: 'Within the days below',
  totalDays: 'Days',
  limitHint: '0: no limit.',
  scope: 'Calls that count',
  scopes: { agent: 'Of this desk phone', tenant: 'Of all desk phones' },
  tenantHint: 'Deskline asks the service right before a call; that can take up to 3 seconds.',
  whenUnknown: 'If the service does not answer in time',

  decisions: 'Rule decisions',
  decisionsHint: 'What the rules asked or refused, and what you answered: the last 100,000 within a year.',
  exportDecisions: 'Export…',

  list: 'Do-not-call list',
  open: 'Open list',
  listSummary: (n: number, fileNumbers: number | null) =>
    fileNumbers === null ? numbers(n) : `${numbers(n)} added here, ${many.format(fileNumbers)} from a file`,
  addedHere: 'Numbers added here',
  ofFile: 'Numbers from a file',
  add: 'Add',
  addNumbers: 'Number',
  addPlaceholder: 'One or more numbers',
  reason: 'Reason',
  reasonPlaceholder: 'Optional',
  until: 'Until',
  untilHint: 'Empty: no end date.',
  search: 'Search numbers and reasons',
  clearSearch: 'Show all',
  columns: { number: 'Number and reason', until: 'Until', actions: 'Actions' },
  addedOn: (day: string) => `Added: ${day}`,
  always: 'No end date',
  remove: (number: string) => `Remove ${number}`,
  removeShort: 'Remove',
  undo: 'Undo',
  added: (n: number, extended: number, known: number) => {
    const parts = [
      n > 0 || extended === 0 ? `${numbers(n)} added` : '',
      extended > 0 ? `${numbers(extended)} extended` : '',
      known > 0 ? `${many.format(known)} already on the list` : ''
    ]
    return `${parts.filter((part) => part !== '').join(', ')}.`
  },
  removed: (number: string) => `${number} removed from the do-not-call list.`,
  undone: 'Undone.',
  emptyTitle: 'No numbers yet',
  emptyText: 'Add numbers here, import a file, or press D after a call.',
  noMatch: 'No number matches.',
  loading: 'Loading…',
  import: 'Import…',
  importHint: 'Every number in the file is added with the reason and the date above.',
  export: 'Export…',
  transfer: {
    reading: (file: string) => `Reading ${file}…`,
    imported: (
      file: string,
      { added, extended, known, skipped }: Record<'added' | 'extended' | 'known' | 'skipped', number>
    ) =>
      [
        `${file}: ${numbers(added)} added`,
        extended > 0 ? `${many.format(extended)} extended` : '',
        known > 0 ? `${many.format(known)} already on the list` : '',
        skipped > 0 ? `${count(skipped, 'cell', 'cells')} left out` : ''
      ]
        .filter((part) => part !== '')
        .join(', '),
    exported: (file: string, rows: number) => `${file}: ${count(rows, 'row', 'rows')} written`,
    failed: (file: string, reason: string) => `${file}: ${reason}`
  },
  file: (name: string, n: number) => `${name}, ${numbers(n)}`,
  noFile: 'No file',
  fileHint: 'The file is read again when it changes. Its numbers are left out of imports, too.',
  fileOutdated: 'The file is missing. The numbers read last are used.',
  chooseFile: 'Choose…',
  changeFile: 'Change…',
  removeFile: 'Remove',

  never: 'Do not call again',
  neverKey: 'Do not call again (D)',
  neverDone: 'On the do-not-call list'
}

/** The shape of every language's texts. */
export type CallingRulesMessages = typeof callingRulesEn
