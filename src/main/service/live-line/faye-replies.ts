import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { AppError } from '../../../shared/platform/errors'
import { createDepthScan } from '../foreign-json'
import { redirectOrigin } from '../url-part'

/** What came of one long-polling request. */
export type PollReply =
  | { kind: 'json'; json: unknown; answer: AppError }
  /** No JSON: a page, a redirect, nothing at all. */
  | { kind: 'foreign'; answer: AppError }
  /** It ended early, or was far too large. */
  | { kind: 'broken' }

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress
} as const

const isDecodable = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding)

/** What an answer that is not Bayeux's says at a sign-in. */
function answerOf({ statusCode: status = 0, headers }: IncomingMessage): AppError {
  if (status >= 300 && status < 400) {
    const address = redirectOrigin(headers.location ?? '')
    return { code: 'redirect-refused', status, ...(address === null ? {} : { address }) }
  }
  if (status === 429) return { code: 'rate-limited', status }
  return { code: status >= 500 ? 'service-failed' : 'reply-invalid', status }
}

/**
 * Reads the whole reply to a poll, decompressed where a server compresses it unasked. Neither side of that may
 * be larger than `maxBytes`, nor its JSON be nested deeper than `maxJsonDepth`. `onReply` is called once, unless the request is destroyed before.
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
