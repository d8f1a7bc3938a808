import { join } from 'node:path'
import { systemClock } from '../platform/clock'
import type { DownloadQueueDeps } from '../recordings/files/downloads/download-queue'

/** The adapters that all accounts' recordings share. */
export type RecordingTools = Awaited<ReturnType<typeof openRecordingTools>>

/** Loaded on first use of recordings, so that undici and the fetching code don't slow the start. */
export async function openRecordingTools(
  userData: string,
  maxBytes: number,
  canReachThisMachine: () => boolean
) {
  const [
    { createRecordingCache },
    { defaultRecordingLimits, openRecordingConnections },
    queue,
    fetching,
    serving
  ] = await Promise.all([
    import('../recordings/files/recording-cache'),
    import('../recordings/files/recording-request'),
    import('../recordings/files/downloads/download-queue'),
    import('../recordings/files/recording-fetch'),
    import('../recordings/files/serve-recording')
  ])
  const limits = defaultRecordingLimits
  // Three downloads and one playback.
  const connections = openRecordingConnections(limits, 4, canReachThisMachine)
  const fetch = {
    connections,
    limits,
    maxBytes: fetching.defaultMaxRecordingBytes,
    now: () => systemClock.now()
  }
  // Not "cache": Chromium has a folder "Cache", the same name on case-insensitive file systems.
  const cache = createRecordingCache({ folder: join(userData, 'recordings-cache'), maxBytes, fetch })
  return {
    cache,
    openQueue: (account: Pick<DownloadQueueDeps, 'file' | 'freshAddress'>) =>
      queue.createDownloadQueue({ fetch, clock: systemClock, ...account }),
    serve: (request: Request) => serving.serveRecording(cache, request),
    async close() {
      await cache.close()
      await connections.dispatcher.destroy()
    }
  }
}
