import type { LineStatus } from '../../../../shared/calls/line'
import type { Simulator } from '../../../../simulator/simulator'
import type { LiveLineLimits } from '../../live-line/line-limits'
import type { TcpProxy } from '../servers/tcp-proxy'

/** The desk phone of the scenarios: the document's own example. */
export const agentId = 699861013

/** What a scenario can break. */
export interface FaultWorld {
  simulator: Simulator
  /** Between the program and the live line, and between it and REST. */
  line: TcpProxy
  rest: TcpProxy
  /** A duration of real life in this world's time, ms. */
  scaled: (ms: number) => number
  /** What the person or their computer does. */
  person: {
    wake(): void
    retry(): void
    /** Starts a call to the number in the text. */
    dial(text: string): void
  }
}

/** What the person sees of the line: a kind of its status. */
export type SeenKind = LineStatus['kind']

/**
 * One fault, as data: what breaks, what is mended, and what must be seen of it. Durations are those of
 * real life; a world compresses them.
 */
export interface FaultScenario {
  name: string
  /** Strikes before the program connects, or while the line is live and a call is talking. */
  strikes: 'at-start' | 'while-live'
  begin: (world: FaultWorld) => unknown
  /** What holds from before the program connects, and isn't what the scenario is about. */
  given?: (world: FaultWorld) => unknown
  /** Mends it. Without it, what broke once is whole again by itself. */
  end?: (world: FaultWorld) => unknown
  /** The fault stands at least this long, ms. */
  lastsMs?: number
  /** The kinds of status in their order, neighbours of the same kind taken as one. */
  sees: RegExp
  /** The first status that tells of the fault, and the limit that governs how soon; null: nothing is to be seen. */
  noticed: { as: readonly SeenKind[]; limit: string; withinMs: (limits: LiveLineLimits) => number } | null
  /** How it is live again after the fault: by itself, or because the person tries again. */
  returns: 'by-itself' | 'on-retry'
  /** Handshakes that the server may get in all, the ones of the first and the last connection among them. */
  maxHandshakes: number
  /** Limits that differ, in real life's ms. */
  limits?: Partial<LiveLineLimits>
  /** Seconds that the server holds a connect; 60. */
  serverTimeoutSeconds?: number
  /** How the messages must travel at the end. */
  transport?: 'websocket' | 'long-polling'
  /** A call may be taken for ended and go on: an answer shows that it wasn't. */
  mayReopen?: boolean
  /** Also played to a bare faye client. */
  isForStock?: boolean
}

/** A stopped line is seen by the next probe that isn't answered. */
export const byProbe = {
  limit: 'probe interval + probe reply',
  withinMs: ({ probeEveryMs, probeReplyMs }: LiveLineLimits): number => probeEveryMs + probeReplyMs
}

/** What the program is told at once; the probe's limit is what it must stay below. */
export const atOnce = { ...byProbe, limit: 'at once' }

/** What comes with the answer to a probe. */
export const withProbe = {
  limit: 'probe interval',
  withinMs: ({ probeEveryMs }: LiveLineLimits): number => probeEveryMs
}

/** A handshake or a subscription that isn't answered. */
export const byReply = { limit: 'reply', withinMs: ({ replyMs }: LiveLineLimits): number => replyMs }
