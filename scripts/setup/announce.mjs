import { sep } from 'node:path'
import { cacheFolder } from './paths.mjs'

/** A set-up that can't continue. Its message says what is missing, why, and what to do. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Prints one line about a step that was or is being done. */
export function say(line) {
  clearProgress()
  console.log(`deskline: ${line}`)
}

const isTerminal = Boolean(process.stderr.isTTY)
const quietIntervalMs = 10_000
let hasProgressLine = false
let lastQuietLineAt = 0

/** Shows progress: one line rewritten in a terminal, otherwise a line every ten seconds. */
export function showProgress(text) {
  if (isTerminal) {
    process.stderr.write(`\r\x1b[2K  ${text}`)
    hasProgressLine = true
    return
  }
  const now = Date.now()
  if (lastQuietLineAt === 0) lastQuietLineAt = now
  if (now - lastQuietLineAt < quietIntervalMs) return
  lastQuietLineAt = now
  console.error(`  ${text}`)
}

/** Removes the progress line, so that ordinary output starts on an empty line. */
export function clearProgress() {
  lastQuietLineAt = 0
  if (!hasProgressLine) return
  process.stderr.write('\r\x1b[2K')
  hasProgressLine = false
}

/** Formats bytes as `12.3 MB`. */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

/**
 * Returns what to do about a file or folder that can't be written; null for another error.
 * @param {unknown} error
 * @param {string} cache the cache folder
 */
export function unwritableMessage(error, cache = cacheFolder()) {
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error ?? {})
  if (!['EACCES', 'EROFS', 'EPERM'].includes(code ?? '') || path === undefined) return null
  const isOfCache = path === cache || path.startsWith(cache + sep) || cache.startsWith(path + sep)
  return isOfCache
    ? `${path} can't be written (${code}). Downloads are kept in ${cache}; name another folder for them:\n\n` +
        '  DESKLINE_CACHE=<a folder that you can write> npm start\n'
    : `${path} can't be written (${code}). Deskline needs write access to its project folder.`
}

/**
 * Runs a script's main function and uses its result as exit code. A SetupError prints its message only, any other
 * error its stack.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    clearProgress()
    const known = error instanceof SetupError ? error.message : unwritableMessage(error)
    console.error(known === null ? error : `deskline: ${known}`)
    process.exitCode = 1
  }
}
