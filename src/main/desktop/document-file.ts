import { existsSync, readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { removeLeftovers, writeWhole } from './whole-file'

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
  kind: 'file-unreadable' | 'file-unwritable'
  /** The name under which the unreadable file was put aside; null when even that failed. */
  keptAs: string | null
}

/** Events are handled first, writes come after; a burst becomes one write. */
const settleMs = 50

const setAside = (path: string): string | null => {
  for (let turn = 0; turn < 100; turn += 1) {
    const aside = `${path}.unreadable${turn === 0 ? '' : `-${turn}`}`
    if (existsSync(aside)) continue
    try {
      renameSync(path, aside)
      return basename(aside)
    } catch {
      return null
    }
  }
  return null
}

/** The text of a file; null when there is none. Throws when there is one that can't be read. */
const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return null
    throw problem
  }
}

/**
 * Opens `name`.json below `folder`. A kill or a full disk leaves the old value or the new one. A file that
 * can't be parsed, or is of another version, is put aside and the default is used; where it can't be put
 * aside it stays as it is, and nothing is written. `onProblem` is told of each trouble once. Never throws.
 */
export function openDocument<T>(options: {
  folder: string
  name: string
  version: number
  schema: z.ZodType<T>
  fallback: T
  onProblem: (problem: DocumentProblem) => void
}): DocumentFile<T> {
  const { folder, name, version, schema, fallback, onProblem } = options
  const path = join(folder, `${name}.json`)
  const stored = z.strictObject({ version: z.literal(version), value: schema })

  let initial = fallback
  let isInTheWay = false
  try {
    const text = textOf(path)
    if (text !== null) initial = stored.parse(JSON.parse(text)).value
  } catch {
    const keptAs = setAside(path)
    isInTheWay = keptAs === null
    onProblem({ kind: 'file-unreadable', keptAs })
  }
  removeLeftovers(path)

  let waiting: { value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let isFailing = false

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === null) return
    try {
      if (isInTheWay) throw new Error('an unreadable file is in the way')
      writeWhole(path, { version, value: waiting.value })
      waiting = null
      isFailing = false
    } catch {
      // Told once, not at each write: a full disk stays full for a while.
      if (!isFailing) onProblem({ kind: 'file-unwritable', keptAs: null })
      isFailing = true
    }
  }

  return {
    initial,
    write(value) {
      waiting = { value }
      timer ??= setTimeout(flush, settleMs)
    },
    flush
  }
}
