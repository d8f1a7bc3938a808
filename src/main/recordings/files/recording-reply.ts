import type { RecordingError } from '../../../shared/recordings/schema'
import { readDate, readRetryAfter } from '../../service/client/reply'

/** The headers of a reply from undici, with lower-case names. */
export type ReplyHeaders = Readonly<Record<string, string | string[] | undefined>>

/** The received part of a recording: the first bytes of the version that `validator` identifies. */
export interface HeldPart {
  sizeBytes: number
  /** A strong ETag, or a Last-Modified that is valid in If-Range. */
  validator: string
  /** Null if the server didn't send it. */
  totalBytes: number | null
}

/** How to handle a reply. */
export type ReplyVerdict =
  /** The body continues the received part. */
  | { kind: 'rest'; totalBytes: number | null }
  /** The body is the recording from the start; discard the received part. */
  | { kind: 'anew'; totalBytes: number | null; validator: string | null }
  /** The received part is already complete. */
  | { kind: 'whole' }
  /** The body doesn't match the received part: request the whole recording again. */
  | { kind: 'ask-anew' }
  | { kind: 'refused'; error: RecordingError }

/** The first value of a header, or an empty string. */
export const headerText = (headers: ReplyHeaders, name: string): string => {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
}

const wholeNumber = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null)

const maxValidatorLength = 500

/**
 * Returns the value for If-Range (RFC 9110, 13.1.5) that identifies this version: a strong ETag, or a Last-Modified
 * that is at least a second older than the reply (8.8.2.2). Null: the fetch can't be resumed.
 */
export function rangeValidator(headers: ReplyHeaders): string | null {
  const etag = headerText(headers, 'etag')
  if (etag.length <= maxValidatorLength && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(etag)) return etag
  const modified = headerText(headers, 'last-modified')
  const modifiedMs = Date.parse(modified)
  if (!/^[\w,: +-]{1,60}$/.test(modified) || Number.isNaN(modifiedMs)) return null
  const repliedMs = Date.parse(headerText(headers, 'date'))
  return !Number.isNaN(repliedMs) && repliedMs - modifiedMs < 1_000 ? null : modified
}

/** Parses Content-Range (RFC 9110, 14.4); null for anything else. */
export function contentRange(
  text: string
): { first: number; last: number; totalBytes: number | null } | { totalBytes: number } | null {
  const unsatisfied = /^bytes \*\/(\d{1,15})$/i.exec(text)
  if (unsatisfied !== null) return { totalBytes: Number(unsatisfied[1]) }
  const parts = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(text)
  if (parts === null) return null
  const [first, last] = [Number(parts[1]), Number(parts[2])]
  const totalBytes = wholeNumber(parts[3] ?? '')
  return last < first || (totalBytes !== null && last >= totalBytes) ? null : { first, last, totalBytes }
}

const refused = (error: RecordingError): ReplyVerdict => ({ kind: 'refused', error })

function refusal(status: number, headers: ReplyHeaders, nowMs: number): ReplyVerdict {
  const retryAfterMs = readRetryAfter(
    headerText(headers, 'retry-after'),
    readDate(headerText(headers, 'date')) ?? nowMs
  )
  if (status === 404 || status === 410) return refused({ code: 'recording-missing', status })
  if (status === 408) return refused({ code: 'timed-out', status })
  if (status === 429) return refused({ code: 'rate-limited', status, retryAfterMs })
  if (status >= 500) return refused({ code: 'service-failed', status, retryAfterMs })
  return refused({ code: status >= 400 ? 'recording-refused' : 'recording-invalid', status })
}

function judgeRest(headers: ReplyHeaders, held: HeldPart): ReplyVerdict {
  const range = contentRange(headerText(headers, 'content-range'))
  const validator = rangeValidator(headers)
  // 206 repeats the validator (15.3.7); a different one shows that the server ignores If-Range.
  const isOther = validator !== null && validator !== held.validator
  if (range === null || !('first' in range) || range.first !== held.sizeBytes || isOther) {
    return { kind: 'ask-anew' }
  }
  const { totalBytes, last } = range
  if (totalBytes !== null && held.totalBytes !== null && totalBytes !== held.totalBytes) {
    return { kind: 'ask-anew' }
  }
  // A Content-Length that contradicts the range makes both unreliable.
  const lengthBytes = wholeNumber(headerText(headers, 'content-length'))
  if (lengthBytes !== null && lengthBytes !== last - range.first + 1) return { kind: 'ask-anew' }
  return { kind: 'rest', totalBytes: totalBytes ?? held.totalBytes }
}

/**
 * Decides how to handle a reply to a request for a recording; `held` if the request was for the rest. Refuses a
 * compressed body, so that a small reply can't become a huge one, and one longer than `maxBytes`.
 */
export function judgeReply(
  status: number,
  headers: ReplyHeaders,
  context: { held: HeldPart | null; maxBytes: number; nowMs: number }
): ReplyVerdict {
  const { held, maxBytes } = context
  if (status === 416 && held !== null) {
    const range = contentRange(headerText(headers, 'content-range'))
    const isWhole =
      range?.totalBytes === held.sizeBytes && (held.totalBytes ?? held.sizeBytes) === held.sizeBytes
    return { kind: isWhole ? 'whole' : 'ask-anew' }
  }
  if (status !== 200 && !(status === 206 && held !== null)) return refusal(status, headers, context.nowMs)
  const encoding = headerText(headers, 'content-encoding').toLowerCase()
  if (encoding !== '' && encoding !== 'identity') return refused({ code: 'recording-invalid', status })
  const verdict: ReplyVerdict =
    status === 206 && held !== null
      ? judgeRest(headers, held)
      : {
          kind: 'anew',
          totalBytes: wholeNumber(headerText(headers, 'content-length')),
          validator: rangeValidator(headers)
        }
  if ('totalBytes' in verdict && (verdict.totalBytes ?? 0) > maxBytes) {
    return refused({ code: 'recording-too-large', status })
  }
  return verdict
}
