import type { RecordingError, RecordingProgress } from '../../../../shared/recordings/schema'
import { placedFile, placeFile } from './download-file'
import type { Download } from '../../download-list'
import { DiskFailure, removePartNote } from './part-file'
import { fetchRecording, type RecordingFetchDeps } from '../recording-fetch'

/** Result of one attempt of a download. */
export type DownloadOutcome =
  /** `skipped`: the same file already existed. */
  { kind: 'done' | 'skipped'; fileName: string; sizeBytes: number } | FailedDownload

/** A failed attempt. */
export interface FailedDownload {
  kind: 'failed'
  error: RecordingError
  gainedBytes: number
}

/** One attempt of a download: fetches to a part file, then moves it to its name. Never rejects. */
export async function runDownload(
  fetch: RecordingFetchDeps,
  { address, folder, stem }: Pick<Download, 'address' | 'folder' | 'stem'>,
  partPath: string,
  signal: AbortSignal,
  onProgress: (progress: RecordingProgress) => void
): Promise<DownloadOutcome> {
  const there = { fileName: stem, sizeBytes: 0 }
  try {
    const { result, gainedBytes } = await fetchRecording(fetch, {
      address: new URL(address),
      partPath,
      signal,
      onProgress,
      async isWanted({ extension }, totalBytes) {
        if (totalBytes === null) return true
        const fileName = await placedFile(folder, stem, extension, totalBytes)
        if (fileName !== null) Object.assign(there, { fileName, sizeBytes: totalBytes })
        return fileName === null
      }
    })
    if (result.ok) {
      const { format, sizeBytes } = result.value
      const fileName = await placeFile(partPath, folder, stem, format.extension)
      await removePartNote(partPath)
      return { kind: 'done', fileName, sizeBytes }
    }
    if (result.error !== 'is-unwanted') return { kind: 'failed', error: result.error, gainedBytes }
  } catch (error) {
    // Any error other than of the disk is a bug: only this download fails.
    const known: RecordingError =
      error instanceof DiskFailure ? error.error : { code: 'recording-incomplete' }
    return { kind: 'failed', error: known, gainedBytes: 0 }
  }
  return { kind: 'skipped', ...there }
}
