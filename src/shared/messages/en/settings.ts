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
  zoom: 'Size',
  zoomHint: (larger: string, smaller: string, usual: string) =>
    `Of everything in the windows. ${larger} larger, ${smaller} smaller, ${usual} the usual size.`,
  percent: (n: number) => `${n}%`,
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
  forget: 'Clear recent calls',
  forgetAsk: 'Remove all ended calls from this list?',
  forgetConfirm: 'Remove',
  removeContacts: 'Remove all contacts',
  removeContactsAsk: 'Remove all contacts of this tenant from this computer? This can’t be undone.',
  removeContactsConfirm: 'Remove',
  version: 'Version',
  mobileData: (source: string, licence: string, day: string) =>
    `Regions and carriers of mobile numbers: ${source} (${licence}), published ${day}. Some may have changed since.`,
  noTray: 'This system shows no tray icon, so closing minimises the window.',

  tokenRefused: 'no longer accepted by the service',
  changeToken: 'Change the token',

  guideSummary: 'Key, notifications, log-in, links, tray',
  sections: {
    guide: 'Getting started',
    connection: 'Connection',
    dialling: 'Dialling',
    callerNumbers: 'Caller numbers',
    hotKeys: 'Hot keys',
    links: 'Phone links',
    pages: 'Web pages and look-up',
    results: 'Call results',
    workLists: 'Work lists',
    callingRules: 'Calling rules',
    doNotCall: 'Do-not-call list',
    privacy: 'Privacy and data',
    about: 'About Deskline'
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
    'never-ask': { name: 'Never', summary: 'Never asks', hint: 'Only the rules below ask.' },
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
  accidents: 'Prevent accidental calls',
  selection: 'Use the selected text',
  selectionHint:
    'The hot key copies the selected text, reads it, and restores what was copied before. Off: it reads what you copied.',
  bar: 'Show the bar',
  barHint: 'Off: only questions are shown. Notifications stay as they are set above.',

  hotKeysIntro: 'These work in every program.',
  actions: {
    'dial-copied': 'Dial the copied number',
    'redial-last': 'Call the number you called last',
    'toggle-window': 'Show or hide the window',
    'wrap-up-last': 'Wrap up the last call',
    'pause-notifications': 'Pause notifications'
  },
  record: (action: string) => `Set the hot key: ${action}`,
  recording: 'Press the keys…',
  recordingHint: 'Esc cancels. Backspace removes the key.',
  recordingUnknown: 'This key can’t be a hot key.',
  keyNone: 'Not set',
  clearKey: (action: string) => `Remove the hot key: ${action}`,
  keyTaken: (keys: string) => `${keys} is used by another program.`,
  keyUsedHere: (keys: string) => `${keys} is used for something else in Deskline.`,
  keyUnsuitable: (keys: string, modifiers: string) =>
    `${keys} can’t be a hot key. Add ${modifiers}, or use F1–F24.`,
  keyStill: (keys: string) => `${keys} still works.`,
  test: 'Test',
  testOf: (action: string) => `Test the hot key: ${action}`,
  testWaiting: (keys: string) => `Press ${keys} now…`,
  testHeard: 'The hot key works.',
  testNotHeard: 'The hot key didn’t arrive. Another program may use it: try another one.',
  keyNotOffered: (keys: string) => `${keys} is not available: this desktop gives programs no hot keys.`,
  keyRefused: (keys: string) =>
    `The desktop didn’t give Deskline ${keys}. Choose another key, or allow it in the desktop’s settings.`,
  keyAssigned: (keys: string) => `Key set by the desktop: ${keys}`,
  delivery: {
    portal: 'These work while any other program has the focus. The desktop’s settings can change them too.',
    none: 'This desktop (Wayland) gives programs no hot keys. A shortcut of the desktop can dial the copied number instead.',
    xwayland:
      'On this desktop (Wayland), these hot keys work only while a program that uses X11 has the focus. A shortcut of the desktop works everywhere.'
  },
  shortcut: 'Shortcut of the desktop',
  shortcutHint: 'Dials the copied number while any program has the focus.',
  shortcutSet: (keys: string) => `The desktop dials the copied number with ${keys}.`,
  shortcutSetUp: 'Set up the shortcut',
  shortcutRemove: 'Remove the shortcut',
  shortcutFailed: 'The desktop didn’t take the change.',
  shortcutCommand: 'Add a shortcut in the desktop’s settings that runs this command:',
  shortcutFile: {
    sway: 'Add this line to ~/.config/sway/config, and reload Sway:',
    hyprland: 'Add this line to ~/.config/hypr/hyprland.conf:'
  },
  copyCommand: 'Copy',

  linksIntro: 'A link on a web page or in a mail, such as tel:02088886666.',
  linksOn: 'Open phone links with Deskline',
  linksHint: 'Off hands the links back to the program that opened them before.',
  linkAnswers: 'A link that is opened with Deskline',
  linkAnswerOf: (scheme: string) => `${scheme}: links`,
  linkAnswer: { ask: 'Ask', pause: 'Call after the pause' },
  linkAnswersHint:
    'Any web page and any program can open a link. Choose the call only if you trust all that you use: you have the time to cancel (at least 1.5 s), but no question. While the bar is off, links always ask.',
  linksOursSummary: 'Opened by Deskline',
  linksNow: 'Opened by',
  linksOpening: 'Change',
  linkOpener: (scheme: string) => `${scheme}: links`,
  linkOurs: 'Deskline',
  linkNobody: 'not set',
  linkProblems: {
    'not-changed': 'The system refused the change. Choose the program in the system’s settings.',
    'not-supported': 'This system doesn’t allow the change. Choose the program in its settings.'
  },

  lookUp: lookUpEn,
  pagesIntro: 'Opens a page in your browser, such as the customer in your CRM.',
  pagesSummary: (n: number) => `${n} on`,
  pageEvents: {
    phoneRings: 'Your phone rings',
    calleeAnswered: 'The call is answered',
    callEnded: 'The call has ended'
  },
  pageAddress: (event: string) => `Address: ${event}`,
  pageTest: (event: string) => `Test the page: ${event}`,
  pageAddressMissing: 'Enter an address: without one, nothing happens.',
  pageOpened: 'Opened with sample values.',
  pageNames: 'Placeholders:',
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
