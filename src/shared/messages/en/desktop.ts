import { outcomesEn, stepsEn } from './outcomes'
import { agreeing } from './count'
import type { demoCampaigns } from '../../session/demo'

/** The result of an import, in numbers. */
export interface ImportCounts {
  sent: number
  refused: number
  unknown: number
}

const grouped = new Intl.NumberFormat('en')
const importCounts = ({ sent, refused, unknown }: ImportCounts): string =>
  [
    `${grouped.format(sent)} sent`,
    refused > 0 ? `${grouped.format(refused)} refused` : '',
    unknown > 0 ? `${grouped.format(unknown)} unknown` : ''
  ]
    .filter((part) => part !== '')
    .join(', ')

/** Texts of the tray and the notifications, in English. */
export const desktopEn = {
  appName: 'Deskline',
  records: 'Records',
  campaigns: 'Campaigns',
  contacts: 'Contacts',
  workLists: 'Work lists',
  demo: 'Demo',
  demoCampaigns: {
    'demo-campaign': 'New customers',
    'spring-2026': 'Spring follow-up'
  } satisfies Record<(typeof demoCampaigns)[number], string>,
  time: (epochMs: number): string =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(epochMs),
  step: stepsEn,
  outcome: outcomesEn,
  line: {
    off: 'Signed out',
    tokenRefused: 'Sign in again: the access token is no longer accepted',
    connecting: 'Connecting…',
    live: 'Ready',
    lost: (since: string): string => `No connection since ${since}`,
    refused: 'The service refused the connection'
  },
  tray: {
    dialCopied: 'Dial copied number',
    dialCopiedNumber: (number: string): string => `Dial ${number}`,
    lastCalls: 'Last calls',
    noCalls: 'No calls yet',
    open: 'Open Deskline',
    records: 'Records…',
    callbacks: (due: number): string => (due === 0 ? 'Call-backs…' : `Call-backs (${due} due)…`),
    campaigns: 'Campaigns…',
    contacts: 'Contacts…',
    workLists: 'Work lists…',
    /** `share`: 0 to 1. */
    importing: {
      running: (share: number): string => `Importing: ${Math.floor(share * 100)}%`,
      held: (share: number): string => `Import waiting: ${Math.floor(share * 100)}%`
    },
    pause: 'Pause notifications for an hour',
    resume: (until: string): string => `Resume notifications (paused until ${until})`,
    settings: 'Settings…',
    about: 'About Deskline',
    quit: 'Quit',
    talkingSince: (number: string, since: string): string => `Talking with ${number} since ${since}`,
    callWith: (step: string, number: string): string => `${step} · ${number}`
  },
  notification: {
    phoneRings: { title: 'Your phone rings', body: (number: string): string => `Pick up to call ${number}` },
    calleeAnswered: { title: 'Answered', body: (number: string): string => `${number} is on the line` },
    callEnded: { body: (number: string, outcome: string): string => `${number}: ${outcome}` },
    callEndedTitle: {
      'not-answered': outcomesEn['not-answered'],
      'not-reached': outcomesEn['not-reached'],
      'phone-failed': outcomesEn['phone-failed'],
      'hung-up-early': outcomesEn['hung-up-early']
    },
    callEndedReason: {
      'not-answered': 'It rang, but nobody answered. A phone that is off can give a ringing tone too.',
      'not-reached': 'The call ended without a ringing tone.',
      'phone-failed': 'Your desk phone could not be reached or was not answered.',
      'hung-up-early': 'You hung up before the callee was called.'
    },
    tokenRefused: {
      title: 'Sign in again',
      body: 'The service no longer accepts your access token.'
    },
    whileOffline: {
      title: 'While you were offline',
      body: (total: number, answered: number, notAnswered: number, unknown: number): string => {
        const parts = [
          answered > 0 ? `${answered} answered` : '',
          notAnswered > 0 ? `${notAnswered} not answered` : '',
          unknown > 0 ? `${unknown} unknown` : ''
        ]
        return `${agreeing(grouped.format(total), 'call', 'calls')}: ${parts.filter((part) => part !== '').join(', ')}`
      }
    },
    moreCalls: {
      title: 'More calls',
      body: (count: number): string =>
        count === 1 ? 'One more event of your calls' : `${grouped.format(count)} more events of your calls`
    },
    callBack: {
      title: (number: string): string => `Call back ${number}`,
      due: (time: string): string => `Due at ${time}`,
      call: 'Call',
      postpone: 'In 10 min'
    },
    callBacks: {
      title: (count: number): string => `${grouped.format(count)} call-backs are due`,
      body: (numbers: readonly string[], more: number): string =>
        numbers.join(', ') + (more > 0 ? ` and ${grouped.format(more)} more` : '')
    },
    importEnded: {
      title: 'Import finished',
      body: (campaign: string, counts: ImportCounts): string => `${campaign}: ${importCounts(counts)}`
    },
    importStopped: {
      title: 'Import stopped',
      body: (campaign: string, reason: string): string => `${campaign}: ${reason}`
    },
    importInterrupted: {
      title: 'An import isn’t finished',
      body: (campaign: string, rest: number): string =>
        `${campaign}: ${agreeing(grouped.format(rest), 'number is', 'numbers are')} still to be sent. Resume it in Campaigns.`
    },
    sample: {
      title: 'This is a notification',
      body: 'This is how Deskline tells you that your phone rings. A click opens the call.'
    },
    putAway: {
      title: 'Deskline keeps running',
      tray: 'Its icon is in the tray: a click opens the window again. The hot key works as before. “Quit” in the icon’s menu ends it.',
      menuBar:
        'Its icon is in the menu bar: a click opens the window again. The hot key works as before. “Quit” in the icon’s menu ends it.',
      taskBar:
        'This system shows no tray icon, so the window is minimised: open it from the task bar. The hot key works as before. Ctrl+Q in the window ends it.'
    },
    dialRefused: 'The call was not started',
    noNumber: 'No phone number in what was copied'
  },
  quit: {
    question: 'Numbers are being imported. Quit?',
    detail: (rest: number): string =>
      `${agreeing(grouped.format(rest), 'number is', 'numbers are')} still to be sent. Quitting pauses the import; it continues where it stopped when Deskline is started again.`,
    pauseAndQuit: 'Pause and Quit',
    keepRunning: 'Keep Importing'
  },
  /** Confirmation before data is sent to an origin that is new on this computer. */
  consent: {
    server: {
      question: 'Sign in to a server that is new on this computer?',
      detail: (origins: readonly string[]): string =>
        `Your access token, numbers and calls will be sent to:\n\n${origins.join('\n')}\n\nContinue only if you or your administrator chose this address.`,
      yes: 'Sign In',
      no: 'Cancel'
    },
    page: {
      question: 'Open pages of this site?',
      detail: (origins: readonly string[]): string =>
        `When calls happen, Deskline will open pages of this site in your browser, with the number of the call in the address:\n\n${origins.join('\n')}\n\nAllow it only if you entered this address.`,
      yes: 'Allow',
      no: 'Cancel'
    },
    lookUp: {
      question: 'Ask this server for names?',
      detail: (origins: readonly string[]): string =>
        `Deskline will send it the numbers of your calls, call-backs and team, to show whose they are:\n\n${origins.join('\n')}\n\nAllow it only if you entered this address.`,
      yes: 'Allow',
      no: 'Cancel'
    }
  },
  /** The output of `deskline --help`. */
  help: `Usage: deskline [command]

  deskline                  open the window
  deskline dial <number>    call a number, as the hot key does
  deskline redial           call the last number again
  deskline tel:<number>     the same as a phone link: asks before it calls
  deskline --hidden         start without the window
  deskline provision FILE   store an account and its token (FILE or - for
                            standard input), for administrators
  deskline --check-policy [FILE]
                            explain a policy, or the one of this computer
  deskline clean-up         undo what Deskline set up for you in the system, before it is uninstalled
  deskline --help, -h       show this text
  deskline --version        show the version

A running Deskline takes the command; otherwise it is started.
`,
  /** The output of `deskline clean-up`. */
  cleanUp: {
    login: 'Open at log-in: turned off.',
    links: 'Phone links: no longer opened by Deskline.',
    shortcut: 'The desktop’s shortcut: removed.',
    token: (count: number): string =>
      count === 0 ? 'Access tokens: none in the key store.' : 'Access tokens: removed from the key store.',
    failed: {
      login: 'Open at log-in could not be turned off. Turn it off in the settings of the system.',
      shortcut: 'The desktop’s shortcut could not be removed. Remove it in the settings of the system.',
      links: 'The phone links could not be given back. Choose another program in the settings of the system.',
      token: 'The key store could not be read: an access token (“Deskline”) may remain in it.'
    },
    data: (folder: string): string =>
      `Your data stays in ${folder} (settings, calls, notes, records, lists; it contains phone numbers). Delete the folder if you don’t need it.`
  },
  debuggerRefused: 'Deskline doesn’t start with a debugger for its windows (--remote-debugging-…).',
  unknownCommand: (word: string): string => `Deskline doesn’t know the command “${word}”.`
}

/** The shape of every language's texts. */
export type DesktopMessages = typeof desktopEn
