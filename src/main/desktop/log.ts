import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { redactLine } from '../platform/log-text'

/** The program's log. Never log user input or a token. */
export interface Log {
  info(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  error(...parts: unknown[]): void
  /** Removes the lines before a time, epoch ms. */
  forgetBefore(beforeMs: number): Promise<void>
  /** Resolves when everything logged so far is written, or after a time limit. */
  flush(): Promise<void>
}

const maxLogBytes = 1_000_000
/** Limits the lines waiting for an unresponsive disk; further lines are dropped. */
const maxWaitingLines = 2_000
const flushLimitMs = 500
/** Only the user can read the file, whatever the folder's mode. */
const ownerOnly = 0o600

const textOf = (part: unknown): string => {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : JSON.stringify(part)
}

/** The log files in `folder`: the current one, then the rotated one. */
export const logPaths = (folder: string): [string, string] => [
  join(folder, 'deskline.log'),
  join(folder, 'deskline.old.log')
]

const lineStart = /^\[(\d{4}-[^\]]+Z)\] /

/** The lines from the first one that was written at a time or later; a line without a time belongs to the one before. */
function linesSince(text: string, fromMs: number): string {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => Date.parse(lineStart.exec(line)?.[1] ?? '') >= fromMs)
  return first < 0 ? '' : lines.slice(first).join('\n')
}

/** Appends to a file and rotates it at {@link maxLogBytes}. Rejects with the file system's error. */
function createAppender([path, oldPath]: [string, string]): (text: string) => Promise<void> {
  let bytes: number | null = null
  return async (text) => {
    if (bytes === null) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      bytes = await stat(path).then(
        ({ size }) => size,
        () => 0
      )
    }
    if (bytes > maxLogBytes) {
      await rename(path, oldPath)
      bytes = 0
    }
    await appendFile(path, text, { mode: ownerOnly })
    bytes += Buffer.byteLength(text)
  }
}

/**
 * Opens a log file in `folder`, rotated at 1 MB with one old file kept. Every line is redacted and timestamped in
 * UTC, because the process keeps its initial time zone when the computer moves to another one. Writes run in the
 * background, so that an unresponsive disk blocks nothing; `onWrite` gets each write.
 */
export function openLog(
  folder: string,
  options: { now: () => Date; onWrite?: (writing: Promise<unknown>) => void }
): Log {
  const paths = logPaths(folder)
  const append = createAppender(paths)
  let waiting: string[] = []
  let dropped = 0
  let writing: Promise<void> | null = null

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting
      waiting = []
      const lost = dropped > 0 ? `${dropped} lines were dropped\n` : ''
      dropped = 0
      const appending = append(lines.join('') + lost)
      options.onWrite?.(appending)
      // A failing log must not stop the program, and its failure can't be logged.
      await appending.catch(() => undefined)
    }
    writing = null
  }

  const add = (level: 'info' | 'warn' | 'error', parts: unknown[]): void => {
    if (waiting.length >= maxWaitingLines) {
      dropped += 1
      return
    }
    waiting.push(`[${options.now().toISOString()}] [${level}] ${redactLine(parts.map(textOf).join(' '))}\n`)
    // Batch the lines of one turn of the event loop into one write.
    writing ??= Promise.resolve().then(write)
  }

  const purge = async (beforeMs: number): Promise<void> => {
    for (const path of paths) {
      const text = await readFile(path, 'utf8').catch(() => '')
      const kept = linesSince(text, beforeMs)
      if (kept === text) continue
      // Like writing, a failure can't be reported here; the next day tries again.
      await (kept === '' ? rm(path, { force: true }) : writeFile(path, kept, { mode: ownerOnly })).catch(
        () => undefined
      )
    }
  }

  return {
    async forgetBefore(beforeMs) {
      // Between writes: lines that are added meanwhile wait.
      while (writing !== null) await writing
      writing = purge(beforeMs).then(write)
      await writing
    },
    info: (...parts) => add('info', parts),
    warn: (...parts) => add('warn', parts),
    error: (...parts) => add('error', parts),
    flush: () =>
      new Promise((resolve) => {
        const limit = setTimeout(resolve, flushLimitMs)
        void Promise.resolve(writing).then(() => {
          clearTimeout(limit)
          resolve()
        })
      })
  }
}
