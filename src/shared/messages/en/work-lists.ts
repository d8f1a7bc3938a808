import type { workColumnKinds, WorkListState, WorkState } from '../../work-lists/limits'
import { agreeing } from './count'

const grouped = new Intl.NumberFormat('en')
const entries = (n: number): string => agreeing(grouped.format(n), 'entry', 'entries')
const rows = (n: number): string => agreeing(grouped.format(n), 'row', 'rows')

/** Texts for making and managing work lists, in English. */
export const workListsEn = {
  title: 'Work lists',
  signedOutTitle: 'You are signed out',
  signedOutText: 'Sign in in the main window. The work lists of the account are shown here.',
  loading: 'Loading the work lists…',
  closedTitle: 'The work lists can’t be used now',
  new: 'New list',
  newHint: 'Choose where the numbers come from.',
  show: 'Show',
  shown: { active: 'Active', finished: 'Finished', archived: 'Archived' } satisfies Record<
    WorkListState,
    string
  >,
  listNames: 'Work lists',
  noneOf: {
    active: 'No active list.',
    finished: 'No finished list.',
    archived: 'No archived list.'
  } satisfies Record<WorkListState, string>,
  emptyTitle: 'No work lists yet',
  emptyText:
    'Call the numbers of a work list one after another and set a result for each call. Lists stay on this computer.',
  dropOne: 'Drop one file at a time.',
  drop: 'Drop to create a work list',

  sources: {
    file: 'From a file…',
    text: 'Paste numbers…',
    contacts: 'All contacts',
    callbacks: 'Due call-backs'
  },
  otherSources:
    'From contacts you searched for, filtered records and the remaining numbers of a campaign: choose “Create a work list” there.',

  card: {
    detailsOf: (name: string) => `Details of ${name}`,
    work: 'Call',
    workLong: (name: string) => `Call the list ${name}`,
    details: 'Details',
    progress: (name: string) => `Progress of ${name}`,
    done: (done: number, all: number) => `${grouped.format(done)} of ${grouped.format(all)} done`,
    left: (n: number) => `${grouped.format(n)} to call`,
    later: (n: number) => `${grouped.format(n)} later`,
    nextAt: (when: string) => `next ${when}`,
    unsure: (n: number) => `${grouped.format(n)} unsure`,
    answered: (share: string) => `${share} answered`,
    between: (time: string) => `${time} from call to call`,
    created: (when: string) => `Created: ${when}`
  },

  actions: {
    more: 'More',
    moreOf: (name: string) => `More for ${name}`,
    rename: 'Rename',
    finish: 'Finish',
    reopen: 'Reopen',
    archive: 'Archive',
    putBack: (n: number) => `Call ${entries(n)} that were skipped`,
    remove: 'Delete…',
    removeAsk: (name: string, n: number) => `Delete ${name} with ${entries(n)}?`,
    removeConfirm: 'Delete',
    removed: (name: string) => `${name} was deleted.`,
    restored: (name: string) => `${name} was restored.`,
    undo: 'Undo',
    save: 'Save',
    cancel: 'Cancel',
    name: 'Name of the list'
  },

  list: {
    back: 'All lists',
    entriesTab: 'Entries',
    guideTab: 'Script and checklist',
    view: 'View',
    total: entries,
    selected: (n: number) => `${grouped.format(n)} selected`,
    tooMany: (n: number) => `At most ${grouped.format(n)} entries can be selected at once.`,
    search: 'Search the entries',
    searchPlaceholder: 'Name, number, field',
    clearSearch: 'Clear the search',
    stateFilter: 'State',
    resultFilter: 'Result',
    any: 'All',
    noResult: 'Called, without a result',
    entries: 'Entries of the list',
    columns: {
      number: 'Number',
      name: 'Name',
      company: 'Company',
      fields: 'Fields',
      state: 'State',
      result: 'Result',
      last: 'Last call'
    },
    states: {
      open: 'To call',
      later: 'Later',
      calling: 'Calling',
      unsure: 'Unsure',
      done: 'Done',
      skipped: 'Skipped',
      never: 'Do not call'
    } satisfies Record<WorkState, string>,
    laterAt: (when: string) => `Later, ${when}`,
    attempts: (n: number) => agreeing(grouped.format(n), 'call', 'calls'),
    noMatchTitle: 'No entry matches',
    noMatchText: 'Search by name, company, field or part of a number.',
    clearFilter: 'Show all entries',
    failedTitle: 'The entries could not be loaded',
    rowsFailed: 'Some entries could not be loaded.',
    gone: 'This list was deleted.',
    reset: 'Reset',
    resetHint: 'Call them again as new; their result and note in this list are removed.',
    skip: 'Skip',
    putBack: 'Call again',
    changed: (n: number) => `${entries(n)} changed.`,
    unchanged: 'Nothing changed: the state of these entries doesn’t allow it.',
    copy: 'Copy the numbers'
  },

  guide: {
    script: 'Script',
    scriptHint: 'Shown during each call. {name}, {company} and the fields in braces are replaced.',
    /** As `script-parts.ts` reads them. */
    ownFields: ['name', 'company'],
    insert: 'Insert a field',
    checklist: 'Checklist',
    checklistHint: 'One item per line; ticked off during each call.',
    save: 'Save',
    saved: 'Saved.',
    tooManyChecks: (n: number) => `At most ${grouped.format(n)} items.`,
    tooLongCheck: (n: number) => `An item has at most ${grouped.format(n)} characters.`
  },

  making: {
    title: 'Create a work list',
    pasteTitle: 'Paste numbers',
    pasteHint: 'One number per line, or a table copied from Excel, with names and other columns.',
    paste: 'Numbers',
    pasteNext: 'Continue',
    reading: (name: string) => `Reading ${name}`,
    readingRows: (n: number) => `${rows(n)} so far`,
    checkTitle: 'Check the columns',
    checkText: (n: number, name: string) =>
      `${rows(n)} in ${name}. Choose what each column contains; the first rows are shown.`,
    cardText: (n: number, name: string) => `${rows(n)} in ${name}.`,
    name: 'Name of the list',
    column: (n: number, header: string) => (header === '' ? `Column ${n}` : header),
    kindOf: (column: string) => `What “${column}” contains`,
    labelOf: (column: string) => `Name of the field “${column}”`,
    kinds: {
      name: 'Name',
      company: 'Company',
      number: 'Phone number',
      field: 'Other field',
      ignore: 'Don’t use'
    } satisfies Record<(typeof workColumnKinds)[number], string>,
    sample: 'First rows of the source',
    rule: 'With several phone columns, the first one with a number is called. Repeated numbers are used once.',
    problems: {
      'no-number': 'Choose the column with the phone numbers.',
      'several-companies': 'Choose one column for the company.',
      'field-unnamed': 'Enter a name for each other field.',
      'name-missing': 'Enter a name for the list.'
    },
    start: 'Create the list',
    storing: (name: string) => `Creating ${name}`,
    stored: (done: number, all: number) =>
      all === 0 ? rows(done) : `${grouped.format(done)} of ${grouped.format(all)}`,
    cancel: 'Cancel',
    doneTitle: 'The list is ready',
    result: {
      entries: 'to call',
      repeated: 'repeated',
      skipped: 'without a number',
      doNotCall: 'do not call'
    },
    doNotCallHint: 'Numbers on the do-not-call list stay in the list but are never called.',
    showList: 'Show the list',
    failedTitle: (name: string) => `No list was created from ${name}`,
    back: 'Back to the lists',
    said: (n: number) => `The list is ready: ${entries(n)} to call.`
  },

  exporting: {
    button: 'Export',
    buttonRunning: (percent: number) => `Export, ${percent}%`,
    title: 'Export the list',
    subject: (n: number) => `All ${entries(n)} with state, result and note.`,
    csv: 'CSV table',
    csvHint: 'For all programs',
    xlsx: 'Excel workbook',
    xlsxHint: 'For Excel and WPS',
    running: (done: number, all: number) => `${grouped.format(done)} of ${grouped.format(all)}`,
    done: (n: number, name: string) => `${entries(n)} exported to ${name}.`,
    failed: 'The export failed.',
    showFolder: 'Show in folder',
    private:
      'The file contains full names and phone numbers. Keep it where only authorised people can open it.'
  },

  loss: {
    title: 'Some work lists on this computer were lost',
    text: 'Check the states of their entries, and create missing lists again.'
  }
}

/** The shape of every language's texts. */
export type WorkListsMessages = typeof workListsEn
