import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync
} from 'node:fs'
import { dirname } from 'node:path'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { LineLog } from '../ports'
import { errorCodeOf } from '../error-code'
import { ownFile, writeAtomicSync } from './atomic-file'
import { diskError } from './disk-errors'

// Text files to which lines are only ever added, so that saving a change costs the same after years, and a damaged
// line loses only itself (docs/decisions/0032).

const newline = '\n'.charCodeAt(0)

/** True if the file ends within a line: a write was cut short. */
function isTorn(handle: number, size: number): boolean {
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  return last[0] !== newline
}

/** Adds whole lines, each with its newline, and syncs them to the disk. False: the file would exceed `maxBytes`. */
export function appendLines(file: string, lines: string, maxBytes: number): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(file, 'a+', ownFile.mode)
  try {
    const { size } = fstatSync(handle)
    const bytes = Buffer.from(isTorn(handle, size) ? `\n${lines}` : lines)
    if (size + bytes.length > maxBytes) return false
    for (let at = 0; at < bytes.length; at += writeSync(handle, bytes, at));
    fdatasyncSync(handle)
    return true
  } finally {
    closeSync(handle)
  }
}

/** The lines of `file`, which is at most `maxBytes` long. */
export function openLineLog(file: string, maxBytes: number): LineLog {
  const attempt = (work: () => boolean): Result<undefined> => {
    try {
      return work() ? succeeded(undefined) : failed({ code: 'disk-full' })
    } catch (problem) {
      return failed(diskError(problem))
    }
  }
  return {
    read() {
      try {
        return readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      } catch (problem) {
        return errorCodeOf(problem) === 'ENOENT' ? [] : null
      }
    },
    append: (lines) => attempt(() => appendLines(file, lines.map((line) => `${line}\n`).join(''), maxBytes)),
    replace: (lines) =>
      attempt(() => {
        writeAtomicSync(file, lines.map((line) => `${line}\n`).join(''), ownFile)
        return true
      }),
    remove: () =>
      attempt(() => {
        rmSync(file, { force: true })
        return true
      })
  }
}
