import { parseByteRange } from '../../shared/recordings/byte-range'
import type { RecordStore } from '../records/record-store'
import { recordingBlocks, recordingBytes } from '../records/recordings'
import type { Reply } from './reply'
import type { Route, ServiceRequest } from './router'
import { refuse } from './service-errors'

/** Returns the path of a call's recording, as used in its recordUrl. */
export const recordingPath = (callId: string): string => `/recordings/${encodeURIComponent(callId)}.wav`

/** 录音: serves a WAV with range requests (RFC 9110, 14), so that downloads can resume. */
export function createRecordingRoute(records: RecordStore): Route {
  const handle = ({ headers }: ServiceRequest, { file = '' }: Readonly<Record<string, string>>): Reply => {
    const callId = file.endsWith('.wav') ? file.slice(0, -'.wav'.length) : ''
    const seconds = records.find(callId)?.recordingSeconds() ?? null
    if (seconds === null) return refuse({ name: 'recording-unknown' })

    const size = recordingBytes(seconds)
    const etag = `"${callId}-${size}"`
    const common = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', etag }
    // If-Range with another ETag: the client has a part of another file, so send the whole.
    const isSameFile = headers['if-range'] === undefined || headers['if-range'] === etag
    const range = isSameFile ? parseByteRange(headers.range, size) : null
    if (range === 'unsatisfiable') {
      const refused = { ...common, 'content-range': `bytes */${size}`, 'content-length': '0' }
      return { status: 416, headers: refused, body: new Uint8Array(0) }
    }
    const { first, end } = range ?? { first: 0, end: size }
    return {
      status: range ? 206 : 200,
      headers: {
        ...common,
        'content-length': String(end - first),
        ...(range && { 'content-range': `bytes ${first}-${end - 1}/${size}` })
      },
      body: recordingBlocks(callId, seconds, first, end)
    }
  }
  return { methods: ['GET', 'HEAD'], path: '/recordings/:file', handle }
}
