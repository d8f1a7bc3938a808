import type { AppError } from '../../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { HttpReply } from './http-reply'
import { parseForeignJson } from '../foreign-json'
import { errorReplySchema } from '../schemas'
import { redact } from '../token'
import { redirectOrigin } from '../url-part'

const maxMessageLength = 2_000
const maxFieldLength = 200
const maxRetryAfterMs = 86_400_000

/** Parses a Date header (RFC 9110, 6.6.1) to epoch ms, or null. Adds half a second for its second precision. */
export function readDate(header: string): number | null {
  const atMs = Date.parse(header)
  return Number.isNaN(atMs) ? null : atMs + 500
}

/**
 * Parses Retry-After (RFC 9110, 10.2.3), seconds or a date, to ms from `nowMs` (the sender's clock). Returns
 * undefined if it is missing or invalid.
 */
export function readRetryAfter(header: string, nowMs: number): number | undefined {
  const text = header.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs
  if (text === '' || Number.isNaN(ms)) return undefined
  return Math.min(Math.max(ms, 0), maxRetryAfterMs)
}

// Rejects the HTML of a captive portal or proxy; accepts JSON without a Content-Type header.
const jsonTypes = /^(|application\/json|text\/json|text\/plain|application\/[\w.-]+\+json)$/

type Body = { kind: 'empty' } | { kind: 'json'; json: unknown } | { kind: 'other' }

function isPlainJson({ contentEncoding, contentType }: HttpReply): boolean {
  const encoding = contentEncoding.trim().toLowerCase()
  // Refuse compressed bodies, which weren't requested: a small reply could expand to a huge one.
  if (encoding !== '' && encoding !== 'identity') return false
  return jsonTypes.test((contentType.split(';')[0] ?? '').trim().toLowerCase())
}

function readBody(reply: HttpReply): Body {
  if (reply.body.length === 0) return { kind: 'empty' }
  if (!isPlainJson(reply)) return { kind: 'other' }
  const text = new TextDecoder().decode(reply.body).trim()
  if (text === '') return { kind: 'empty' }
  try {
    return { kind: 'json', json: parseForeignJson(text) }
  } catch {
    return { kind: 'other' }
  }
}

function errorOf(status: number, json: unknown, reply: HttpReply, token: string, nowMs: number): AppError {
  const said = errorReplySchema.safeParse(json)
  const error: AppError = { code: 'reply-invalid', status }
  if (said.success) {
    const { code, message, field } = said.data.error
    // Redact before truncating, so that no part of the token remains.
    if (message !== null) error.message = redact(message, token).slice(0, maxMessageLength)
    if (field !== null) error.field = redact(field, token).slice(0, maxFieldLength)
    if (code !== undefined) error.serviceCode = code
  }
  if (status === 401 || status === 403) error.code = 'token-refused'
  else if (status === 404) error.code = 'not-found'
  else if (status === 429) error.code = 'rate-limited'
  else if (status >= 500) error.code = 'service-failed'
  else if (said.success) error.code = 'service-refused'
  if (status === 429 || status === 503) error.retryAfterMs = readRetryAfter(reply.retryAfter, nowMs)
  return error
}

// Open question of the document: how long an error can be. Our reading: a sentence or two; a longer reply isn't
// checked for an error.
const longestErrorBytes = 65_536

/**
 * Returns the body of a possibly large reply, unparsed. Same errors as {@link readReply}; the caller validates the
 * JSON and its shape.
 */
export function readLargeReply(
  reply: HttpReply,
  context: { token: string; nowMs: number }
): Result<{ body: Uint8Array }> {
  const { status, body } = reply
  if (status < 300 && body.length > longestErrorBytes) {
    return isPlainJson(reply) ? succeeded({ body }) : failed({ code: 'reply-invalid', status })
  }
  return readReply(reply, { empty: null, json: () => ({ value: { body } }) }, context)
}

/** How to read the reply to one of the service's calls. */
export interface ReplyReader<T> {
  /** Returns the value, or null if the JSON doesn't match the document. */
  json(json: unknown): { value: T } | null
  /** The value for an empty body, or null if a body is required. */
  empty: { value: T } | null
}

/**
 * Reads a reply as the document describes it (返回数据, 错误信息). Errors: `redirect-refused`, `token-refused` (401, 403),
 * `not-found` (404), `rate-limited` (429), `service-failed` (5xx), `service-refused` (any other error in the
 * document's format), `reply-invalid` for the rest. They include the service's message with the token redacted.
 */
export function readReply<T>(
  reply: HttpReply,
  reader: ReplyReader<T>,
  context: { token: string; nowMs: number }
): Result<T> {
  const { status } = reply
  if (status >= 300 && status < 400) {
    const address = redirectOrigin(reply.location)
    return failed({ code: 'redirect-refused', status, ...(address === null ? {} : { address }) })
  }
  const body = readBody(reply)
  const json = body.kind === 'json' ? body.json : undefined
  // The document's error has its own `status`, which may differ from HTTP's: check both.
  const said = errorReplySchema.safeParse(json)
  const saidStatus = status < 400 && said.success ? (said.data.status ?? status) : status
  if (saidStatus >= 400) return failed(errorOf(saidStatus, json, reply, context.token, context.nowMs))
  if (body.kind === 'empty' && reader.empty !== null) return succeeded(reader.empty.value)
  const value = body.kind === 'json' ? reader.json(body.json) : null
  return value === null ? failed({ code: 'reply-invalid', status }) : succeeded(value.value)
}
