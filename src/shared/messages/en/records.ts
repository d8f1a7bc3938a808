import { outcomesEn } from './outcomes'
import type { RecordColumn, RecordOutcome } from '../../records/records'
import { count } from './count'

/** Formats numbers with English digit grouping. */
const grouped = new Intl.NumberFormat('en')
const many = (n: number, one: string, other: string): string =>
  n === 1 ? count(n, one, other) : `${grouped.format(n)} ${other}`

const columns: Record<RecordColumn, string> = {
  startedAtMs: 'Time',
  answeredAtMs: 'Answered at',
  endedAtMs: 'Ended at',
  callerNumber: 'Caller',
  calleeNumber: 'Number',
  contactName: 'Name',
  agentId: 'Desk phone',
  salesmanCode: 'Salesman',
  duration: 'Duration',
  cost: 'Cost',
  outcome: 'Outcome',
  result: 'Result',
  hasRecording: 'Recording',
  note: 'Note',
  tags: 'Tags',
  id: 'Call ID'
}

const outcomes: Record<RecordOutcome, string> = {
  answered: outcomesEn.answered,
  'not-answered': outcomesEn['not-answered'],
  'not-reached': outcomesEn['not-reached'],
  'phone-failed': outcomesEn['phone-failed'],
  unknown: 'Incomplete'
}

/** The records window in English; `columns`, `outcomes`, `yes` and `no` are also used in exported files. */
export const recordsEn = {
  title: 'Records',
  makeList: 'Create a work list of these calls’ numbers',
  columns,
  outcomes,
  yes: 'Yes',
  no: 'No',

  periods: {
    label: 'Period',
    today: 'Today',
    yesterday: 'Yesterday',
    'this-week': 'This week',
    'last-week': 'Last week',
    'this-month': 'This month',
    'last-month': 'Last month',
    range: 'Custom range',
    from: 'From',
    to: 'To',
    show: 'Show these days',
    choose: 'Choose the first and the last day.',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    none: 'Choose a period',
    reload: 'Check for new calls'
  },

  views: { label: 'View', list: 'List', understand: 'Charts' },

  /** Whose calls are shown. */
  whose: { label: 'Calls', mine: 'My calls', everyone: 'Everyone’s' },

  search: 'Search',
  searchPlaceholder: 'Number, name, note',
  clearSearch: 'Clear the search',

  filter: {
    open: 'Filter',
    openWith: (n: number) => `Filter, ${many(n, 'active', 'active')}`,
    title: 'Filter the calls',
    clearAll: 'Clear all',
    remove: (what: string) => `Remove the filter: ${what}`,
    active: 'Active filters',
    any: 'Any',
    from: (what: string) => `${what}, from`,
    to: (what: string) => `${what}, to`,
    seconds: 'seconds',
    yuan: 'yuan',
    days: 'Days',
    hours: 'Hour of day',
    weekdays: 'Weekday',
    least: (value: string) => `at least ${value}`,
    most: (value: string) => `at most ${value}`,
    chosen: (n: number) => `${n} chosen`,
    find: (what: string) => `Find: ${what}`,
    nothing: 'None in these records.',
    comma: ', ',
    colon: ': '
  },

  table: {
    menu: 'Columns',
    menuTitle: 'Columns and numbers',
    moveHint: 'Alt+↑ and Alt+↓ move a column.',
    moved: (name: string, place: number, places: number) => `${name}: ${place} of ${places}`,
    up: (name: string) => `Move ${name} to the front`,
    down: (name: string) => `Move ${name} back`,
    usual: 'Default columns',
    mask: 'Mask numbers',
    maskHint: 'Shown and copied as 138****5678.',
    label: 'Calls',
    recordingThere: 'Recording',
    actions: 'Call actions',
    details: 'Details',
    copyNumber: 'Copy the number',
    copyRows: (n: number) => (n === 1 ? 'Copy the row' : `Copy ${many(n, 'row', 'rows')}`),
    download: (n: number) => (n === 1 ? 'Download the recording' : `Download recordings of ${n} calls`),
    redial: (number: string) => `Call ${number} again`,
    copied: (n: number) => `${many(n, 'row', 'rows')} copied`,
    selected: (n: number) => `${grouped.format(n)} selected`,
    tooMany: (most: number) => `At most ${grouped.format(most)} calls can be selected.`,
    calling: (number: string) => `Calling ${number}: your desk phone rings.`,
    asked: 'Answer the question about this number first.'
  },

  totals: {
    label: 'Totals',
    calls: (n: number) => many(n, 'call', 'calls'),
    of: (n: string, all: string) => `${n} of ${all}`,
    answered: (n: string, share: string) => `${n} answered (${share})`,
    talk: 'Talk time',
    cost: 'Cost',
    recordings: (n: number) => many(n, 'recording', 'recordings'),
    downloadAll: (n: number) => `Download ${many(n, 'recording', 'recordings')}`,
    copy: 'Copy'
  },

  load: {
    label: 'Progress',
    loading: (share: string, calls: string) => `Loading: ${share} of the period, ${calls} so far`,
    waiting: (seconds: number) => `The service asks Deskline to wait ${seconds} s`,
    stop: 'Stop',
    stopTitle: 'Stop, and keep what was loaded',
    resume: 'Load the rest',
    again: 'Try again',
    cancelled: 'Loading was stopped, so calls are missing here.',
    gaps: (n: number) =>
      `${many(n, 'part', 'parts')} of this period could not be loaded, so calls are missing here.`,
    showGaps: 'Show',
    gapList: 'Missing parts',
    more: (n: number) => `and ${many(n, 'more part', 'more parts')}`,
    incomplete: (n: number) =>
      `In ${many(n, 'second', 'seconds')} there were more calls than the service returns at once, so some may be missing.`
  },

  empty: {
    loading: 'Loading the calls…',
    title: 'No calls in this period',
    text: 'Choose another one:',
    noMatchTitle: 'No call matches',
    noMatchText: (calls: string) => `The period has ${calls}.`,
    noMatchSearch: (text: string) => `Nothing was found for “${text}”.`,
    clear: 'Show all calls',
    failedTitle: 'The calls could not be loaded',
    viewFailedTitle: 'The calls could not be shown',
    signedOutTitle: 'You are signed out',
    signedOutText: 'Sign in in the main window of Deskline; the records appear here then.'
  },

  keys: {
    move: 'Move in the list',
    ends: 'First or last call',
    select: 'Select several',
    selectAll: 'Select all',
    details: 'Details',
    search: 'Search',
    copy: 'Copy the selected rows',
    redial: 'Call again',
    reload: 'Check for new calls',
    views: 'List or charts'
  }
}
