import { createHash } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { errorCodeOf } from '../error-code'
import { ownFile, writeAtomicSync } from '../files/atomic-file'

// The number of transactions that a database has committed, kept outside of it. A database that holds fewer, or has
// another id, has lost some: its log was truncated, or an older copy replaced it. The database itself can't detect
// that.

/** The commit point of a database: its file id and the number of counted transactions that it holds. */
const pointSchema = z.strictObject({
  fileId: z.string().min(1).max(100),
  commits: z.number().int().min(0)
})

/** See {@link pointSchema}. */
export type CommitPoint = z.infer<typeof pointSchema>

/** The mark of an open database, in a file next to it. */
export interface CommitMark {
  /** The last point that was written; null if the mark is missing or unreadable. */
  last(): CommitPoint | null
  /** The point is on the disk when this returns. Throws file system errors. */
  write(point: CommitPoint): void
  close(): void
}

/** Path of a database's mark. */
export const markPath = (file: string): string => `${file}.mark`

// Two slots are written alternately and in place: a torn write leaves the other one intact, and overwriting bytes
// needs no space on a full disk. Each slot has its own disk block.
const slotOffsets = [0, 4_096] as const
const slotBytes = 256

const checkOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

function slotOf(point: CommitPoint): Buffer {
  const text = JSON.stringify(point)
  return Buffer.from(`${checkOf(text)} ${text}`.padEnd(slotBytes))
}

function pointOf(slot: Buffer): CommitPoint | null {
  const [check, text = ''] = slot.toString('utf8').trimEnd().split(/ (.*)/s)
  if (check !== checkOf(text)) return null
  try {
    return pointSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function readSlots(path: string): (CommitPoint | null)[] {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch (failure) {
    if (errorCodeOf(failure) === 'ENOENT') return [null, null]
    throw failure
  }
  try {
    return slotOffsets.map((offset) => {
      const slot = Buffer.alloc(slotBytes)
      return readSync(handle, slot, 0, slotBytes, offset) === slotBytes ? pointOf(slot) : null
    })
  } finally {
    closeSync(handle)
  }
}

/** Opens the mark of a database file. Invalid content isn't an error; throws if the file can't be read. */
export function openCommitMark(file: string): CommitMark {
  const path = markPath(file)
  let handle: number | null = null
  let [first = null, second = null] = readSlots(path)
  // The point of a different file starts in the first slot, with the second one cleared: see `begin`.
  let newest = (second?.commits ?? -1) > (first?.commits ?? -1) ? 1 : 0
  const last = (): CommitPoint | null => (newest === 1 ? second : first)

  const begin = (point: CommitPoint): void => {
    const content = Buffer.alloc(slotOffsets[1] + slotBytes)
    slotOf(point).copy(content)
    if (handle !== null) closeSync(handle)
    handle = null
    writeAtomicSync(path, content, ownFile)
    ;[first, second, newest] = [point, null, 0]
  }

  const replaceOlder = (point: CommitPoint): void => {
    handle ??= openSync(path, 'r+')
    const older = newest === 0 ? 1 : 0
    const slot = slotOf(point)
    if (writeSync(handle, slot, 0, slot.length, slotOffsets[older]) !== slot.length)
      throw new Error('the mark was not written whole')
    fdatasyncSync(handle)
    if (older === 0) first = point
    else second = point
    newest = older
  }

  return {
    last,
    write(point) {
      const known = last()
      if (known?.fileId === point.fileId && known.commits === point.commits) return
      if (known?.fileId === point.fileId && known.commits < point.commits) replaceOlder(point)
      else begin(point)
    },
    close() {
      if (handle !== null) closeSync(handle)
      handle = null
    }
  }
}
