import {
  chmodSync,
  copyFileSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync
} from 'node:fs'
import { basename, join } from 'node:path'
import { errorCodeOf } from '../error-code'
import { ownFile, replaceAtomicSync } from './atomic-file'
import { withUnknownKeys } from './salvage'
import { readDocument, type DocumentReading, type DocumentShape } from './document-reading'
import { writeStoreFile } from './store-file'

/** A small document in one file, always written as a whole. */
export interface DocumentFile<T> {
  /** The value at the start, or the default. */
  readonly initial: T
  /** Schedules a write of the value; only the last value of a burst is written. */
  write(value: T): void
  /** Writes a pending or failed value now; for the end of the program. */
  flush(): void
}

/** A problem with a file. */
export interface DocumentProblem {
  kind: 'file-unreadable' | 'file-damaged' | 'file-unwritable'
  /** The name of the backup copy; null if there is none. */
  keptAs: string | null
  /** Number of unreadable entries; null if unknown. */
  lostEntries: number | null
}

/** The location of a document and its callbacks. */
export interface DocumentOptions<T> extends DocumentShape<T> {
  folder: string
  name: string
  /**
   * Called once for each problem, before the file is touched, so that a loss is known before data is gone. Called
   * again if the copy that it names could not be made.
   */
  onProblem: (problem: DocumentProblem) => void
  /** Called when a write succeeds after `file-unwritable`. */
  onSaved?: () => void
  /** What of the value is written; all of it by default. What is left out is read as the default. */
  stored?: (value: T) => unknown
}

/** Delay of writes, so that events are handled first and a burst becomes one write. */
const writeDelayMs = 50
const maxAsides = 100

/** The bytes of a file; null if it doesn't exist. Throws if it can't be read. */
const bytesOf = (path: string): Uint8Array | null => {
  try {
    return readFileSync(path)
  } catch (problem) {
    if (errorCodeOf(problem) === 'ENOENT') return null
    throw problem
  }
}

/** A free name for a copy of the file at `path`; null if a hundred exist. */
function asideFor(path: string): string | null {
  for (let number = 0; number < maxAsides; number += 1) {
    const aside = `${path}.unreadable${number === 0 ? '' : `-${number}`}`
    if (!existsSync(aside)) return aside
  }
  return null
}

/** Moves the file aside, or copies it; false on failure. */
function putAside(path: string, aside: string, how: 'move' | 'copy'): boolean {
  try {
    if (how === 'move') renameSync(path, aside)
    else copyFileSync(path, aside, constants.COPYFILE_EXCL)
    chmodSync(aside, ownFile.mode)
    return true
  } catch {
    return false
  }
}

/** Path of the copy from before the last change. */
const previousOf = (path: string): string => `${path}.previous`

/** Keeps the file at `path` as the previous copy; skipped where the file system has no hard links. Never throws. */
function keepPrevious(path: string): void {
  try {
    rmSync(previousOf(path), { force: true })
    if (existsSync(path)) linkSync(realpathSync(path), previousOf(path))
  } catch {
    // The previous copy is optional.
  }
}

interface FirstReading<T> extends Pick<DocumentReading<T>, 'value' | 'unknownKeys'> {
  /** The file's content is intact, so it may become the previous copy. */
  isSound: boolean
  /** The file must be rewritten. */
  isToBeWritten: boolean
  /** Moves aside what would be overwritten by the first write; false if that isn't possible now. */
  clear: () => boolean
}

/** Reads the document and backs up what can't be read. */
function readAtStart<T>(path: string, options: DocumentOptions<T>): FirstReading<T> {
  let current: Uint8Array | null = null
  let previous: Uint8Array | null = null
  let isFound = true
  try {
    current = bytesOf(path)
    isFound = current !== null
  } catch {
    // The file exists but can't be read.
  }
  const nothing = { isSound: true, isToBeWritten: false, clear: () => true }
  // Without a file there is no document: a previous copy alone doesn't restore it.
  if (!isFound) return { ...nothing, value: options.fallback, unknownKeys: [] }
  try {
    previous = bytesOf(previousOf(path))
  } catch {
    // Unreadable: continue without a previous copy.
  }
  const { value, unknownKeys, state, lostEntries, isLater } = readDocument({ current, previous }, options)
  const isLoss = state === 'damaged' || state === 'unreadable'
  const opened = {
    value,
    unknownKeys,
    isSound: !isLoss,
    isToBeWritten: state !== 'sound' && state !== 'unreadable'
  }
  if (!isLoss && !isLater) return { ...opened, clear: () => true }

  const how = state === 'unreadable' || current === null ? 'move' : 'copy'
  const report = (keptAs: string | null): void =>
    isLoss
      ? options.onProblem({
          kind: state === 'damaged' ? 'file-damaged' : 'file-unreadable',
          keptAs,
          lostEntries
        })
      : undefined
  const aside = asideFor(path)
  report(aside === null ? null : basename(aside))
  if (aside !== null && putAside(path, aside, how)) return { ...opened, clear: () => true }
  if (aside !== null) report(null)
  return {
    ...opened,
    clear() {
      const later = asideFor(path)
      return later !== null && putAside(path, later, how)
    }
  }
}

/**
 * Opens `name`.json in `folder`. A kill, a power loss or a full disk leaves either the old value or the new one. An
 * unreadable part (a bad entry, a bad setting, the end of a truncated file) loses only itself; the file is copied
 * aside first, and keys of a later version are kept. An entirely unreadable file is moved aside and the default is
 * used; if it can't be moved, it stays unchanged and nothing is written. Never throws.
 */
export function openDocument<T>(options: DocumentOptions<T>): DocumentFile<T> {
  const { folder, name, version, fallback, onProblem, stored = (value: T): unknown => value } = options
  const path = join(folder, `${name}.json`)
  const { value: initial, unknownKeys, clear, ...first } = readAtStart(path, options)
  let { isSound } = first
  let isCleared = false
  let waiting: { value: T } | null = first.isToBeWritten ? { value: initial } : null
  let timer: NodeJS.Timeout | null = null
  let isFailing = false

  const save = (value: T): void => {
    isCleared ||= clear()
    if (!isCleared) throw new Error('an unreadable file is in the way')
    const isEmpty = JSON.stringify(value) === JSON.stringify(fallback)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    replaceAtomicSync(
      path,
      ownFile,
      (part) => writeStoreFile(part, { version, value: stored(withUnknownKeys(value, unknownKeys) as T) }),
      () => {
        // A damaged file doesn't replace a good copy.
        if (isSound) keepPrevious(path)
      }
    )
    isSound = true
    // Cleared data (signing out, "forget all") leaves no copy.
    if (isEmpty) rmSync(previousOf(path), { force: true })
  }
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === null) return
    try {
      save(waiting.value)
      waiting = null
      if (isFailing) options.onSaved?.()
      isFailing = false
    } catch {
      // Reported once, not for each write: a full disk stays full for a while.
      if (!isFailing) onProblem({ kind: 'file-unwritable', keptAs: null, lostEntries: null })
      isFailing = true
    }
  }
  flush()

  return {
    initial,
    write(value) {
      waiting = { value }
      timer ??= setTimeout(flush, writeDelayMs)
    },
    flush
  }
}
