import { accessSync, constants, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { logPaths, mendedPath, removeDatabaseFiles, type DamagedFiles } from './database-files'
import { isDamaged, isOfLog } from './failure'
import { cutLog, readLog } from './log-file'
import { ForeignFile, tryOpen, type DatabaseOptions, type Opened } from './opening'
import { salvage, Unsalvageable } from './salvage'

/**
 * Opens what is there, as far as it is intact. `onLoss` is called before a file is moved away whose loss the mark
 * can't detect.
 */
export async function openRecovered(
  path: string,
  options: DatabaseOptions,
  damaged: DamagedFiles,
  onLoss: () => void
): Promise<Opened> {
  // DuckDB refuses an empty file, and removes the log of a database that it has to create.
  if (existsSync(path) && statSync(path).size === 0) {
    onLoss()
    rmSync(path)
  }
  if (!existsSync(path) && logPaths(path).some((log) => existsSync(log))) {
    onLoss()
    damaged.moveLogs()
  }
  for (const log of logPaths(path)) {
    if (!existsSync(log)) continue
    const { sizeBytes, wholeBytes, isKnown } = readLog(log)
    if (!isKnown || wholeBytes === sizeBytes) continue
    onLoss()
    damaged.copyLog(log)
    cutLog(log, wholeBytes)
  }
  const isOurTurn = (failure: unknown): boolean => isDamaged(failure) || failure instanceof ForeignFile
  return tryOpen(path, options)
    .catch((failure: unknown) => {
      if (!isOfLog(failure) || !logPaths(path).some((log) => existsSync(log))) throw failure
      // The log belongs to another checkpoint of the file, or to another file.
      onLoss()
      damaged.moveLogs()
      return tryOpen(path, options)
    })
    .catch((failure: unknown) => {
      if (!isOurTurn(failure) || !existsSync(path)) throw failure
      // A file without permission isn't damaged.
      accessSync(path, constants.R_OK | constants.W_OK)
      onLoss()
      damaged.moveAll()
      return tryOpen(path, options)
    })
}

/**
 * Opens a file with a damaged block: copies the readable rows to a new file, which replaces it. The caller has
 * persisted the loss.
 */
export async function openSalvaged(
  path: string,
  options: DatabaseOptions,
  damaged: DamagedFiles
): Promise<Opened> {
  const mended = mendedPath(path)
  if (existsSync(path)) {
    removeDatabaseFiles(mended)
    const fresh = await tryOpen(mended, options)
    fresh.instance.closeSync()
    await salvage({ damaged: path, whole: mended }, options.sumTables ?? []).catch((failure: unknown) => {
      if (!isDamaged(failure) && !(failure instanceof Unsalvageable)) throw failure
      removeDatabaseFiles(mended)
    })
    damaged.moveAll()
  }
  if (existsSync(mended)) renameSync(mended, path)
  return tryOpen(path, options)
}
