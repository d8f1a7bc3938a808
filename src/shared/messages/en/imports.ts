import { agreeing, count } from './count'

/** Formats numbers with English digit grouping. */
const grouped = new Intl.NumberFormat('en')
const many = (n: number, one: string, other: string): string =>
  n === 1 ? count(n, one, other) : `${grouped.format(n)} ${other}`
const numbers = (n: number): string => many(n, 'number', 'numbers')

/** The campaigns window in English, except its lists and their entries. */
export const importsEn = {
  title: 'Campaigns',
  loading: 'Opening the imports…',
  numbers,

  signedOutTitle: 'You are signed out',
  signedOutText: 'Sign in in the main window of Deskline; your imports appear here then.',
  closedTitle: 'The imports could not be opened',
  closedText: 'Until they can, nothing can be imported.',

  places: {
    label: 'Imports and campaigns',
    draft: 'New import',
    draftEmpty: 'Add a list of numbers',
    draftReading: 'Reading the lists…',
    draftComparing: 'Comparing…',
    draftLists: (n: number) => many(n, 'list', 'lists'),
    draftReady: (n: number) => `${numbers(n)} ready`,
    draftProblem: 'Needs attention',
    imports: 'Imports',
    none: 'No imports yet. Each import stays here with the outcome of every number.',
    campaigns: 'Campaigns used before',
    blockList: 'Do-not-call list',
    blockListNone: 'None'
  },

  row: {
    of: (done: string, total: string) => `${done} of ${total}`,
    decide: (n: number) => `${grouped.format(n)} to decide`,
    files: (n: number) => `+${n}`
  },

  statuses: {
    running: 'Running',
    waiting: 'Waiting',
    pausing: 'Pausing…',
    paused: 'Paused',
    interrupted: 'Interrupted',
    stopped: 'Stopped',
    ended: 'Finished',
    cancelled: 'Cancelled'
  },

  page: {
    into: (campaign: string) => `Into ${campaign}`,
    moreFiles: (n: number) => `and ${many(n, 'more list', 'more lists')}`,
    gone: 'This import is no longer in the list.',
    views: 'View of the import',
    overview: 'Overview',
    entries: 'All numbers',
    pause: 'Pause',
    resume: 'Resume',
    resumeNow: 'Resume now',
    tryNow: 'Try now',
    cancel: 'Cancel…',
    remove: 'Remove…',
    copyCampaign: 'Copy the campaign’s ID'
  },

  cancelling: {
    question: 'Cancel this import for good?',
    text: (sent: number, waiting: number) =>
      `${sent === 0 ? 'Nothing was sent yet.' : `What was sent stays in the campaign: ${numbers(sent)}.`} ` +
      `${waiting === 1 ? 'The one number' : `The ${grouped.format(waiting)} numbers`} still waiting will never be sent.`,
    unknown: (n: number) =>
      `${many(n, 'request stays', 'requests stay')} unknown: you can decide about ${n === 1 ? 'it' : 'them'} later.`,
    confirm: 'Cancel the import',
    keep: 'Keep importing'
  },

  removing: {
    question: 'Remove this import from the list?',
    text: 'Its report is deleted. The numbers stay in the campaign, and Deskline still knows that they were sent: they aren’t imported a second time.',
    undecided: (n: number) =>
      `${many(n, 'request is', 'requests are')} still unknown, and you can’t decide about ${n === 1 ? 'it' : 'them'} afterwards.`,
    confirm: 'Remove',
    keep: 'Keep'
  },

  status: {
    rateLimited: (time: string) => `The service asks for a pause. The import continues at ${time}.`,
    serviceFailed: (time: string) =>
      `The service has a problem. Deskline slows down and continues at ${time}.`,
    offline: (time: string) => `No connection: nothing was sent. Deskline tries again at ${time}.`,
    waiting: (why: string, time: string) => `${why} The import continues at ${time}.`,
    now: 'Continuing now.',
    pausing: 'Waiting for the replies to requests in progress; nothing more is sent.',
    paused: 'Paused: nothing is sent until you resume.',
    interrupted: 'Deskline ended while this import ran. Nothing has been sent since.',
    interruptedHint: 'Resume to continue exactly where it stopped.',
    tokenRefused: 'The service no longer accepts the access token.',
    tokenHint: 'Sign in again in the main window, then resume.',
    campaignGone: 'The service doesn’t know this campaign.',
    campaignHint:
      'Check its ID in the service. If it is right, resume; if not, cancel and import into the right campaign.',
    diskFull: 'The disk is full, so Deskline can’t record what it sends, and sends nothing.',
    diskHint: 'Free some space, then resume.',
    storeFailed: 'Deskline can’t record what it sends, so it sends nothing.',
    storeHint: 'Check the disk, then resume. If it happens again, restart Deskline.',
    certificate: 'The server’s certificate isn’t valid, so nothing was sent.',
    certificateHint: 'Ask your administrator, then resume.',
    otherHint: 'Check the message above, then resume or cancel.'
  },

  progress: {
    label: 'Progress',
    sentOf: (total: string) => `of ${agreeing(total, 'number is', 'numbers are')} in the campaign`,
    doneOf: (done: string, total: string) => `${done} of ${agreeing(total, 'number', 'numbers')}`,
    speed: (n: string) => `${agreeing(n, 'number', 'numbers')}/s`,
    measuring: 'Measuring the speed…',
    left: {
      moment: 'less than a minute left',
      minutes: (n: number) => `about ${count(n, 'minute', 'minutes')} left`,
      hours: (hours: number, minutes: number) =>
        minutes === 0 ? `about ${hours} h left` : `about ${hours} h ${minutes} min left`
    },
    requests: (n: number, size: number) =>
      `${many(n, 'request', 'requests')} of up to ${agreeing(grouped.format(size), 'number', 'numbers')}`,
    size: (size: number) => `requests of up to ${agreeing(grouped.format(size), 'number', 'numbers')}`,
    started: (when: string) => `started ${when}`,
    ended: (when: string) => `ended ${when}`,
    cancelledAt: (when: string) => `cancelled ${when}`,
    part: (name: string, n: number) => `${name}: ${numbers(n)}`,
    showPart: (name: string) => `Show: ${name}`
  },

  unknown: {
    title: 'Unknown',
    count: (requests: number, n: number) => `${many(requests, 'request', 'requests')} with ${numbers(n)}`,
    explain: (requests: number) =>
      (requests === 1
        ? 'This request was sent, and no reply was received. The service may have imported all of its numbers, or none. '
        : 'These requests were sent, and no reply was received. The service may have imported all numbers of each, or none. ') +
      'Deskline never sends them again by itself: a number must not be called twice because of a lost reply.',
    check: (number: string) =>
      `To find out, search the campaign’s number library in the service for the first number of a request, such as ${number}.`,
    copy: (number: string) => `Copy ${number}`,
    request: (no: number) => `Request ${grouped.format(no)}`,
    range: (first: string, last: string) => `${first} … ${last}`,
    sentAt: (when: string) => `Sent ${when}.`,
    noAnswer: (seconds: string) => `No reply was received within ${seconds} s.`,
    ended: (seconds: string) => `The connection ended after ${seconds} s, before the reply was complete.`,
    failed: (status: number) => `The service reported a problem of its own (HTTP ${status}).`,
    unreadable: (status: number) => `The reply (HTTP ${status}) didn’t come from the service.`,
    quit: 'Deskline ended before a reply was received.',
    said: (words: string) => `Its message: “${words}”`,
    taken: 'They are in the library',
    takenHint: 'Counts them as sent.',
    again: 'Not in the library: send again…',
    notThere: 'Not in the library',
    notThereHint: 'The import was cancelled, so nothing is sent. Another import can add them.',
    againQuestion: (n: number) =>
      `Send ${n === 1 ? 'this number' : `these ${grouped.format(n)} numbers`} again?`,
    againText:
      'If they are in the library after all, they will be in it twice, and people may be called twice.',
    againConfirm: (n: number) => (n === 1 ? 'Send it again' : `Send ${grouped.format(n)} again`),
    takenAllQuestion: (requests: number, n: number) =>
      `Count all ${many(requests, 'request', 'requests')} (${numbers(n)}) as sent?`,
    takenAllText: 'Numbers that aren’t in the library are then left out of later imports into this campaign.',
    takenAllConfirm: 'Count as sent',
    keep: 'Not yet',
    all: (n: number) => `All ${grouped.format(n)} at once:`,
    takenAll: 'All are in the library…',
    againAll: 'None is in the library: send all again…',
    noneThere: 'None is in the library',
    deciding: (done: number, all: number) =>
      `${grouped.format(done)} of ${agreeing(grouped.format(all), 'request', 'requests')} decided`,
    stop: 'Stop',
    more: (n: number) => `Show ${grouped.format(n)} more`,
    decidedTaken: 'You said: they are in the library',
    decidedAgain: 'You said: send again',
    decided: (n: number) => `Decided: ${many(n, 'request', 'requests')}`,
    loading: 'Loading the requests…'
  },

  report: {
    refused: 'Refused by the service',
    refusedNone: 'Nothing was refused.',
    refusedMore: 'Other reasons',
    code: (code: number) => `Code ${code}`,
    field: (field: string) => `Field ${field}`,
    leftOut: 'Left out',
    leftOutNone: 'Nothing was left out.',
    files: 'Lists',
    loading: 'Loading the report…',
    failed: 'The report could not be read.',
    detailsGone: 'The individual numbers of this import were deleted when you signed out. The counts remain.',
    detailsGoneTitle: 'The individual numbers were deleted'
  },

  table: {
    label: 'All numbers of the import',
    parts: 'Which numbers',
    all: 'All',
    number: 'Number',
    outcome: 'Outcome',
    where: 'Position',
    request: 'Request',
    line: (line: number) => `Line ${grouped.format(line)}`,
    column: (name: string) => `column ${name}`,
    search: 'Search in the numbers',
    searchPlaceholder: 'Digits or text',
    clearSearch: 'Clear the search',
    none: 'No numbers.',
    noMatch: (text: string) => `Nothing was found for “${text}”.`,
    loading: 'Loading…',
    failed: 'The numbers could not be read.',
    copied: 'Number copied'
  },

  exports: {
    button: 'Export',
    title: 'Export the report',
    all: 'The whole report…',
    shown: 'Only what is shown…',
    rows: (n: number) => many(n, 'entry', 'entries'),
    hint: 'CSV, opens in any spreadsheet',
    private: 'The file contains full phone numbers. Keep it where only authorised people can open it.',
    running: (rows: number, total: number) =>
      `Export: ${grouped.format(rows)} of ${many(total, 'row', 'rows')} written`,
    done: (rows: number, file: string) => `${many(rows, 'row is', 'rows are')} in ${file}.`,
    failed: 'The export failed.',
    show: 'Show in folder',
    cancel: 'Cancel the export'
  },

  campaigns: {
    title: 'Campaigns used before',
    text: 'Campaigns that you imported into from this computer. Give each a name, so that you don’t have to remember its ID.',
    emptyTitle: 'No campaigns yet',
    emptyText: 'A campaign appears here when you first import into it.',
    label: 'Name',
    labelOf: (id: string) => `Name for campaign ${id}`,
    id: 'ID',
    copyId: (id: string) => `Copy the ID ${id}`,
    lastUsed: 'Last used',
    sent: 'Numbers sent',
    noLabel: 'Add a name',
    edit: (name: string) => `Rename ${name}`,
    save: 'Save',
    use: 'New import',
    useOf: (name: string) => `New import into ${name}`,
    forget: (name: string) => `Forget ${name}`,
    forgetQuestion: (name: string) => `Forget ${name}?`,
    forgetText:
      'It is removed from this list together with its name. Deskline still knows which numbers were sent to it, so none is imported a second time.',
    forgetConfirm: 'Forget',
    keep: 'Keep'
  },

  blockList: {
    title: 'Do-not-call list',
    text: 'A file of your own with numbers that must never be called, in imports and in single calls; more numbers can be added in the settings of the main window. They are left out as “On the do-not-call list”.',
    stays: 'The file stays where it is. Deskline reads it again whenever it has changed.',
    formats: 'CSV, TXT or Excel (.xlsx): every number in any of its cells counts.',
    none: 'No file is chosen.',
    readAt: 'Read',
    choose: 'Choose a file…',
    chooseAnother: 'Choose another file…',
    reading: 'Reading the file…',
    outdated:
      'The file has changed or is missing, and could not be read again. The numbers read before still apply.',
    outdatedHint: 'Put the file back, or choose it again.',
    empty: 'There is no number in this file, so nothing is left out.',
    clear: 'Stop using…',
    clearQuestion: 'Stop using this file?',
    clearText: 'Its numbers can then be imported and called. The file itself is kept.',
    clearConfirm: 'Stop using it',
    keep: 'Keep'
  },

  said: {
    ended: (name: string, sent: number) => `Import of ${name} finished: ${grouped.format(sent)} sent.`,
    refused: (n: number) => `${grouped.format(n)} refused.`,
    unknown: (n: number) => `${grouped.format(n)} unknown.`,
    cancelled: (name: string, sent: number) => `Import of ${name} cancelled after ${numbers(sent)}.`,
    stopped: (name: string) => `Import of ${name} stopped.`,
    removed: 'Import removed.'
  },

  keys: {
    draft: 'New import',
    places: 'First, second … import',
    move: 'Move in the list of imports',
    remove: 'Remove a finished import',
    views: 'Overview or all numbers',
    search: 'Search in the numbers',
    copy: 'Copy the number'
  }
}

/** The shape of every language's texts. */
export type ImportsMessages = typeof importsEn
