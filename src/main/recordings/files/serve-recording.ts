import { open } from 'node:fs/promises'
import type { ByteRange } from '../../../shared/recordings/byte-range'
import type { RecordingCache } from '../ports'
import { rangeResponse } from './range-response'

/** Path below which windows request cached recordings: `recordings/<key>`. */
export const recordingsPath = '/recordings/'

const pieceBytes = 64 * 1_024

// Readable.toWeb throws outside of any promise when a window cancels a body at the wrong moment (ERR_INVALID_STATE,
// Node 20), so the file is read here in pieces, on demand.
function bodyOf(path: string, { first, end }: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = first
  const opened = open(path, 'r')
  // The first pull reports the error; a body that is never read must not cause an unhandled rejection.
  opened.catch(() => undefined)
  const close = async (): Promise<void> => {
    const file = await opened
    await file.close()
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const file = await opened
        const piece = new Uint8Array(Math.min(pieceBytes, end - at))
        const { bytesRead } = await file.read(piece, 0, piece.length, at)
        at += bytesRead
        // A file that became shorter ends early; the reader detects it by Content-Length.
        if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead))
        if (bytesRead > 0 && at < end) return
        await close()
        controller.close()
      },
      cancel: close
    },
    { highWaterMark: 1 }
  )
}

/**
 * Answers a window's request for `app://…/recordings/<key>`, GET or HEAD, only from the cache: a path that isn't one
 * of its keys is 404. Null if the URL is not below {@link recordingsPath}.
 */
export async function serveRecording(
  cache: Pick<RecordingCache, 'find'>,
  request: Request
): Promise<Response | null> {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith(recordingsPath)) return null
  const key = pathname.slice(recordingsPath.length)
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
  const recording = await cache.find(key)
  if (recording === null) return new Response(null, { status: 404 })
  const { file, sizeBytes, format } = recording
  const { status, headers, range } = rangeResponse(
    { sizeBytes, mimeType: format.mimeType },
    request.headers.get('range')
  )
  const hasBody = range !== null && request.method === 'GET' && range.end > range.first
  return new Response(hasBody ? bodyOf(file, range) : null, { status, headers })
}
