import type { RecordingErrorCode } from '../../../shared/recordings/recordings'
import type {
  RecordingError,
  RecordingFormat,
  RecordingProgress,
  RecordingResult
} from '../../../shared/recordings/schema'
import { DiskFailure, openPart, removePart, type OpenFile, type PartFile } from './downloads/part-file'
import { formatHeadBytes, recordingFormat } from './recording-format'
import { judgeReply, type HeldPart } from './recording-reply'
import {
  requestRecording,
  type RecordingConnections,
  type RecordingLimits,
  type RecordingReply
} from './recording-request'

/** Default maximum size of a recording: 500 MB, about 17 hours of telephone audio. */
export const defaultMaxRecordingBytes = 500_000_000

/** Dependencies of every fetch. */
export interface RecordingFetchDeps {
  connections: RecordingConnections
  limits: RecordingLimits
  maxBytes: number
  /** Epoch ms. */
  now: () => number
  openFile?: OpenFile
}

/** One recording to fetch. */
export interface RecordingFetchRequest {
  /** Validated by `recordingAddress`. */
  address: URL
  /** Path of the part file, with a note next to it; used for this address only. */
  partPath: string
  signal: AbortSignal
  onProgress?: (progress: RecordingProgress) => void
  /** Called with the format before most of the recording was received; false ends the fetch as `is-unwanted`. */
  isWanted?: (format: RecordingFormat, totalBytes: number | null) => Promise<boolean>
}

/** A complete recording, at `partPath`. */
interface FetchedRecording {
  sizeBytes: number
  format: RecordingFormat
}

/** Result of one attempt. */
export interface FetchOutcome {
  result: RecordingResult<FetchedRecording> | { ok: false; error: 'is-unwanted' }
  /** Bytes received in this attempt that the next one can resume from. */
  gainedBytes: number
}

class Unwanted extends Error {}
class Refused extends Error {
  readonly error: RecordingError

  constructor(error: RecordingError) {
    super(error.code)
    this.error = error
  }
}

/** Reads the body into the part, checking its first bytes before any are written to the disk. */
async function readInto(
  part: PartFile,
  reply: RecordingReply,
  totalBytes: number | null,
  deps: RecordingFetchDeps,
  request: RecordingFetchRequest
): Promise<void> {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  const canFlush = (): boolean => part.sizeBytes > 0 || waitingBytes >= formatHeadBytes
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    if (part.sizeBytes === 0) {
      const format = recordingFormat(bytes, request.address.pathname)
      if (format === null) throw new Refused({ code: 'recording-invalid' })
      if ((await request.isWanted?.(format, totalBytes)) === false) throw new Unwanted()
    }
    await part.append(bytes)
    request.onProgress?.({ receivedBytes: part.sizeBytes, totalBytes })
  }
  for (;;) {
    const read = await reply.next()
    if (!read.ok) {
      // Keep what was received: the next attempt resumes from there.
      if (canFlush() && waitingBytes > 0) await flush()
      throw new Refused(read.error)
    }
    if (read.value === null) break
    waiting.push(read.value)
    waitingBytes += read.value.length
    const receivedBytes = part.sizeBytes + waitingBytes
    if (receivedBytes > deps.maxBytes) throw new Refused({ code: 'recording-too-large' })
    if (totalBytes !== null && receivedBytes > totalBytes) throw new Refused({ code: 'recording-incomplete' })
    if (canFlush()) await flush()
  }
  if (waitingBytes > 0 || part.sizeBytes === 0) await flush()
  if (totalBytes !== null && part.sizeBytes !== totalBytes)
    throw new Refused({ code: 'recording-incomplete' })
}

/** Sends one request; false if the reply doesn't match the received part (never if there is none). */
async function askOnce(
  part: PartFile,
  held: HeldPart | null,
  deps: RecordingFetchDeps,
  request: RecordingFetchRequest
): Promise<boolean> {
  const asked = await requestRecording(deps.connections, request.address, {
    range: held === null ? null : { firstByte: held.sizeBytes, validator: held.validator },
    limits: deps.limits,
    signal: request.signal
  })
  if (!asked.ok) throw new Refused(asked.error)
  const reply = asked.value
  try {
    const context = { held, maxBytes: deps.maxBytes, nowMs: deps.now() }
    const verdict = judgeReply(reply.status, reply.headers, context)
    if (verdict.kind === 'refused') throw new Refused(verdict.error)
    if (verdict.kind === 'ask-anew') return false
    if (verdict.kind === 'whole') return true
    if (verdict.kind === 'anew') await part.restart(verdict.validator, verdict.totalBytes)
    await readInto(part, reply, verdict.totalBytes, deps, request)
    return true
  } finally {
    reply.discard()
  }
}

async function fetchInto(
  part: PartFile,
  deps: RecordingFetchDeps,
  request: RecordingFetchRequest
): Promise<FetchedRecording> {
  const held = part.held()
  // The process may have been killed after the last byte but before it finished.
  const isWhole = held !== null && held.sizeBytes === held.totalBytes
  if (!isWhole && !(await askOnce(part, held, deps, request))) await askOnce(part, null, deps, request)
  const format = recordingFormat(await part.head(), request.address.pathname)
  if (format === null) throw new Refused({ code: 'recording-invalid' })
  await part.sync()
  return { sizeBytes: part.sizeBytes, format }
}

/** After these errors the received part is useless for the next attempt. */
const hopelessCodes: ReadonlySet<string> = new Set<RecordingErrorCode | 'is-unwanted'>([
  'recording-missing',
  'recording-invalid',
  'recording-too-large',
  'is-unwanted'
])

/**
 * One attempt to fetch a recording to `partPath`, complete and checked: resumes an earlier attempt unless the
 * recording has changed since. See `isWorthRetrying` for errors that may be transient. Data that can't become a
 * recording isn't left on the disk.
 */
export async function fetchRecording(
  deps: RecordingFetchDeps,
  request: RecordingFetchRequest
): Promise<FetchOutcome> {
  let part: PartFile | null = null
  let startBytes = 0
  let result: FetchOutcome['result']
  try {
    part = await openPart(request.partPath, deps.openFile)
    startBytes = part.held()?.sizeBytes ?? 0
    result = { ok: true, value: await fetchInto(part, deps, request) }
  } catch (error) {
    if (error instanceof Unwanted) result = { ok: false, error: 'is-unwanted' }
    else if (error instanceof DiskFailure || error instanceof Refused) {
      result = { ok: false, error: error.error }
    } else throw error
  } finally {
    await part?.close().catch(() => undefined)
  }
  const sizeBytes = part?.sizeBytes ?? 0
  if (!result.ok) {
    const code = result.error === 'is-unwanted' ? result.error : result.error.code
    if (sizeBytes === 0 || hopelessCodes.has(code)) await removePart(request.partPath)
  }
  return { result, gainedBytes: Math.max(0, sizeBytes - startBytes) }
}
