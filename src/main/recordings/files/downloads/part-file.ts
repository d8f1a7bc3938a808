import { open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { RecordingError } from '../../../../shared/recordings/schema'
import { ownFile, writeAtomic } from '../../../platform/files/atomic-file'
import { errorCodeOf } from '../../../platform/error-code'
import { diskError } from '../../../platform/files/disk-errors'
import { formatHeadBytes } from '../recording-format'
import type { HeldPart } from '../recording-reply'

/** A file operation that failed, with its error code for the user. */
export class DiskFailure extends Error {
  readonly error: RecordingError

  constructor(cause: unknown) {
    super('a file operation failed', { cause })
    this.error = diskError(cause)
  }
}

/**
 * An incomplete recording: its bytes, and a note next to them that identifies their version. Each operation throws a
 * {@link DiskFailure}.
 */
export interface PartFile {
  readonly sizeBytes: number
  /** The part that a fetch can resume from; null if there is none. */
  held(): HeldPart | null
  /** Discards the content; subsequent bytes are of this version. Null: it can't be resumed. */
  restart(validator: string | null, totalBytes: number | null): Promise<void>
  append(bytes: Uint8Array): Promise<void>
  /** Its first bytes, enough to detect the format. */
  head(): Promise<Buffer>
  /** Flushes to the disk, so that the file may be renamed. */
  sync(): Promise<void>
  close(): Promise<void>
}

const noteSchema = z.strictObject({
  validator: z.string().min(1).max(500),
  totalBytes: z.number().int().min(0).nullable(),
  /** Number of flushed bytes: after a power loss, bytes beyond it can be zeros. */
  syncedBytes: z.number().int().min(0).default(Number.MAX_SAFE_INTEGER)
})

/** The part is flushed after this many bytes, so that a kill loses at most these. */
const syncEveryBytes = 4 * 1_024 * 1_024

const notePath = (path: string): string => `${path}.json`

const onDisk = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw new DiskFailure(error)
  }
}

async function readNote(path: string): Promise<z.output<typeof noteSchema> | null> {
  try {
    const json: unknown = JSON.parse(await readFile(notePath(path), 'utf8'))
    return noteSchema.safeParse(json).data ?? null
  } catch {
    return null
  }
}

/** Removes a part and its note, if they exist. Never throws. */
export async function removePart(path: string): Promise<void> {
  await removePartNote(path)
  await rm(path, { force: true }).catch(() => undefined)
}

/** Removes only the note, once the part is complete. Never throws. */
export const removePartNote = (path: string): Promise<void> =>
  rm(notePath(path), { force: true }).catch(() => undefined)

/** Opens a file; tests inject disks that fill up. */
export type OpenFile = (path: string, flags: string, mode: number) => Promise<FileHandle>

async function openEither(path: string, openFile: OpenFile): Promise<FileHandle> {
  try {
    return await openFile(path, 'r+', ownFile.mode)
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error
    return openFile(path, 'wx+', ownFile.mode)
  }
}

/** Opens or creates the part at `path`, which must always belong to the same address. */
export async function openPart(path: string, openFile: OpenFile = open): Promise<PartFile> {
  const file = await onDisk(openEither(path, openFile))
  let note = await readNote(path)
  let sizeBytes = (await onDisk(file.stat())).size
  if (note !== null && sizeBytes > note.syncedBytes) {
    sizeBytes = note.syncedBytes
    await onDisk(file.truncate(sizeBytes))
  }
  if (note?.totalBytes !== null && sizeBytes > (note?.totalBytes ?? 0)) note = null
  let flushedBytes = sizeBytes

  const keepNote = async (kept: z.output<typeof noteSchema>): Promise<void> => {
    note = kept
    const text = JSON.stringify(kept)
    await writeAtomic(notePath(path), ownFile, (part) =>
      writeFile(part, text, { flag: 'wx', mode: ownFile.mode })
    )
  }
  /** Flushes the bytes before it writes the note that refers to them. */
  const flush = async (): Promise<void> => {
    await file.sync()
    flushedBytes = sizeBytes
    if (note !== null && note.syncedBytes !== sizeBytes) await keepNote({ ...note, syncedBytes: sizeBytes })
  }

  return {
    get sizeBytes() {
      return sizeBytes
    },
    held: () =>
      note === null || sizeBytes === 0
        ? null
        : { sizeBytes, validator: note.validator, totalBytes: note.totalBytes },
    async restart(validator, totalBytes) {
      // In this order: a kill in between leaves bytes without a note, which are discarded.
      note = null
      await onDisk(rm(notePath(path), { force: true }))
      await onDisk(file.truncate(0))
      sizeBytes = 0
      flushedBytes = 0
      if (validator !== null) await onDisk(keepNote({ validator, totalBytes, syncedBytes: 0 }))
    },
    async append(bytes) {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await onDisk(file.write(bytes, at, bytes.length - at, sizeBytes))
        at += bytesWritten
        sizeBytes += bytesWritten
      }
      if (sizeBytes - flushedBytes >= syncEveryBytes) await onDisk(flush())
    },
    async head() {
      const head = Buffer.alloc(Math.min(formatHeadBytes, sizeBytes))
      const { bytesRead } = await onDisk(file.read(head, 0, head.length, 0))
      return head.subarray(0, bytesRead)
    },
    sync: () => onDisk(flush()),
    async close() {
      // On a full disk, the download resumes from the last flush.
      await flush().catch(() => undefined)
      await onDisk(file.close())
    }
  }
}
