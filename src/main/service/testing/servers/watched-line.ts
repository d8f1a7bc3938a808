import { expect, onTestFinished, vi } from 'vitest'
import type { LineStatus } from '../../../../shared/calls/schema'
import type { LineDetail, MonitorMessage } from '../../../platform/ports'
import type { LiveLineLimits } from '../../live-line/line-limits'
import {
  createLiveLine,
  type LineListener,
  type LiveLineDeps,
  type WatchedLiveLine
} from '../../live-line/live-line'
import type { FayeAddress, EndpointSelector } from '../../addresses/endpoint-selector'
import { openFayeServer, type FayeServer, type FayeServerOptions } from './faye-server'
import { openTcpProxy, type TcpProxy } from './tcp-proxy'
import { directFaye, fixedEndpoint } from './fixed-endpoint'

/** The document's example of an agentId, and its channel. */
export const agentId = 699861013
export const channel = `/monitor_agent_${agentId}`

/** A message in the document's format, with `extra` merged in. */
export const event = (state: string, extra: object = {}): object => ({
  agentId,
  callId: 'b6f5b2b0-3c1e-4f7a-9d8e-2f1a6c5d4e3f',
  calleeNumber: '13800138000',
  callerNumber: '02512345678',
  salesmanCode: '007',
  state,
  updatedAt: 1_452_536_743_511,
  ...extra
})

/** About a hundredth of the real limits, so that tests wait for conditions and not for the clock. */
const short: LiveLineLimits = {
  replyMs: 400,
  attemptMs: 800,
  probeEveryMs: 80,
  probeReplyMs: 150,
  connectGraceMs: 200,
  backOffMinMs: 10,
  backOffMaxMs: 200,
  handshakeGapMs: 20,
  stableMs: 300,
  websocketOpenMs: 400,
  websocketStableMs: 1_000,
  websocketRetryMs: 200,
  turnedAwayRetryMs: 60_000,
  lingerMs: 100,
  closeMs: 200
}

/** A line with everything it reported. */
export interface WatchedLine {
  line: WatchedLiveLine
  messages: MonitorMessage[]
  statuses: [LineStatus, LineDetail][]
  faults: unknown[]
  kind: () => string | undefined
  isLive: () => Promise<void>
  is: (kind: LineStatus['kind']) => Promise<void>
}

/** Waits until `check` no longer throws. */
export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 5 })

/** Starts a line with short limits at one address or endpoint; it stops with the test. */
export function watch(
  to: string | EndpointSelector<FayeAddress>,
  options: Partial<Omit<LiveLineDeps, 'listener'>> & { listener?: Partial<LineListener> } = {}
): WatchedLine {
  const messages: MonitorMessage[] = []
  const statuses: [LineStatus, LineDetail][] = []
  const faults: unknown[] = []
  const line = createLiveLine({
    endpoint: typeof to === 'string' ? fixedEndpoint(directFaye(to)) : to,
    agentIds: [agentId],
    onFault: (fault) => faults.push(fault),
    ...options,
    listener: {
      onMessage: (message) => messages.push(message),
      onStatus: (status, detail) => statuses.push([status, detail]),
      onAgentRefused: () => undefined,
      ...options.listener
    },
    limits: { ...short, ...options.limits }
  })
  onTestFinished(() => line.stop())
  const kind = (): string | undefined => statuses.at(-1)?.[0].kind
  const is = (wanted: string): Promise<void> => until(() => expect(kind()).toBe(wanted))
  line.start()
  return { line, messages, statuses, faults, kind, is, isLive: () => is('live') }
}

/** A faye server that closes with the test. */
export async function serve(options: FayeServerOptions = {}): Promise<FayeServer> {
  const server = await openFayeServer(options)
  onTestFinished(() => server.close())
  return server
}

/** A proxy in front of `server` that closes with the test. */
export async function proxyTo(server: FayeServer): Promise<TcpProxy & { url: string }> {
  const proxy = await openTcpProxy(server.port)
  onTestFinished(() => proxy.close())
  return { ...proxy, url: `http://127.0.0.1:${proxy.port}/faye` }
}

/** The received states, in order. */
export const states = (watched: WatchedLine): string[] => watched.messages.map((message) => message.state)
