import { count } from './count'

/** The user's own day, in English. */
export const todayEn = {
  title: 'Today',
  calls: (n: number) => count(n, 'call', 'calls'),
  /** `share`: a percentage. */
  answered: (share: string) => `${share} answered`,
  talk: (time: string) => `${time} talk`,
  goal: (n: number, goal: number) => `${n} of ${count(goal, 'call', 'calls')}`,
  goalReached: 'Goal reached',
  open: 'Show today’s records',
  /** Where the figures come from. */
  from: {
    recents: 'From the recent calls in Deskline that have ended.',
    records: 'From the service’s records of today.'
  }
}
