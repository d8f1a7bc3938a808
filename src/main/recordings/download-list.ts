import { z } from 'zod'
import {
  downloadStatuses,
  recordingFailures,
  type DownloadStatus,
  type RecordingErrorCode
} from '../../shared/recordings/recordings'
import type { DownloadItem, DownloadSummary, RecordingError } from '../../shared/recordings/schema'
import type { DownloadableCall } from './ports'
import { recordingAddress } from './recording-address'
import { noTries, type Tries } from './recording-retry'

/** One download of the queue. */
export interface Download {
  readonly callId: string
  /** Validated by `recordingAddress`; replaced when it expires. */
  address: string
  readonly folder: string
  readonly stem: string
  status: DownloadStatus
  /** The file's name in the folder, once it exists. */
  fileName: string | null
  receivedBytes: number
  totalBytes: number | null
  error: RecordingError | null
  tries: Tries
  retryAtMs: number | null
}

/** A download of a call that hasn't started; failed at once if the call's address can't be fetched. */
export function newDownload({ callId, recordUrl }: DownloadableCall, folder: string, stem: string): Download {
  const address = recordingAddress(recordUrl)
  return {
    callId,
    address: address.ok ? address.value.href : '',
    folder,
    stem,
    status: address.ok ? 'waiting' : 'failed',
    fileName: null,
    receivedBytes: 0,
    totalBytes: null,
    error: address.ok ? null : address.error,
    tries: noTries,
    retryAtMs: null
  }
}

const settledStatuses: ReadonlySet<DownloadStatus> = new Set<DownloadStatus>([
  'done',
  'skipped',
  'failed',
  'cancelled'
])

/** True for a final status, which changes only by a user's action. */
export const isSettled = (status: DownloadStatus): boolean => settledStatuses.has(status)

/** The stored form of the downloads; the progress of each is in its part file. */
export const keptDownloadsSchema = z.strictObject({
  isPaused: z.boolean(),
  items: z
    .array(
      z.strictObject({
        callId: z.string().max(1_000),
        address: z.string().max(4_000),
        folder: z.string().max(4_096),
        stem: z.string().min(1).max(200),
        status: z.enum(downloadStatuses),
        fileName: z.string().max(300).nullable(),
        sizeBytes: z.number().int().min(0),
        code: z.enum(recordingFailures).nullable()
      })
    )
    .max(10_000)
})

/** See {@link keptDownloadsSchema}. */
export type KeptDownloads = z.infer<typeof keptDownloadsSchema>

/** Downloads as stored. Running ones continue after a restart. */
export const keptDownloads = (items: Iterable<Download>, isPaused: boolean): KeptDownloads => ({
  isPaused,
  items: [...items].map((item) => ({
    callId: item.callId,
    address: item.address,
    folder: item.folder,
    stem: item.stem,
    status: item.status === 'running' ? 'waiting' : item.status,
    fileName: item.fileName,
    sizeBytes: item.receivedBytes,
    code: item.error?.code ?? null
  }))
})

/** Restores stored downloads. */
export const restoredDownloads = (kept: KeptDownloads): Download[] =>
  kept.items.map(({ sizeBytes, code, ...item }) => ({
    ...item,
    status: item.status === 'running' ? 'waiting' : item.status,
    receivedBytes: sizeBytes,
    totalBytes: item.status === 'done' ? sizeBytes : null,
    error: code === null ? null : { code },
    tries: noTries,
    retryAtMs: null
  }))

/** A download as a list shows it. */
export const downloadItem = (item: Download): DownloadItem => ({
  callId: item.callId,
  fileName: item.fileName ?? item.stem,
  status: item.status,
  receivedBytes: item.receivedBytes,
  totalBytes: item.totalBytes,
  error: item.error,
  retryAtMs: item.retryAtMs
})

/** The result of downloads that have all ended. */
export function downloadSummary(items: Iterable<Download>): DownloadSummary {
  const counts: Record<'done' | 'skipped' | 'cancelled' | 'failed', number> = {
    done: 0,
    skipped: 0,
    cancelled: 0,
    failed: 0
  }
  const reasons = new Map<RecordingErrorCode, number>()
  let sizeBytes = 0
  for (const { status, error, receivedBytes } of items) {
    if (status === 'waiting' || status === 'running' || status === 'paused') continue
    counts[status] += 1
    if (status === 'done') sizeBytes += receivedBytes
    if (status === 'failed' && error !== null) reasons.set(error.code, (reasons.get(error.code) ?? 0) + 1)
  }
  const byCount = [...reasons].map(([code, count]) => ({ code, count }))
  return { ...counts, sizeBytes, reasons: byCount.toSorted((a, b) => b.count - a.count) }
}
