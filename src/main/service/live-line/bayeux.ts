import type { BayeuxMessage } from 'faye'
import { z } from 'zod'

// How Deskline reads Bayeux (docs.cometd.org, The Bayeux Protocol): a server's replies come from outside,
// whatever faye's types say of them.

const maxWordsLength = 500
/** An advised timeout or interval beyond this is taken as this. */
const maxAdvisedMs = 600_000

const adviceSchema = z.object({
  reconnect: z.enum(['retry', 'handshake', 'none']).optional().catch(undefined),
  interval: z.number().min(0).optional().catch(undefined),
  timeout: z.number().min(0).optional().catch(undefined)
})

/** What a server advises; times in ms, bounded. */
export interface KnownAdvice {
  reconnect: 'retry' | 'handshake' | 'none' | undefined
  intervalMs: number | undefined
  timeoutMs: number | undefined
}

/** The advice in a message; odd values count as none. */
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
  // Measured when it is known to be a text (see schemas.ts).
  clientId: z.string().pipe(z.string().min(1).max(200)),
  supportedConnectionTypes: z.array(z.unknown())
})

/**
 * The client id and the connection types of a handshake's reply, or null when it can't be used.
 * long-polling is always among them: without a type that works, faye throws where nothing catches it.
 */
export function readHandshake(reply: BayeuxMessage): { clientId: string; connectionTypes: string[] } | null {
  const parsed = handshakeSchema.safeParse(reply)
  if (!parsed.success) return null
  const offered = connectionTypes.filter((type) => parsed.data.supportedConnectionTypes.includes(type))
  return { clientId: parsed.data.clientId, connectionTypes: [...new Set([...offered, 'long-polling'])] }
}

/** What a reply that is not successful means. */
export type Refusal =
  /** Our credentials, or this desk phone, are refused: asking again changes nothing. */
  | { kind: 'not-allowed'; words: string | null }
  /** The server advises not to come back. */
  | { kind: 'turned-away'; words: string | null }
  /** The server knows this client no longer: it was started anew, or took us for gone. */
  | { kind: 'forgotten' }
  | { kind: 'failed'; words: string | null }

/** The words of servers for a client that they don't know; CometD writes `402::session_unknown`. */
const unknownClient =
  /(unknown|no|missing|invalid|expired)[ _-]?(client|session)|(client|session)[ _-]?(id )?(unknown|expired|not found)/i

/** 4xx that say something else than "not allowed": unknown session or missing parameter, time-out, too many. */
const otherCodes: ReadonlySet<number> = new Set([402, 408, 429])

/**
 * Reads an unsuccessful reply. An error is `code:parameters:words`. The advice decides (The Bayeux Protocol,
 * "reconnect advice field"), and where there is none, the error. Only a handshake or a subscription can be
 * refused as such. faye advises `handshake` with every handshake that is refused, so that says nothing there.
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
