import { lookUpEn } from './look-up'
import { privacyEn } from './privacy'

/** The settings, in English. */
export const settingsEn = {
  title: 'Settings',
  look: 'Appearance',
  language: 'Language',
  languages: { system: 'System', 'zh-CN': '中文', en: 'English' },
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  notifications: 'Notifications',
  phoneRings: 'Your phone rings',
  calleeAnswered: 'The call is answered',
  callEnded: 'A call fails or is not answered',
  dailyGoal: 'Calls per day',
  dailyGoalHint: 'Your goal, shown above the recent calls. 0: none.',
  callBacks: 'A call-back is due',
  pauseTitle: 'Do not disturb',
  pause: 'Pause for an hour',
  pausedUntil: (time: string) => `Paused until ${time}`,
  resume: 'Resume',
  general: 'General',
  openAtLogin: 'Open when I log in',
  tokenEverywhere: 'Send the token with every request',
  tokenEverywhereHint:
    'The service documents it for the period query only, and ignores it elsewhere. Turn it off if your service refuses it.',
  account: 'Account',
  server: 'Server',
  tenant: 'Tenant',
  phone: 'Desk phone',
  salesman: 'Salesman code',
  tokenKept: 'Access token',
  inKeyStore: 'in the system’s key store',
  thisRun: 'for this run only',
  demoAccount: 'Demo line',
  signOut: 'Sign out',
  leaveDemo: 'Leave the demo line',
  signOutAsk: 'Sign out and remove the access token?',
  leaveDemoAsk: 'Leave the demo line?',
  forget: 'Clear the calls',
  forgetAsk: 'Remove all ended calls from this list?',
  forgetConfirm: 'Remove',
  removeContacts: 'Remove all contacts',
  removeContactsAsk: 'Remove all contacts of this tenant from this computer? This can’t be undone.',
  removeContactsConfirm: 'Remove',
  about: 'About',
  version: 'Version',
  mobileData: (source: string, licence: string, day: string) =>
    `Regions and carriers of mobile numbers: ${source} (${licence}), published ${day}. Some may have changed since.`,
  noTray: 'This system shows no tray icon: closing minimises the window.',

  tokenRefused: 'no longer accepted by the service',
  changeToken: 'Change the token',

  sections: {
    connection: 'Connection',
    dialling: 'Dialling',
    callerNumbers: 'Caller numbers',
    hotKeys: 'Global keys',
    links: 'Phone links',
    pages: 'Web pages and look-up',
    results: 'Results of calls',
    workLists: 'Work lists',
    callingRules: 'Calling rules',
    doNotCall: 'Do-not-call list',
    privacy: 'Privacy and data'
  },
  lockedBy: (organisation: string | null) =>
    organisation === null ? 'Set by your organisation' : `Set by your organisation: ${organisation}`,
  privacy: privacyEn,
  none: 'None',
  off: 'Off',
  on: 'On',
  seconds: (seconds: string) => `${seconds} s`,

  policy: 'Ask before a call',
  policies: {
    'never-ask': { name: 'Never', summary: 'Never asks', hint: 'Only the rules against accidents ask.' },
    'ask-when-doubtful': {
      name: 'When in doubt',
      summary: 'Asks when in doubt',
      hint: 'Numbers that may be wrong ask.'
    },
    'ask-always': { name: 'Always', summary: 'Always asks', hint: 'Every call is confirmed.' }
  },
  undoPause: 'Time to cancel',
  undoPauseHint: 'A copied number is called after this time. Esc or a click cancels.',
  undoPauseNone: 'None',
  undoPauseSummary: (seconds: string) => `${seconds} s to cancel`,
  askAgain: 'Ask before calling again',
  askAgainHint: 'When the number was called within this time.',
  askAgainOff: 'Off',
  minutes: (n: number) => `${n} min`,
  copied: 'Copied numbers',
  accidents: 'Against accidents',
  selection: 'Take the marked text',
  selectionHint:
    'The global key copies what is marked, reads it, and puts back what was copied before. Off: it reads what you copied.',
  bar: 'Show the bar',
  barHint: 'Off: only questions are shown. The system’s notifications stay as they are set.',

  hotKeysIntro: 'These work while any other program has the focus.',
  actions: {
    'dial-copied': 'Dial the copied number',
    'redial-last': 'Call the number you called last',
    'toggle-window': 'Show or hide the window',
    'wrap-up-last': 'Wrap up the last call',
    'pause-notifications': 'Pause notifications'
  },
  record: (action: string) => `Record a key: ${action}`,
  recording: 'Press the keys…',
  recordingHint: 'Esc cancels. Backspace removes the key.',
  recordingUnknown: 'This key cannot be a global key.',
  keyNone: 'Not set',
  clearKey: (action: string) => `Remove the key: ${action}`,
  keyTaken: (keys: string) => `${keys} belongs to another program.`,
  keyUsedHere: (keys: string) => `${keys} does something else in Deskline.`,
  keyUnsuitable: (keys: string, modifiers: string) =>
    `${keys} cannot be a global key. Add ${modifiers}, or take F1–F24.`,
  keyStill: (keys: string) => `${keys} still works.`,
  test: 'Test',
  testOf: (action: string) => `Test the key: ${action}`,
  testWaiting: (keys: string) => `Press ${keys} now…`,
  testHeard: 'The key arrives.',
  testNotHeard: 'The key did not arrive. Another program may take it: try another one.',
  wayland:
    'This desktop (Wayland) may accept a key and never deliver it. Test it; if it does not arrive, make a shortcut in the system’s settings that runs this command:',
  waylandCommand: 'deskline dial',
  copyCommand: 'Copy the command',

  linksIntro: 'A link on a web page or in a mail, such as tel:02088886666.',
  linksOn: 'Open phone links with Deskline',
  linksHint: 'A link never calls by itself: you are always asked. Off hands the links back.',
  linksOursSummary: 'Opened by Deskline',
  linksNow: 'Opened by',
  linksOpening: 'Change',
  linkOpener: (scheme: string) => `${scheme}: links`,
  linkOurs: 'Deskline',
  linkNobody: 'no program, or not known',
  linkProblems: {
    'not-changed': 'The system did not take the change. Choose the program in the system’s settings.',
    'not-supported': 'This system cannot be asked to change it. Choose the program in its settings.'
  },

  lookUp: lookUpEn,
  pagesIntro: 'Opens a page in your browser: the customer in the CRM, say.',
  pagesSummary: (n: number) => `${n} on`,
  pageEvents: {
    phoneRings: 'Your phone rings',
    calleeAnswered: 'The call is answered',
    callEnded: 'The call has ended'
  },
  pageAddress: (event: string) => `Address: ${event}`,
  pageTest: (event: string) => `Test the page: ${event}`,
  pageOpened: 'Opened with invented values.',
  pageNames: 'Filled in:',
  pageNameHints: {
    callee: 'number called',
    caller: 'caller number',
    call: 'call ID',
    agent: 'desk phone',
    salesman: 'salesman code'
  }
}

/** The shape of every language's texts. */
export type SettingsMessages = typeof settingsEn
