import { formatTalk } from '../platform/times'

/** How far an arrow key seeks, in seconds. */
export const seekSeconds = 5
/** How far Page Up and Page Down seek, in seconds. */
export const leapSeconds = 30
/** The speeds that can be chosen. */
export const playbackRates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const

/** A second within a recording of `durationSeconds` (null: not known yet). */
export function withinRecording(seconds: number, durationSeconds: number | null): number {
  if (!Number.isFinite(seconds)) return 0
  return Math.max(0, Math.min(seconds, durationSeconds ?? Number.MAX_SAFE_INTEGER))
}

/** The first length, in seconds, that can be one; null: nobody knows. */
export const knownDuration = (...guesses: readonly (number | null | undefined)[]): number | null =>
  guesses.find((guess): guess is number => guess != null && Number.isFinite(guess) && guess > 0) ?? null

/** 0:07 of a time in seconds, as long as that of `totalSeconds`: 0:00:07 beside 1:02:13. */
export function formatPosition(seconds: number, totalSeconds: number | null = null): string {
  const text = formatTalk(seconds * 1_000)
  if (totalSeconds === null) return text
  const hours = formatTalk(totalSeconds * 1_000).split(':').length === 3
  return hours && text.split(':').length === 2 ? `0:${text.padStart(5, '0')}` : text
}

/** The speed that is nearest to a number of the settings. */
export function nearestRate(rate: number): (typeof playbackRates)[number] {
  return playbackRates.reduce((best, one) => (Math.abs(one - rate) < Math.abs(best - rate) ? one : best))
}

/** Where a recording goes on: where it was left, unless that was at its very beginning or end. */
export function resumePosition(leftAt: number | undefined, durationSeconds: number | null): number {
  if (leftAt === undefined || leftAt < 1) return 0
  return durationSeconds !== null && leftAt > durationSeconds - 1 ? 0 : leftAt
}

/** Takes a key; true when it was one of its own. */
export type KeyHandler = (event: KeyboardEvent) => boolean
