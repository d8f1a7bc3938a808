import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { historyLossSchema, type HistoryLoss } from '../../../shared/platform/history-loss'
import { errorCodeOf } from '../error-code'
import { ownFile, syncFolder, writeAtomicSync } from '../files/atomic-file'

// That a database lost some of its history, kept beside it until the user acknowledged it.

/** Where the loss of a database is kept. */
export const lossPath = (file: string): string => `${file}.loss`

/** The loss that the user hasn't acknowledged; null: there is none. Never throws. */
export function readLoss(file: string): HistoryLoss | null {
  const path = lossPath(file)
  try {
    return historyLossSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (failure) {
    if (errorCodeOf(failure) === 'ENOENT') return null
    // That the file is there says that there was a loss.
    return { atMs: 0, keptAs: null }
  }
}

/** Keeps a loss; it is on the disk when this returns. An earlier loss's copy of the file stays named. */
export function keepLoss(file: string, loss: HistoryLoss): void {
  const earlier = readLoss(file)
  const kept = { ...loss, keptAs: loss.keptAs ?? earlier?.keptAs ?? null }
  writeAtomicSync(lossPath(file), JSON.stringify(kept), ownFile)
}

/** The user knows of the loss: it is not kept any longer. Throws what the file system throws. */
export function forgetLoss(file: string): void {
  rmSync(lossPath(file), { force: true })
  syncFolder(dirname(lossPath(file)))
}
