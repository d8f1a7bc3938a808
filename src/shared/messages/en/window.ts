import { outcomesEn, stepsEn } from './outcomes'
import type { Neighbour } from '../../platform/neighbours'
import { aboutEn } from './about'
import { callersEn } from './callers'
import { callingRulesEn } from './calling-rules'
import { callbacksEn } from './callbacks'
import { campaignsEn } from './campaigns'
import { connectionEn, lineEn, offlineEn } from './connection'
import { count } from './count'
import { guideEn } from './guide'
import { promptEn } from './prompt'
import { settingsEn } from './settings'
import { todayEn } from './today'
import { teamEn } from './team'
import { wrapUpsEn } from './wrap-ups'

/** The window's texts in English, and the shape of the other languages. */
export const windowEn = {
  app: {
    name: 'Deskline',
    demo: 'DEMO',
    demoTitle: 'Demo line: nothing is dialled for real',
    loadFailed: 'Deskline isn’t responding.',
    back: 'Back',
    dismiss: 'Dismiss',
    cancel: 'Cancel',
    copied: 'Copied',
    tryAgain: 'Try again',
    serviceCode: (code: number) => `Code ${code}`,
    /** `detail`: an address or a status, verbatim. */
    errorDetail: (text: string, detail: string) => `${text} (${detail})`,
    retryAfter: (seconds: number) => `Try again in ${count(seconds, 'second', 'seconds')}.`
  },

  signIn: {
    title: 'Sign in to your desk phone',
    language: 'Language',
    /** An example in an empty field. */
    example: (text: string) => `e.g. ${text}`,
    restoring: 'Signing in…',
    restoringHint: 'Reading the saved sign-in.',
    server: 'Server',
    servers: {
      automatic: 'Automatic · cc.uccc.cc',
      product: 'By name only · cc.uccc.cc',
      test: 'Test',
      mobile: 'China Mobile · 183.213.19.115',
      telecom: 'China Telecom · 218.4.189.107',
      unicom: 'China Unicom · 58.240.234.30',
      custom: 'Other…'
    },
    automaticHint: 'By its name, else by the fastest carrier.',
    plainHint: 'Not encrypted (plain http).',
    apiPrefix: 'API address',
    fayeUrl: 'Live line',
    tenantId: 'Tenant ID',
    tenantIdHint: 'Your company’s account at the service. Your administrator tells you.',
    token: 'Access token',
    tokenHint:
      'The password of the tenant. Your administrator tells you; it is kept in the system’s key store.',
    showToken: 'Show the access token',
    hideToken: 'Hide the access token',
    agentId: 'Desk phone',
    agentIdHint:
      'The ID of the phone on your desk, which is not its phone number. Your administrator has the list.',
    optional: 'Caller number, salesman code',
    callerNumber: 'Caller number',
    callerNumberHint: 'The number that the callee sees. Only if your desk phone has none of its own.',
    salesmanCode: 'Salesman code',
    salesmanCodeHint:
      'Your code in the statistics. Only if your administrator gave you one: an unknown code creates a new salesman.',
    submit: 'Sign in',
    checking: 'Checking…',
    checkingSlow: 'The service has not answered yet. Deskline waits up to 25 seconds; Esc cancels.',
    cancel: 'Cancel',
    demoTitle: 'No account at hand?',
    demoText: 'Play every kind of call. Nothing is dialled for real.',
    demoButton: 'Try the demo line',
    problemTitle: 'You were not signed in again',
    problemAgain: 'Or sign in again below.',
    tokenAgain: 'Enter the access token again.',
    again: 'Sign in again'
  },

  /** A value of the account that the service refused with a call. */
  accountRefusal: {
    agentId: (value: string) => `The service refuses your desk phone ${value}`,
    salesmanCode: (value: string) => `The service refuses your salesman code ${value}`,
    hint: 'No call is possible until it is corrected.',
    fix: 'Correct the account'
  },

  about: aboutEn,
  line: lineEn,
  offline: offlineEn,
  connection: connectionEn,
  team: teamEn,
  callingRules: callingRulesEn,
  callers: callersEn,
  callbacks: callbacksEn,
  today: todayEn,
  wrapUps: wrapUpsEn,

  notices: {
    policy: {
      title: 'Your organisation’s policy for Deskline can’t be applied',
      last: 'The last policy that could be read stays in force. Tell your administrator.',
      closed:
        'Until your administrator has corrected it, settings can’t be changed, numbers are masked, and no account can be signed in.',
      kinds: {
        unreadable: (place: string) => `${place} can’t be read.`,
        invalid: (place: string) => `${place} has mistakes. deskline --check-policy names them.`,
        'not-protected': (place: string) => `${place} could be changed by users who aren’t administrators.`
      }
    },
    keyLost: (key: string) => `Another program uses ${key}, so this hot key doesn’t work.`,
    chooseKey: 'Choose another',
    keyUnavailable: (key: string) =>
      `This desktop doesn’t give Deskline ${key}, so this hot key doesn’t work.`,
    showKeys: 'See what works',
    thisRun: 'The access token isn’t saved: you have to sign in again after quitting.',
    files: {
      settings: 'settings',
      account: 'account',
      recents: 'recent calls',
      team: 'team',
      callers: 'caller numbers',
      notes: 'call notes',
      'wrap-ups': 'wrap-ups of recent calls',
      callbacks: 'call-backs',
      downloads: 'list of downloads',
      memory: 'remembered codes',
      problems: 'list of storage problems',
      records: 'call records',
      imports: 'import history'
    },
    unreadable: (file: string) => `The ${file} file could not be read. Deskline started with a new one.`,
    damaged: (file: string, entries: number | null) =>
      entries === null
        ? `The ${file} file was damaged. The latest changes may be missing.`
        : `Left out of the ${file}: ${count(entries, 'entry', 'entries')} that could not be read.`,
    keptAs: (name: string) => `The old file was kept as ${name}.`,
    unwritable: (file: string) =>
      `The ${file} file can’t be saved. Check the disk’s free space and permissions.`,
    unresponsive: {
      notifications: 'System notifications aren’t responding. Calls are shown here only.',
      clipboard:
        'The clipboard isn’t responding, because the program that holds the copied text hangs. Type the number, or copy it again.',
      'key-store':
        'The system’s key store isn’t responding. The system may be asking for the password of its key ring: enter it there.',
      tray: 'The system’s panel isn’t responding, so the tray icon may be missing.',
      'link-tools': 'The system doesn’t report which program opens phone links.',
      browser: 'The system doesn’t open web pages.',
      'proxy-settings':
        'The system doesn’t report its proxy settings. Deskline connects directly until it does.',
      disk: 'The disk isn’t responding. The latest changes may not be saved yet.'
    } satisfies Record<Neighbour, string>,
    continueWithout: 'Continue without',
    withheldPages: (n: number) =>
      `${count(n, 'page was', 'pages were')} not opened: too many events at once.`,
    withheldNotifications: (n: number) =>
      `${count(n, 'notification was', 'notifications were')} merged: too many events at once.`,
    loss: {
      imports: {
        title: 'Part of the import history was lost',
        brief: 'Imports are stopped until you decide.',
        text: 'Deskline no longer knows every number that was imported from this computer. Imports are stopped. Check the campaign’s number library, then decide: numbers that were imported before may be sent again.'
      },
      records: {
        title: 'Some call records on this computer were lost',
        brief: 'Load the period again to get them from the service.',
        text: 'Load the period again to get them from the service.'
      },
      found: (day: string) => `Found: ${day}.`,
      keptAs: (name: string) => `The damaged file is kept as ${name}.`,
      show: 'Show campaigns',
      importAnyway: 'Import anyway'
    }
  },

  dial: {
    label: 'Number to call',
    placeholder: 'Number, name or pinyin',
    call: 'Call',
    callAnyway: 'Call anyway',
    callNow: 'Call now',
    starting: 'Starting',
    clear: 'Clear the number',
    mobile: 'Mobile',
    fixed: 'Fixed line',
    doubtful: 'Check it',
    extension: (extension: string) =>
      `Extension ${extension} isn’t dialled: ask for it when the call is answered.`,
    several: (n: number) => `${count(n, 'number', 'numbers')}: choose one`,
    severalHint: '↑ ↓ or 1–9, then Enter',
    severalCallHint: '↑ ↓ or 1–9, Enter to call',
    confirm: 'Enter again to call, Esc to cancel.',
    pausing: (seconds: number) => `Calling in ${seconds} s. Enter to call now, Esc to cancel.`,
    none: 'No phone number in this text.',
    idle: 'Enter to call, F1 for all keys.'
  },

  /** Mobile carriers; numbers can be ported, so a prefix only tells to whom it was assigned. */
  carriers: {
    mobile: 'China Mobile',
    unicom: 'China Unicom',
    telecom: 'China Telecom',
    broadnet: 'China Broadnet',
    byPrefix: (carrier: string) => `${carrier} (by prefix)`
  },

  doubts: {
    'service-number': 'A 400 or 800 number: the service may refuse it.',
    'short-code': 'A short code: the service may refuse it.',
    foreign: 'A foreign number: the service may refuse it.',
    'no-area-code': 'The area code is missing.',
    'unknown-area': 'This area code is not assigned.',
    'odd-grouping': 'The digits are grouped unusually: check them.',
    fax: 'Labelled as a fax: usually nobody answers.'
  },

  steps: stepsEn,

  stages: {
    label: 'Progress',
    start: 'Start',
    phone: 'Phone',
    call: 'Calling',
    ring: 'Ringing',
    talk: 'Talking'
  },

  outcomes: outcomesEn,

  /** The document's states and Deskline's own. */
  states: {
    requested: 'Call requested',
    refused: 'Refused',
    accepted: 'Request accepted',
    'reply-lost': 'No reply received',
    started: 'Call started',
    agentReady: 'Your phone rings',
    callAgentSuccess: 'You picked up',
    callAgentFailed: 'The call to your phone failed',
    callCallee: 'Calling the number',
    calleeRingBack: 'Ringing',
    processed: 'Processed',
    calleeAnswered: 'Answered',
    hangup: 'Hung up'
  },

  call: {
    current: 'Current call',
    elsewhere: 'Started elsewhere',
    late: 'late',
    fromRecord: 'from the record',
    unknownState: 'An unknown state, shown as received',
    talkTime: 'Talk time',
    timeline: 'Timeline',
    lastTime: (when: string) => `Last call: ${when}`,
    gap: 'The live line was down during part of this call, so steps may be missing.',
    gapFilled:
      'The live line was down during part of this call. Missing steps were filled in from the record.',
    page: 'Call',
    details: 'Details',
    hideCard: 'Hide',
    duration: 'Duration',
    cost: 'Cost',
    recording: 'Recording',
    recordingThere: 'Available',
    recordingNone: 'Not available yet',
    record: 'Record',
    recordPending: 'Waiting for the record…',
    recordIncomplete: 'The service hasn’t completed the record yet.',
    recordNone: 'No record was requested.',
    refreshRecord: 'Refresh the record',
    refreshing: 'Refreshing…',
    region: 'Region',
    caller: 'Caller number',
    phone: 'Desk phone',
    salesman: 'Salesman code',
    callId: 'Call ID',
    origin: 'Started by',
    originHere: 'Deskline',
    originElsewhere: 'another program, such as a CRM page',
    startedAt: 'Time',
    gone: 'This call is no longer in the list.',
    openPage: (name: string) => `${name}: open the page in the browser`,
    redial: 'Call again',
    redialNumber: (number: string) => `Call ${number} again`,
    copyNumber: 'Copy the number',
    copyCallId: 'Copy the call ID',
    actions: 'Call actions',
    spoken: (number: string, step: string) => `${number}: ${step}`
  },

  recents: {
    title: 'Recent calls',
    today: 'Today',
    yesterday: 'Yesterday',
    filter: 'Filter the calls',
    filterPlaceholder: 'Name, digits or outcome',
    noMatch: 'No call matches.',
    showAll: 'Show all',
    count: (n: number) => count(n, 'call', 'calls'),
    emptyTitle: 'No calls yet',
    /** `key`: the hot key that dials the copied number; null for none. */
    emptySteps: (key: string | null): string[] => [
      key === null
        ? 'Copy a number anywhere and paste it above.'
        : `Copy a number anywhere and press ${key}.`,
      key === null
        ? 'Press Enter: your desk phone rings.'
        : 'Or paste it above and press Enter: your desk phone rings.',
      'Pick up. The other side is called then.'
    ],
    row: (number: string, outcome: string, when: string) => `${number}, ${outcome}, ${when}`,
    rowFilledIn: (number: string, outcome: string, when: string) =>
      `${number}, ${outcome}, ${when}, filled in from the record`
  },

  campaigns: campaignsEn,

  workLists: { title: 'Work lists', hint: 'Work lists: call one customer after another' },
  contacts: {
    title: 'Contacts',
    hint: 'Contacts: names and numbers',
    add: 'Add to contacts…',
    edit: 'Edit the contact…',
    suggestions: 'Suggestions',
    numbersOf: (name: string) => `Numbers of ${name}`,
    severalNumbers: (n: number) => `${n} numbers`,
    pickHint: '↑ ↓ or 1–9, Enter to call',
    calledAt: (when: string) => `called ${when}`
  },

  records: {
    title: 'Records',
    hint: 'Records: calls by period',
    showCall: 'Show in the records'
  },

  demo: {
    title: 'Demo line',
    hint: 'Pick one, then press Enter.',
    scenarios: {
      answered: 'Answers',
      'callee-busy': 'Busy',
      'callee-off': 'Phone off',
      'not-reached': 'Not reached',
      'agent-no-answer': 'You don’t pick up'
    },
    elsewhere: 'Started elsewhere',
    elsewhereHint: 'A call that another program started',
    hangUpHint: 'The other side hangs up',
    hangUp: 'Hang up',
    hide: 'Hide the demo numbers',
    show: 'Show the demo numbers'
  },

  guide: guideEn,
  settings: settingsEn,
  prompt: promptEn,

  keys: {
    title: 'Keyboard',
    groups: {
      anywhere: 'Anywhere',
      wrapUp: 'At the end of a call',
      list: 'In the list of calls',
      box: 'In the number box',
      team: 'In the team’s list',
      callbacks: 'In the list of call-backs'
    },
    setResult: 'Set the result; press again to clear it',
    toNote: 'Go to the note',
    putAway: 'Hide the card',
    focusBox: 'Go to the number box',
    filter: 'Filter the calls or the team',
    team: 'Team',
    palette: 'Search contacts, calls and commands',
    settings: 'Settings',
    zoom: 'Larger, smaller, usual size',
    help: 'This page',
    back: 'Back, or hide the window',
    quit: 'Quit Deskline',
    type: 'Digits and pasted text go to the number box',
    callNow: 'Call',
    choose: 'Choose one of several numbers',
    suggest: 'Choose a suggestion',
    closeSuggestions: 'Close the suggestions, clear the text',
    caller: 'Caller number of this call',
    toList: 'Go to the list of calls',
    move: 'Move in the list',
    ends: 'First or last call',
    open: 'Details',
    redial: 'Call again',
    copy: 'Copy the number',
    seeCall: 'Show the call',
    moveRow: 'Move the row while editing',
    callbacks: 'Call-backs',
    callBack: 'Call back later',
    addContact: 'Add to contacts, or edit the contact',
    postpone: 'In 10 minutes',
    done: 'Done, or open again',
    edit: 'Edit',
    remove: 'Delete'
  }
}

/** The shape of every language's texts. */
export type WindowMessages = typeof windowEn
