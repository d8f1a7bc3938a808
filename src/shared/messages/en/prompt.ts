const plural = new Intl.PluralRules('en')

/** Questions and notices between a number and its call, in English. */
export const promptEn = {
  pausing: (seconds: number) => `Calling in ${seconds} s`,
  pausingHint: 'Esc or click to cancel',
  pausingKeyHint: 'Esc or click to cancel · hot key again to call now',
  cancelCall: (number: string) => `Cancel the call to ${number}`,
  callNow: 'Call now',
  choose: (n: number) => (plural.select(n) === 'one' ? `${n} number` : `${n} numbers: which one?`),
  chooseHint: '1–9, or ↑ ↓ and Enter to call · Esc to cancel',
  confirm: 'Call this number?',
  confirmLink: 'A link wants to call this number',
  call: 'Call',
  ignoredLink: 'New link ignored',
  noNumber: 'No phone number found',
  quoted: (text: string) => `“${text}”`,
  nothing: 'Nothing was copied.',
  refused: 'Not called',
  close: 'Click to close',
  extension: (extension: string) => `ext. ${extension}`,
  extensionNote: (extension: string) => `Extension ${extension} is not dialled`,
  lastCall: (ago: string) => `Called ${ago}`,
  momentAgo: 'a moment ago',
  goesOn: 'in progress',
  checking: 'Checking…',
  checkingHint: 'Asking the service how often this number was called. Esc to cancel',

  /** The reasons for a question. */
  reasons: {
    'called-recently': (ago: string, outcome: string) =>
      outcome === '' ? `You called this number ${ago}.` : `You called this number ${ago} (${outcome}).`,
    'call-under-way': 'Another call is in progress.',
    'outcome-unknown':
      'A call to this number was requested and no reply was received: it may already be ringing.',
    always: 'You chose to be asked before every call.',
    link: 'A web page or another program requests it.',
    'new-salesman': (code: string) =>
      `Salesman code ${code} is new here: the service creates a salesman if it does not know it.`,
    doubtful: 'This number may be wrong: check it.'
  },

  /** A doubt about a number in a row of a list. */
  doubts: {
    'service-number': '400/800 number',
    'short-code': 'Short code',
    foreign: 'Foreign number',
    'no-area-code': 'No area code',
    'unknown-area': 'Unknown area code',
    'odd-grouping': 'Odd grouping',
    fax: 'Fax number'
  }
}

/** The shape of every language's texts. */
export type PromptMessages = typeof promptEn
