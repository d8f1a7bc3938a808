import { parseByteRange, type ByteRange } from '../../../shared/recordings/byte-range'

/** Status, headers and byte range of a reply with a file. */
export interface RangeResponse {
  status: 200 | 206 | 416
  headers: Record<string, string>
  /** Null: no body. */
  range: ByteRange | null
}

/**
 * The reply to a request with a Range header (RFC 9110, 14). An audio element can seek only if ranges are answered
 * with 206; it starts with `bytes=0-`.
 */
export function rangeResponse(
  file: { sizeBytes: number; mimeType: string },
  rangeHeader: string | null
): RangeResponse {
  const { sizeBytes, mimeType } = file
  const headers = {
    'Content-Type': mimeType,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff'
  }
  const range = parseByteRange(rangeHeader ?? undefined, sizeBytes)
  if (range === 'unsatisfiable') {
    const refused = { ...headers, 'Content-Range': `bytes */${sizeBytes}`, 'Content-Length': '0' }
    return { status: 416, headers: refused, range: null }
  }
  const { first, end } = range ?? { first: 0, end: sizeBytes }
  const whole = { ...headers, 'Content-Length': String(end - first) }
  if (range === null) return { status: 200, headers: whole, range: { first, end } }
  const part = { ...whole, 'Content-Range': `bytes ${first}-${end - 1}/${sizeBytes}` }
  return { status: 206, headers: part, range }
}
