import type { AttemptPeriod } from './limits'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The length of a rolling period of attempts, in ms. */
export const periodMs = (period: AttemptPeriod, totalDays: number): number =>
  period === 'hour' ? hourMs : period === 'day' ? dayMs : totalDays * dayMs
