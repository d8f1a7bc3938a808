/**
 * What went on while the line was down, as the records tell it. One for each gap; a gap that begins
 * before the last one was seen adds to it.
 */
export interface OfflineReport {
  /** Since when nothing could arrive, and until when; epoch ms. */
  sinceMs: number
  untilMs: number
  /** `checking`: the records are being asked for; `failed`: they could not be had, a person can ask again. */
  status: 'checking' | 'done' | 'failed'
  /** The calls that were found or completed by it, newest first, by their `key`. */
  callKeys: string[]
  /** A part of the period could not be asked for, or was longer ago than is asked for. */
  isPartial: boolean
}
