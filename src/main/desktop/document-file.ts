import ElectronStore from 'electron-store'
import { existsSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'

/** A small document kept in one file, as a whole. */
export interface DocumentFile<T> {
  /** The value at the start, or the default. */
  readonly initial: T
  /** Keeps the value soon, off the caller's path; the last of a burst is the one that is kept. */
  write(value: T): void
  /** Writes now what waits; for the end of the program. */
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

/**
 * Opens `name`.json below `folder`. electron-store writes a temporary file and renames it, so a kill
 * leaves the old value or the new one. A file that can't be parsed, or is of a later version, is put
 * aside and the default is used; `onProblem` is told. Never throws.
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

  const openStore = (): ElectronStore =>
    new ElectronStore<Record<string, unknown>>({
      cwd: folder,
      name,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false
    })

  let store: ElectronStore | null = null
  let initial = fallback
  try {
    store = openStore()
    const kept = store.store
    if (Object.keys(kept).length > 0) {
      if (kept['version'] !== version) throw new Error('another version')
      initial = schema.parse(kept['value'])
    }
  } catch {
    onProblem({ kind: 'file-unreadable', keptAs: setAside(path) })
    initial = fallback
    try {
      store = openStore()
    } catch {
      store = null
    }
  }

  let waiting: { value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let isFailing = false

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === null) return
    const { value } = waiting
    waiting = null
    try {
      if (store === null) throw new Error('no store')
      store.store = { version, value }
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
