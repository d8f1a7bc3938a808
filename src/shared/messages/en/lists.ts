import { agreeing } from './count'
import type { DamageCode, InvalidCode } from '../../imports/imports'

const grouped = new Intl.NumberFormat('en')
const plural = new Intl.PluralRules('en')

/** A number with its noun, with English digit grouping and plural: 1 row, 12,304 rows. */
const many = (n: number, one: string, other: string): string =>
  `${grouped.format(n)} ${plural.select(n) === 'one' ? one : other}`

const numbers = (n: number) => many(n, 'number', 'numbers')

/** Questions about repairable damage. */
const questions: Record<DamageCode, (n: number) => string> = {
  scientific: (n) =>
    `${many(n, 'number is', 'numbers are')} in scientific notation (1.3800138E+10). Expand them?`,
  decimal: (n) => `${many(n, 'number ends', 'numbers end')} in .0. Use the digits before it?`,
  'zero-lost': (n) => `${many(n, 'number has', 'numbers have')} lost the 0 of the area code. Restore it?`
}

const answers: Record<DamageCode, string> = {
  scientific: 'Expand',
  decimal: 'Use the digits',
  'zero-lost': 'Restore the 0'
}

/** Why a cell contains no number, where the name of the reason isn't enough. */
const hints: Partial<Record<InvalidCode, string>> = {
  scientific: 'A spreadsheet rounded it, so the last digits may be lost.',
  decimal: 'A program stored it as a decimal number.',
  'zero-lost': 'A spreadsheet treated it as a number and dropped the leading 0.',
  joined: 'It contains several numbers with nothing between them.',
  unreadable: 'The encoding doesn’t have these characters. Try another one.',
  'line-broken': 'The line is too long, or has unclosed quotes.',
  uncalculated: 'The workbook contains only the formula. Open it in Excel or WPS, save it, and add it again.'
}

/** The check of lists before an import, in English. */
export const listsEn = {
  title: 'New import',
  /** Separator between names. */
  comma: ', ',

  sources: {
    title: 'Lists',
    choose: 'Choose files…',
    paste: 'Paste numbers…',
    add: 'Add files…',
    clear: 'Remove all',
    emptyTitle: 'Drop your number lists here',
    emptyFormats: 'CSV, TSV, TXT and Excel (.xlsx), several at once; or paste numbers with ',
    emptyCalm: 'Deskline only checks them. Nothing is sent before you press Import.',
    drop: 'Drop to add to the lists',
    pasteTitle: 'Paste numbers',
    pasteLabel: 'Numbers',
    pasteHint:
      'One number per line, or several separated by commas. Columns copied from a spreadsheet work too.',
    pasteAdd: 'Add',
    tooLong: (most: number) => `That is more than ${grouped.format(most)} characters. Add it as a file.`
  },

  table: {
    include: (name: string) => `Include ${name}`,
    remove: (name: string) => `Remove ${name}`,
    how: 'Format',
    looking: 'Detecting the format…',
    waiting: 'Waiting',
    reading: (share: string, lines: number) => `${share}, ${many(lines, 'line', 'lines')} so far`,
    progress: (name: string) => `Reading ${name}`,
    lines: (n: number) => many(n, 'line', 'lines'),
    numberColumns: (names: string, n: number) => `${n === 1 ? 'Number column' : 'Number columns'}: ${names}`,
    stop: 'Stop',
    excluded: 'Not included',
    noColumn: 'No column with numbers was found. Click the column that contains them.',
    noColumnShort: 'No number column',
    encoding: 'Encoding',
    delimiter: 'Separator',
    found: (name: string) => `${name} (detected)`,
    header: 'Header',
    noHeader: 'None',
    row: (line: number) => `Row ${grouped.format(line)}`,
    headerRow: (row: string, titles: string) => `${row}: ${titles}`,
    includeHidden: 'Include hidden rows and columns',
    hiddenColumnsLeftOut: (n: number) => `${many(n, 'hidden column', 'hidden columns')} left out`,
    hiddenSheetsLeftOut: (n: number) => `${many(n, 'hidden sheet', 'hidden sheets')} left out`,
    columnsLabel: (name: string) => `Number columns of ${name}`,
    columnsHint: 'Click a column’s title to use its numbers.',
    columnName: (letters: string) => `Column ${letters}`,
    share: (percent: string) => `${percent} numbers`,
    mostColumns: (n: number) => `At most ${n} columns can be used.`,
    hiddenColumns: (shown: number, all: number) =>
      `Only the first ${grouped.format(shown)} of ${agreeing(grouped.format(all), 'column is', 'columns are')} shown.`,
    previewComing: 'Reading the first rows…'
  },

  amounts: {
    title: 'Summary',
    reading: (share: string, lines: number) => `Reading: ${share}, ${many(lines, 'line', 'lines')} so far`,
    readingLabel: 'Reading the lists',
    comparing: 'Comparing with earlier imports and the do-not-call list…',
    readAgain: 'Read again',
    cancelled: 'Reading was stopped, so there is nothing to import yet.',
    failed: 'The lists could not be read.',
    looking: 'Looking for the number columns…',
    noColumn: 'None of the lists has a number column yet. Choose one above.',
    nothingIncluded: 'No list is included. Tick one above.',
    willBeSent: (n: number): string => (n === 1 ? 'number will be sent' : 'numbers will be sent'),
    of: (entries: number, lines: number) =>
      `of ${many(entries, 'entry', 'entries')} in ${many(lines, 'line', 'lines')}`,
    blank: (n: number) => `${many(n, 'blank line', 'blank lines')} skipped`,
    bar: 'Parts of the lists',
    sent: 'Can be sent',
    leftOut: 'Left out',
    valid: 'Valid',
    doubtful: 'Doubtful',
    invalid: 'Invalid',
    repeated: 'Repeated in the lists',
    'imported-before': 'Imported before',
    'maybe-imported': 'Maybe imported',
    blocked: 'On the do-not-call list',
    show: (what: string) => `Show the rows: ${what}`,
    beforeNone: 'Choose a campaign to compare',
    maybeHint: 'An earlier request got no reply, so they may already be there. Decide in that import.',
    noBlockList: 'No do-not-call file',
    chooseBlockList: 'Choose…',
    blockListReading: 'Reading…',
    blockList: (name: string, n: number) => `${name}, ${numbers(n)}`,
    blockListOutdated: (day: string) =>
      `The do-not-call file has changed or is missing. Its numbers of ${day} are used.`,
    blockListChange: 'Change…',
    blockListRemove: 'Remove',
    blockListHint:
      'A file of numbers that must never be called. They are left out of every import and every call.',
    byRegion: 'Fixed lines by region',
    noRegion: (n: number) => `${many(n, 'mobile number isn’t', 'mobile numbers aren’t')} included.`,
    moreRegions: (n: number) => many(n, 'more region', 'more regions'),
    fewerRegions: 'Fewer regions'
  },

  decisions: {
    title: 'To decide',
    doubtful: (n: number) =>
      `Send the ${n === 1 ? 'doubtful number' : `${grouped.format(n)} doubtful numbers`}`,
    questions,
    answers,
    undecodable: (n: number) =>
      `${many(n, 'line has', 'lines have')} characters that the encoding doesn’t have. Try another encoding.`,
    broken: (n: number) =>
      `${many(n, 'line is', 'lines are')} too long or ${n === 1 ? 'has' : 'have'} unclosed quotes. Try another separator.`,
    change: 'Format',
    mended: (n: number) => `${many(n, 'entry', 'entries')} corrected by you.`,
    undo: 'Undo',
    undoTitle: 'Undo the last correction',
    undone: (n: number) => `Undone: ${many(n, 'entry', 'entries')} restored.`,
    accepted: (n: number) => `${numbers(n)} corrected.`
  },

  rows: {
    title: 'Rows',
    'to-send': 'Will be sent',
    'left-out': 'Left out',
    label: 'Rows of the lists',
    kind: 'Kind',
    search: 'Search',
    searchPlaceholder: 'Text or number',
    clearSearch: 'Clear the search',
    table: 'List',
    allTables: 'All lists',
    reasons: 'Reasons',
    allReasons: 'All',
    moreReasons: (n: number) => many(n, 'more reason', 'more reasons'),
    fewerReasons: 'Fewer',
    export: 'Export…',
    exportTitle: 'Write these rows into a CSV file',
    exporting: (percent: number) => `Exporting: ${percent}%`,
    exported: (n: number, name: string) => `${many(n, 'row', 'rows')} written into ${name}.`,
    exportFailed: 'The rows could not be exported.',
    exportCancel: 'Cancel',
    showFolder: 'Show in folder',
    count: (n: number) => many(n, 'row', 'rows'),
    firstIn: (line: number) => `first in line ${grouped.format(line)}`,
    firstInOther: (line: number, name: string) => `first in ${name}, line ${grouped.format(line)}`,
    take: (number: string) => `Use ${number}`,
    edit: (line: number) => `Text of line ${grouped.format(line)}`,
    editHint: 'Enter to apply, Esc to cancel',
    editKeys: 'Enter or double-click to correct a row',
    mended: 'corrected',
    several: (n: number) => many(n, 'number', 'numbers'),
    notYet: 'no number yet',
    became: (line: number, number: string) => `Line ${grouped.format(line)}: ${number} will be sent.`,
    stays: (line: number, reason: string) => `Line ${grouped.format(line)} stays left out: ${reason}.`,
    noneSent: 'There is nothing to send.',
    noneLeftOut: 'Nothing is left out.',
    noMatch: 'No row matches',
    clear: 'Show all rows'
  },

  campaign: {
    label: 'Campaign',
    placeholder: 'Name or campaign ID',
    known: 'Campaigns used before',
    open: 'Show the campaigns',
    sent: (n: number) => numbers(n),
    neverUsed: 'nothing sent yet',
    use: (id: string) => `Use the campaign ID “${id}”`,
    noneKnown: 'Type the campaign’s ID as shown in the call service.',
    idTooLong: 'A campaign ID has at most 200 characters.',
    idInvalid: 'That isn’t a campaign ID.'
  },

  start: {
    title: 'Import',
    into: (n: number, name: string) => `Import ${numbers(n)} into ${name}`,
    nowhere: (n: number) => `Import ${numbers(n)}`,
    nothing: 'Import numbers',
    starting: 'Starting…',
    requests: (n: number, size: number) =>
      n === 1
        ? `One request of ${numbers(size)}`
        : `${many(n, 'request', 'requests')} of ${grouped.format(size)}`,
    atOnce: (n: number) => `${n} at once`,
    requestsTitle: 'Requests',
    size: 'Request size',
    sizeHint: (least: number, most: number) => `${grouped.format(least)} to ${grouped.format(most)} numbers`,
    atOnceLabel: 'Requests at once',
    requestsHint: 'Larger requests are fewer, but more numbers are in doubt when a reply is lost.',
    blocks: {
      'not-open': 'The imports on this computer are not open yet.',
      'no-list': 'Add a list first.',
      'not-included': 'No list is included.',
      reading: 'The lists are still being read.',
      comparing: 'The numbers are still being compared.',
      cancelled: 'Reading was stopped.',
      failed: 'The lists could not be read.',
      'no-column': 'No list has a number column yet.',
      'no-number': 'There is no number to import.',
      'no-campaign': 'Choose the campaign.',
      'campaign-typed': 'Press Enter to choose this campaign.',
      'campaign-invalid': 'That isn’t a campaign ID.',
      unfinished: 'An earlier import into this campaign isn’t finished.',
      running: 'Another import is running.'
    },
    showImport: 'Show'
  },

  hints
}

/** The shape of every language's texts. */
export type ListsMessages = typeof listsEn
