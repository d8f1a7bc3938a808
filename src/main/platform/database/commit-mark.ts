import { createHash } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { errorCodeOf } from '../error-code'
import { ownFile, writeAtomicSync } from '../files/atomic-file'

// How many transactions a database has committed, kept outside of it. A database that holds fewer, or is another
// one, has lost some: its log was cut, or an older copy took its place. Nothing in the database can tell that.

/** What a database says of itself: which file it is, and how many counted transactions it holds. */
export interface CommitPoint {
  fileId: string
  commits: number
}

/** The mark beside an open database. */
export interface CommitMark {
  /** The last point that was written; null: the mark is missing or unreadable. */
  last(): CommitPoint | null
  /** The point is on the disk when this returns. Throws what the file system throws. */
  write(point: CommitPoint): void
  close(): void
}

/** Where the mark of a database is kept. */
export const markPath = (file: string): string => `${file}.mark`

const pointSchema = z.strictObject({
  fileId: z.string().min(1).max(100),
  commits: z.number().int().min(0)
})

// Two slots are written in turn and in place: a write that is torn leaves the other one, and one that replaces
// bytes needs no room on a full disk. Each has a block of the disk to itself.
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

/** Opens the mark of a database file. Throws when it can't be read for another reason than its content. */
export function openCommitMark(file: string): CommitMark {
  const path = markPath(file)
  let handle: number | null = null
  let [first = null, second = null] = readSlots(path)
  // Another file's point begins in the first slot, with the second one emptied: see `begin`.
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
