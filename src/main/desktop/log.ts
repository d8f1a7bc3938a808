import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { redactLine } from '../platform/log-text'

/** The program's log. Never log user input or a token. */
export interface Log {
  info(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  error(...parts: unknown[]): void
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
  const append = createAppender(logPaths(folder))
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

  return {
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
