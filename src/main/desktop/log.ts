import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { redactLine } from '../platform/log-text'

/** What the program writes down of itself. Nothing that a person typed or a token belongs here. */
export interface Log {
  info(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  error(...parts: unknown[]): void
  /** Resolves when what was logged so far is written, or when that takes too long. */
  flush(): Promise<void>
}

const maxLogBytes = 1_000_000
/** What waits for a disk that doesn't answer is limited; later lines are dropped. */
const maxWaitingLines = 2_000
const flushLimitMs = 500
/** Only the person may read it, whatever the folder allows. */
const ownerOnly = 0o600

const textOf = (part: unknown): string => {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : JSON.stringify(part)
}

/** The log's files below `folder`: the one that is written now, then the one that was turned over before. */
export const logPaths = (folder: string): [string, string] => [
  join(folder, 'deskline.log'),
  join(folder, 'deskline.old.log')
]

/** Appends to a file that is turned over at {@link maxLogBytes}. Rejects with the file system's error. */
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
 * A log file in `folder`, turned over at 1 MB (one old file is kept); every line is redacted, and its time is UTC: the
 * process keeps the zone of its start when the computer is moved to another one. Writing goes on in
 * the background, so that a disk that doesn't answer holds nothing up; `onWrite` gets each write.
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
      // A log that can't be written must not stop the program, nor can it be logged.
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
    // What one turn of the event loop logs is written at once.
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
