import { count } from './count'

const grouped = new Intl.NumberFormat('en')
const many = (n: number, one: string, other: string): string =>
  n === 1 ? count(n, one, other) : `${grouped.format(n)} ${other}`
const numbers = (n: number): string => many(n, 'number', 'numbers')

/** How far the campaign of an import is, in English. */
export const campaignProgressEn = {
  title: 'Calls of this campaign',
  parts: {
    answered: 'Answered',
    notAnswered: 'Not answered',
    notCalled: 'Not called'
  },
  called: 'Called',
  part: (name: string, n: number, share: string) => `${name}: ${numbers(n)}, ${share}`,
  calledOf: (total: string) => `of ${total} sent numbers were called`,
  attempts: (n: number) => many(n, 'call', 'calls'),
  asOf: (when: string) => `As of ${when}`,
  period: (from: string, to: string) => `Call records from ${from} to ${to}`,
  counts: 'Every call of the tenant to a number counts, from when the number was sent.',
  refresh: 'Refresh',
  cancel: 'Cancel',
  loading: (share: string, n: number) => `Loading call records: ${share}, ${many(n, 'call', 'calls')}`,
  counting: (n: number) => `Counting: ${many(n, 'call', 'calls')}`,
  waiting: (seconds: number) => `The service asks Deskline to wait ${seconds} s`,
  waitingTitle: 'Loading call records',
  cancelled: 'Refreshing was cancelled. The figures are from the last count.',
  cancelledFirst: 'Counting was cancelled.',
  failed: 'The figures could not be refreshed.',
  notCounted: 'Not counted yet.',
  nothingSent: 'Nothing was sent yet, so there is nothing to count.',
  nothingCalled: 'None of the sent numbers was called yet.',
  gaps: (n: number) => `${many(n, 'period', 'periods')} without records: the campaign may be further along.`,
  gap: (from: string, to: string) => `Records from ${from} to ${to} are missing.`,
  moreGaps: (n: number) => `and ${grouped.format(n)} more`,
  incomplete: (n: number) =>
    `${many(n, 'second has', 'seconds have')} more calls than the service returns; some may be missing.`,
  unreadable: (n: number) =>
    `${many(n, 'call', 'calls')} can't be counted, because the service doesn't show the whole number.`,
  days: 'By day',
  columns: {
    day: 'Day',
    attempts: 'Calls',
    called: 'Called for the first time',
    answered: 'Answered for the first time'
  },
  dayBar: (called: number, answered: number) =>
    `${numbers(called)} called for the first time, ${grouped.format(answered)} answered for the first time`,
  moreDays: (n: number) => `Show ${many(n, 'earlier day', 'earlier days')}`,
  export: 'Export by day…',
  list: {
    button: 'Create a work list…',
    title: 'Work list of the remaining numbers',
    text: 'The numbers are those of the last count.',
    choices: {
      'not-called': 'Not called yet',
      'not-answered': 'Called, not answered',
      both: 'Both'
    },
    gone: 'The numbers were removed when you signed out, so no list can be created from them.'
  },
  row: (share: string) => `${share} called`,
  said: (called: number, answered: number) =>
    `${numbers(called)} called, ${grouped.format(answered)} answered.`
}

/** The shape of every language's texts. */
export type CampaignProgressMessages = typeof campaignProgressEn
