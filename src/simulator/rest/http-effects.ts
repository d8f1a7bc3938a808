import { createGzip } from 'node:zlib'
import { Readable } from 'node:stream'
import type { Clock } from '../clock'
import type { HttpEffect } from '../faults'
import { jsonReply, textReply, type Reply } from './reply'

async function* bytesOf(body: Reply['body']): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body
  else yield* body
}

function* spaces(bytes: number): Generator<Uint8Array> {
  const block = Buffer.alloc(64 * 1024, ' ')
  for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, left)
}

async function* inSequence(
  ...parts: (Iterable<Uint8Array> | AsyncIterable<Uint8Array>)[]
): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield* part
}

async function* firstBytes(body: Reply['body'], bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes
  for await (const chunk of bytesOf(body)) {
    yield chunk.subarray(0, left)
    left -= Math.min(left, chunk.length)
    if (left === 0) return
  }
}

async function* cutShort(body: Reply['body'], bytes: number, clock: Clock): AsyncGenerator<Uint8Array> {
  yield* firstBytes(body, bytes)
  // Let the bytes be sent first: a reset discards buffered data.
  await clock.wait(20)
  throw new Error('cut by a fault rule')
}

async function* inDrips(
  body: Reply['body'],
  { chunkBytes, everyMs }: { chunkBytes: number; everyMs: number },
  clock: Clock
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytesOf(body)) {
    for (let at = 0; at < chunk.length; at += chunkBytes) {
      yield chunk.subarray(at, at + chunkBytes)
      await clock.wait(everyMs)
    }
  }
}

/** Returns the headers without content-length, so that the body is sent chunked. */
const unsized = ({ headers }: Reply): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'))

function packed(reply: Reply, bytes: number): Reply {
  const gzip = Readable.from(inSequence(spaces(bytes), bytesOf(reply.body))).pipe(createGzip())
  return { ...reply, headers: { ...unsized(reply), 'content-encoding': 'gzip' }, body: gzip }
}

const replacement = (effect: HttpEffect): Reply | null => {
  switch (effect.kind) {
    case 'reply':
      return effect.text === undefined
        ? jsonReply(effect.status, effect.json ?? {}, effect.headers)
        : textReply(effect.status, 'text/plain; charset=utf-8', effect.text, effect.headers)
    case 'html':
      return textReply(effect.status, 'text/html', '<!doctype html><title>Gateway</title><h1>It works!</h1>')
    case 'redirect':
      return textReply(effect.status, 'text/plain', '', { location: effect.location })
    default:
      return null
  }
}

function damaged(effect: HttpEffect, reply: Reply, clock: Clock): Reply {
  switch (effect.kind) {
    case 'truncate':
      return { ...reply, headers: unsized(reply), body: firstBytes(reply.body, effect.keepBytes) }
    case 'cut':
      return { ...reply, body: cutShort(reply.body, effect.afterBytes, clock) }
    case 'huge':
      return effect.isPacked
        ? packed(reply, effect.bytes)
        : { ...reply, headers: unsized(reply), body: inSequence(spaces(effect.bytes), bytesOf(reply.body)) }
    case 'slow-body':
      return { ...reply, body: inDrips(reply.body, effect, clock) }
    default:
      return reply
  }
}

/**
 * Handles a request under a fault. Returns the reply to send, or null to reset the connection. Calls `handle` unless
 * the fault keeps the request from the service.
 */
export async function underEffect(
  effect: HttpEffect | null,
  handle: () => Reply | Promise<Reply>,
  clock: Clock
): Promise<Reply | null> {
  if (!effect) return handle()
  const isHandled = !('when' in effect) || effect.when === 'after'
  if (effect.kind === 'delay' && !isHandled) {
    await clock.wait(effect.ms)
    return handle()
  }
  const reply = isHandled ? await handle() : null
  if (effect.kind === 'drop') return null
  if (effect.kind === 'delay') await clock.wait(effect.ms)
  const other = replacement(effect) ?? reply
  return other && damaged(effect, other, clock)
}
