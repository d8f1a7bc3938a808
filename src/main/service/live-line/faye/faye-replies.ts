import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { AppError } from '../../../../shared/platform/schema'
import { createDepthScan } from '../../foreign-json'
import { redirectOrigin } from '../../url-part'

/** The reply to one long-polling request. */
export type PollReply =
  | { kind: 'json'; json: unknown; answer: AppError }
  /** Not JSON: an HTML page, a redirect or an empty body. */
  | { kind: 'foreign'; answer: AppError }
  /** It ended early, or was too large or too deeply nested. */
  | { kind: 'broken' }

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress
} as const

const isDecodable = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding)

/** The error to show at sign-in for an answer that isn't Bayeux. */
function answerOf({ statusCode: status = 0, headers }: IncomingMessage): AppError {
  if (status >= 300 && status < 400) {
    const address = redirectOrigin(headers.location ?? '')
    return { code: 'redirect-refused', status, ...(address === null ? {} : { address }) }
  }
  if (status === 429) return { code: 'rate-limited', status }
  return { code: status >= 500 ? 'service-failed' : 'reply-invalid', status }
}

/**
 * Reads the whole reply to a poll, and decompresses it if a server compressed it unasked. Limits the compressed and
 * decompressed size to `maxBytes` and the nesting of its JSON to `maxJsonDepth`. Calls `onReply` once, unless the
 * request is destroyed before.
 */
export function readPollReply(
  response: IncomingMessage,
  maxBytes: number,
  onReply: (reply: PollReply) => void
): void {
  let isOver = false
  const end = (reply: PollReply): void => {
    if (isOver) return
    isOver = true
    onReply(reply)
    if (reply.kind === 'broken') response.destroy()
  }
  const broken = (): void => end({ kind: 'broken' })
  let sentBytes = 0
  response.on('data', (chunk: Buffer) => {
    sentBytes += chunk.length
    if (sentBytes > maxBytes) broken()
  })
  response.once('close', () => {
    if (!response.complete) broken()
  })
  response.once('error', broken)

  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  let body: Readable = response
  if (isDecodable(encoding)) body = response.pipe(decoders[encoding]()).once('error', broken)
  const chunks: Buffer[] = []
  let sizeBytes = 0
  const depth = createDepthScan()
  body.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes || !depth.isShallow(chunk.toString('latin1'))) broken()
    if (!isOver) chunks.push(chunk)
  })
  body.once('end', () => {
    const answer = answerOf(response)
    try {
      const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      end({ kind: 'json', json, answer })
    } catch {
      end({ kind: 'foreign', answer })
    }
  })
}
