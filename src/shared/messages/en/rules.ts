const plural = new Intl.PluralRules('en')
const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`)
const days = (n: number): string => (plural.select(n) === 'one' ? `${n} day` : `${n} days`)

/** What a rule's sentence may name. `withinDays`: the period of attempts; below 1: 60 minutes. */
export interface RuleMessageFacts {
  reason: string
  count: number
  limit: number
  withinDays: number
}

/** Why a calling rule asks or refuses, and the words of exported files, in English. */
export const rulesEn = {
  'do-not-call': ({ reason }: RuleMessageFacts) =>
    reason === ''
      ? 'This number is on the do-not-call list.'
      : `This number is on the do-not-call list: ${reason}.`,
  'do-not-call-unknown': () => 'The do-not-call list could not be read, and this number may be on it.',
  'outside-hours': () => 'This is outside your calling hours.',
  'too-many-attempts': ({ count, limit, withinDays }: RuleMessageFacts) => {
    const period = withinDays < 1 ? '60 minutes' : withinDays === 1 ? '24 hours' : days(withinDays)
    return `This number was called ${times(count)} within ${period}; your limit is ${limit}.`
  },
  'attempts-unknown': () => 'The service didn’t reply in time how often this number was called.',
  /** `at`: a time, or a day and a time. */
  possibleAt: (at: string) => `Possible again: ${at}.`,

  files: {
    list: {
      stem: 'do-not-call',
      titles: ['number', 'reason', 'added', 'until']
    },
    decisions: {
      stem: 'rule-decisions',
      titles: ['time', 'number', 'source', 'rule', 'answer'],
      sources: {
        window: 'window',
        'hot-key': 'hot key',
        tray: 'tray',
        link: 'link',
        'trusted-link': 'trusted link',
        'command-line': 'command line',
        notification: 'notification',
        'work-list': 'work list'
      },
      rules: {
        'do-not-call': 'do-not-call list',
        'do-not-call-unknown': 'do-not-call list unreadable',
        'outside-hours': 'calling hours',
        'too-many-attempts': 'attempts',
        'attempts-unknown': 'attempts unknown'
      },
      answers: { yes: 'called', no: 'not called', refused: 'refused' }
    }
  }
}

/** The shape of every language's texts. */
export type RuleMessages = typeof rulesEn
