import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { historyLossSchema, type HistoryLoss } from '../../../shared/platform/schema'
import { errorCodeOf } from '../error-code'
import { ownFile, syncFolder, writeAtomicSync } from '../files/atomic-file'

// Marker of a loss of history, kept next to the database file until the user acknowledged it.

/** Path of a database's loss marker. */
export const lossPath = (file: string): string => `${file}.loss`

/** The loss that the user hasn't acknowledged; null if there is none. Never throws. */
export function readLoss(file: string): HistoryLoss | null {
  const path = lossPath(file)
  try {
    return historyLossSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (failure) {
    if (errorCodeOf(failure) === 'ENOENT') return null
    // An unreadable marker still means that there was a loss.
    return { atMs: 0, keptAs: null }
  }
}

/**
 * Persists a loss; it is on the disk when this returns. Keeps an earlier loss's copy name if the new one has none.
 */
export function keepLoss(file: string, loss: HistoryLoss): void {
  const earlier = readLoss(file)
  const kept = { ...loss, keptAs: loss.keptAs ?? earlier?.keptAs ?? null }
  writeAtomicSync(lossPath(file), JSON.stringify(kept), ownFile)
}

/** Removes the marker, because the user acknowledged the loss. Throws file system errors. */
export function forgetLoss(file: string): void {
  rmSync(lossPath(file), { force: true })
  syncFolder(dirname(lossPath(file)))
}
