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
  /** The service says no: asking again changes nothing. */
  | { kind: 'not-allowed'; words: string | null }
  /** The server knows this client no longer: it was started anew, or took us for gone. */
  | { kind: 'forgotten' }
  | { kind: 'failed'; words: string | null }

/**
 * Reads an unsuccessful reply. An error is `code:parameters:words`; 4xx says "not allowed", but faye's
 * `401:our client id:Unknown client` only that a new handshake is needed. Words without a code say
 * nothing about trying again.
 */
export function readRefusal(reply: BayeuxMessage, clientId: string | null): Refusal {
  const text: unknown = reply.error
  const error = typeof text === 'string' ? text : ''
  const parts = /^(\d{3}):([^:]*):([^]*)$/.exec(error)
  const words = (parts?.[3] ?? error).trim().slice(0, maxWordsLength) || null
  const code = Number(parts?.[1] ?? 0)
  if (code === 401 && clientId !== null && parts?.[2] === clientId) return { kind: 'forgotten' }
  if (readAdvice(reply.advice).reconnect === 'none' || (code >= 400 && code < 500)) {
    return { kind: 'not-allowed', words }
  }
  return { kind: 'failed', words }
}
