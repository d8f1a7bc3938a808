/**
 * The calls missed while the line was down, from their records. One report per gap; a gap that begins before the user
 * dismissed the last report extends it.
 */
export interface OfflineReport {
  /** The period in which no event could arrive; epoch ms. */
  sinceMs: number
  untilMs: number
  /** `checking`: the records are being requested; `failed`: the request failed, the user can retry. */
  status: 'checking' | 'done' | 'failed'
  /** The `key`s of the calls that were found or completed, newest first. */
  callKeys: string[]
  /** Part of the period could not be requested, or is older than the oldest period requested. */
  isPartial: boolean
}
