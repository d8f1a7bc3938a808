import { formatTalk } from '../platform/times'

/** Seek step of the arrow keys, in seconds. */
export const seekSeconds = 5
/** Seek step of Page Up and Page Down, in seconds. */
export const leapSeconds = 30
/** The available playback speeds. */
export const playbackRates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const

/** Clamps a position to a recording of `durationSeconds` (null: unknown). */
export function withinRecording(seconds: number, durationSeconds: number | null): number {
  if (!Number.isFinite(seconds)) return 0
  return Math.max(0, Math.min(seconds, durationSeconds ?? Number.MAX_SAFE_INTEGER))
}

/** The first valid duration, in seconds; null: unknown. */
export const knownDuration = (...guesses: readonly (number | null | undefined)[]): number | null =>
  guesses.find((guess): guess is number => guess != null && Number.isFinite(guess) && guess > 0) ?? null

/** Formats a position as 0:07, in the format of `totalSeconds`: 0:00:07 if that is 1:02:13. */
export function formatPosition(seconds: number, totalSeconds: number | null = null): string {
  const text = formatTalk(seconds * 1_000)
  if (totalSeconds === null) return text
  const hours = formatTalk(totalSeconds * 1_000).split(':').length === 3
  return hours && text.split(':').length === 2 ? `0:${text.padStart(5, '0')}` : text
}

/** The available speed nearest to a value from the settings. */
export function nearestRate(rate: number): (typeof playbackRates)[number] {
  return playbackRates.reduce((best, one) => (Math.abs(one - rate) < Math.abs(best - rate) ? one : best))
}

/** The position to resume at: the last one, unless that was at the very beginning or end. */
export function resumePosition(leftAt: number | undefined, durationSeconds: number | null): number {
  if (leftAt === undefined || leftAt < 1) return 0
  return durationSeconds !== null && leftAt > durationSeconds - 1 ? 0 : leftAt
}
