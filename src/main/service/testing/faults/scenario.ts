import type { LineStatus } from '../../../../shared/calls/schema'
import type { Simulator } from '../../../../simulator/simulator'
import type { LiveLineLimits } from '../../live-line/line-limits'
import type { TcpProxy } from '../servers/tcp-proxy'

/** The desk phone of the scenarios: the document's example. */
export const agentId = 699861013

/** What a scenario can break. */
export interface FaultWorld {
  simulator: Simulator
  /** Proxies in front of the live line and of REST. */
  line: TcpProxy
  rest: TcpProxy
  /** Scales a real duration to this world's compressed time, in ms. */
  scaled: (ms: number) => number
  /** Actions of the user or their computer. */
  person: {
    wake(): void
    retry(): void
    /** Starts a call to the number in the text. */
    dial(text: string): void
  }
}

/** The line's state as shown to the user. */
export type SeenKind = LineStatus['kind']

/**
 * Declares one fault: how it begins and ends, and what the user must see. Durations are real ones; a world compresses
 * them.
 */
export interface FaultScenario {
  name: string
  /** When the fault begins: before the program connects, or while the line is live during a call. */
  strikes: 'at-start' | 'while-live'
  begin: (world: FaultWorld) => unknown
  /** Preconditions, set up before the program connects. */
  given?: (world: FaultWorld) => unknown
  /** Ends the fault. Not needed for a transient fault. */
  end?: (world: FaultWorld) => unknown
  /** Minimum duration of the fault, in ms. */
  lastsMs?: number
  /** Matches the sequence of status kinds, without consecutive repetitions. */
  sees: RegExp
  /** The first status that shows the fault, and the limit for how soon; null if it must stay invisible. */
  noticed: { as: readonly SeenKind[]; limit: string; withinMs: (limits: LiveLineLimits) => number } | null
  /** How the line becomes live again after the fault: by itself or on the user's retry. */
  returns: 'by-itself' | 'on-retry'
  /** Maximum number of handshakes, including those of the first and the last connection. */
  maxHandshakes: number
  /** Overridden limits, in real ms. */
  limits?: Partial<LiveLineLimits>
  /** How long the server holds a connect, in seconds; 60 by default. */
  serverTimeoutSeconds?: number
  /** The required transport at the end. */
  transport?: 'websocket' | 'long-polling'
  /** A call may be shown as ended and then reopened by a later answer. */
  mayReopen?: boolean
  /** Also played with a stock faye client. */
  isForStock?: boolean
}

/** A half-open line is detected by the next unanswered probe. */
export const byProbe = {
  limit: 'probe interval + probe reply',
  withinMs: ({ probeEveryMs, probeReplyMs }: LiveLineLimits): number => probeEveryMs + probeReplyMs
}

/** Faults reported immediately; they must be noticed sooner than by a probe. */
export const atOnce = { ...byProbe, limit: 'at once' }

/** Faults that arrive with the answer to a probe. */
export const withProbe = {
  limit: 'probe interval',
  withinMs: ({ probeEveryMs }: LiveLineLimits): number => probeEveryMs
}

/** An unanswered handshake or subscription. */
export const byReply = { limit: 'reply', withinMs: ({ replyMs }: LiveLineLimits): number => replyMs }
