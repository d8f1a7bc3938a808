import type { BayeuxMessage } from 'faye'
import { z } from 'zod'

// Validates Bayeux replies (docs.cometd.org, The Bayeux Protocol): they are untrusted, whatever faye's types say.

const maxWordsLength = 500
/** Upper bound for an advised timeout or interval. */
const maxAdvisedMs = 600_000

const adviceSchema = z.object({
  reconnect: z.enum(['retry', 'handshake', 'none']).optional().catch(undefined),
  interval: z.number().min(0).optional().catch(undefined),
  timeout: z.number().min(0).optional().catch(undefined)
})

/** A server's validated advice; times in ms, bounded. */
export interface KnownAdvice {
  reconnect: 'retry' | 'handshake' | 'none' | undefined
  intervalMs: number | undefined
  timeoutMs: number | undefined
}

/** Reads the advice in a message; invalid values become undefined. */
export function readAdvice(advice: unknown): KnownAdvice {
  const parsed = adviceSchema.safeParse(advice)
  const bounded = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : Math.min(ms, maxAdvisedMs)
  return {
    reconnect: parsed.data?.reconnect,
    intervalMs: bounded(parsed.data?.interval),
    timeoutMs: bounded(parsed.data?.timeout)
  }
}

const connectionTypes = ['websocket', 'long-polling']

const handshakeSchema = z.object({
  successful: z.literal(true),
  // Checks the length only of a string (see schemas.ts).
  clientId: z.string().pipe(z.string().min(1).max(200)),
  supportedConnectionTypes: z.array(z.unknown())
})

/**
 * Returns the client id and connection types of a handshake's reply, or null if it is unusable. Always includes
 * long-polling: without a usable type, faye throws where nothing catches it.
 */
export function readHandshake(reply: BayeuxMessage): { clientId: string; connectionTypes: string[] } | null {
  const parsed = handshakeSchema.safeParse(reply)
  if (!parsed.success) return null
  const offered = connectionTypes.filter((type) => parsed.data.supportedConnectionTypes.includes(type))
  return { clientId: parsed.data.clientId, connectionTypes: [...new Set([...offered, 'long-polling'])] }
}

/** The meaning of an unsuccessful reply. */
export type Refusal =
  /** The credentials or this desk phone are refused: a retry won't help. */
  | { kind: 'not-allowed'; words: string | null }
  /** The server advises not to reconnect. */
  | { kind: 'turned-away'; words: string | null }
  /** The server no longer knows this client: it restarted, or the session expired. */
  | { kind: 'forgotten' }
  | { kind: 'failed'; words: string | null }

/** Matches servers' messages for an unknown client; CometD sends `402::session_unknown`. */
const unknownClient =
  /(unknown|no|missing|invalid|expired)[ _-]?(client|session)|(client|session)[ _-]?(id )?(unknown|expired|not found)/i

/** 4xx codes that don't mean "not allowed": unknown session or missing parameter, time-out, too many requests. */
const otherCodes: ReadonlySet<number> = new Set([402, 408, 429])

/**
 * Classifies an unsuccessful reply. Its error has the form `code:parameters:message`. The advice takes precedence
 * over the error (The Bayeux Protocol, "reconnect advice field"). Only a handshake or subscription can be
 * `not-allowed`. faye advises `handshake` with every refused handshake, so that advice is ignored there.
 */
export function readRefusal(reply: BayeuxMessage, clientId: string | null): Refusal {
  const text: unknown = reply.error
  const error = typeof text === 'string' ? text : ''
  const parts = /^(\d{3}):([^:]*):([^]*)$/.exec(error)
  const words = (parts?.[3] ?? error).trim().slice(0, maxWordsLength) || null
  const code = Number(parts?.[1] ?? 0)
  const isHandshake = reply.channel === '/meta/handshake'
  const { reconnect } = readAdvice(reply.advice)

  const isOwnId = code === 401 && clientId !== null && parts?.[2] === clientId
  const isForgotten = isOwnId || code === 402 || unknownClient.test(error.slice(0, maxWordsLength))
  const isOfCode = code >= 400 && code < 500 && !otherCodes.has(code) && !isForgotten
  const isRefused = isOfCode && (isHandshake || reply.channel === '/meta/subscribe')

  if (reconnect === 'retry') return { kind: 'failed', words }
  if (reconnect === 'handshake' && !isHandshake) return { kind: 'forgotten' }
  if (isRefused) return { kind: 'not-allowed', words }
  if (reconnect === 'none') return { kind: 'turned-away', words }
  return isForgotten && !isHandshake ? { kind: 'forgotten' } : { kind: 'failed', words }
}
