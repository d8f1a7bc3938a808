import electronLog from 'electron-log/node'
import { join } from 'node:path'
import { redactLine } from '../core/log-text'

/** What the program writes down of itself. Nothing that a person typed or a token belongs here. */
export interface Log {
  info(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  error(...parts: unknown[]): void
}

const maxLogBytes = 1_000_000
/** Only the person may read it, whatever the folder allows. */
const ownerOnly = 0o600

const textOf = (part: unknown): string => {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : JSON.stringify(part)
}

const fileName = 'deskline.log'

/** The log's files below `folder`: the one that is written now, then the one that was turned over before. */
export const logPaths = (folder: string): string[] => [
  join(folder, fileName),
  join(folder, 'deskline.old.log')
]

/** A log file in `folder`, turned over at 1 MB (one old file is kept); every line is redacted. */
export function openLog(folder: string): Log {
  const log = electronLog.create({ logId: 'deskline' })
  log.transports.console.level = false
  log.transports.file.level = 'info'
  log.transports.file.maxSize = maxLogBytes
  log.transports.file.writeOptions = { flag: 'a', mode: ownerOnly, encoding: 'utf8' }
  log.transports.file.resolvePathFn = () => join(folder, fileName)
  log.hooks.push((message) => ({ ...message, data: [redactLine(message.data.map(textOf).join(' '))] }))
  return log
}
