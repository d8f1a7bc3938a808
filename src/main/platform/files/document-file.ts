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

/** A small document kept in one file, as a whole. */
export interface DocumentFile<T> {
  /** The value at the start, or the default. */
  readonly initial: T
  /** Keeps the value soon, off the caller's path; the last of a burst is the one that is kept. */
  write(value: T): void
  /** Writes now what waits, and what couldn't be written before; for the end of the program. */
  flush(): void
}

/** What went wrong with a file. */
export interface DocumentProblem {
  kind: 'file-unreadable' | 'file-damaged' | 'file-unwritable'
  /** The name of the copy that was put aside; null when there is none. */
  keptAs: string | null
  /** How many entries could not be read; null: not known. */
  lostEntries: number | null
}

/** Where a document is kept, and whom it reports to. */
export interface DocumentOptions<T> extends DocumentShape<T> {
  folder: string
  name: string
  /**
   * Called for each problem once, before the file is touched: what is lost is known before it is gone. Once more
   * when the copy that it names could not be made.
   */
  onProblem: (problem: DocumentProblem) => void
  /** Called when it could be written again after `file-unwritable`. */
  onSaved?: () => void
}

/** Events are handled first, writes come after; a burst becomes one write. */
const settleMs = 50
const maxAsides = 100

/** The bytes of a file; null when there is none. Throws when there is one that can't be read. */
const bytesOf = (path: string): Uint8Array | null => {
  try {
    return readFileSync(path)
  } catch (problem) {
    if (errorCodeOf(problem) === 'ENOENT') return null
    throw problem
  }
}

/** A name that is free for a copy of the file at `path`; null when a hundred are taken. */
function asideFor(path: string): string | null {
  for (let turn = 0; turn < maxAsides; turn += 1) {
    const aside = `${path}.unreadable${turn === 0 ? '' : `-${turn}`}`
    if (!existsSync(aside)) return aside
  }
  return null
}

/** Puts the file aside (`move`) or a copy of it; false when that can't be done. */
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

/** The copy of before the last change. */
const previousOf = (path: string): string => `${path}.previous`

/** Keeps what is at `path` as the copy of before; without one where the file system has no hard links. Never throws. */
function keepPrevious(path: string): void {
  try {
    rmSync(previousOf(path), { force: true })
    if (existsSync(path)) linkSync(realpathSync(path), previousOf(path))
  } catch {
    // A document without a copy of before is still whole.
  }
}

interface FirstLook<T> extends Pick<DocumentReading<T>, 'value' | 'unknownKeys'> {
  /** What the file holds is good: it may become the copy of before. */
  isSound: boolean
  /** The file must be written anew: it isn't as it should be. */
  isToBeWritten: boolean
  /** Puts aside what is in the way of the first write; false: it can't be now. */
  clear: () => boolean
}

/** Reads the document and puts aside what of it can't be read. */
function lookAt<T>(path: string, options: DocumentOptions<T>): FirstLook<T> {
  let current: Uint8Array | null = null
  let previous: Uint8Array | null = null
  let isFound = true
  try {
    current = bytesOf(path)
    isFound = current !== null
  } catch {
    // Something is there that can't be read.
  }
  const nothing = { isSound: true, isToBeWritten: false, clear: () => true }
  // Without a file there is no document: a copy of before alone doesn't bring it back.
  if (!isFound) return { ...nothing, value: options.fallback, unknownKeys: [] }
  try {
    previous = bytesOf(previousOf(path))
  } catch {
    // Then there is none.
  }
  const { value, unknownKeys, state, lostEntries, isLater } = readDocument({ current, previous }, options)
  const isLoss = state === 'damaged' || state === 'unreadable'
  const look = {
    value,
    unknownKeys,
    isSound: !isLoss,
    isToBeWritten: state !== 'sound' && state !== 'unreadable'
  }
  if (!isLoss && !isLater) return { ...look, clear: () => true }

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
  if (aside !== null && putAside(path, aside, how)) return { ...look, clear: () => true }
  if (aside !== null) report(null)
  return {
    ...look,
    clear() {
      const later = asideFor(path)
      return later !== null && putAside(path, later, how)
    }
  }
}

/**
 * Opens `name`.json below `folder`. A kill, a power loss or a full disk leaves the old value or the new one. What
 * can't be read of a file costs only itself: a bad entry, a bad setting, the tail of a file that was cut; the file
 * is copied aside then, and keys of a later version are kept. A file of which nothing can be read is moved aside and
 * the default is used; where it can't be, it stays as it is and nothing is written. Never throws.
 */
export function openDocument<T>(options: DocumentOptions<T>): DocumentFile<T> {
  const { folder, name, version, fallback, onProblem } = options
  const path = join(folder, `${name}.json`)
  const { value: initial, unknownKeys, clear, ...first } = lookAt(path, options)
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
      (part) => writeStoreFile(part, { version, value: withUnknownKeys(value, unknownKeys) }),
      () => {
        // A damaged file doesn't take the place of a good copy.
        if (isSound) keepPrevious(path)
      }
    )
    isSound = true
    // What was emptied (signing out, "forget all") leaves no copy.
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
      // Once, not at each write: a full disk stays full for a while.
      if (!isFailing) onProblem({ kind: 'file-unwritable', keptAs: null, lostEntries: null })
      isFailing = true
    }
  }
  flush()

  return {
    initial,
    write(value) {
      waiting = { value }
      timer ??= setTimeout(flush, settleMs)
    },
    flush
  }
}
