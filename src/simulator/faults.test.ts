import { describe, expect, it } from 'vitest'
import type { FaultRule } from './faults'
import type { CallState } from './live/scenarios'
import type { Simulator } from './simulator'
import {
  AGENT_ID,
  CALLS,
  get,
  newClient,
  numbersPath,
  periodPath,
  post,
  startCall,
  startSimulator,
  watch,
  eventually
} from './testing/simulator'

const CALL = { calleeNumber: '13800138007', agentId: AGENT_ID }
const PERIOD = periodPath('2016-01-01T00:00:00Z', '2016-01-02T00:00:00Z')
const rest = (effect: FaultRule['effect'] & { kind: string }, path?: string): FaultRule =>
  ({ match: { on: 'rest', path }, effect }) as FaultRule

async function withRule(rule: FaultRule): Promise<Simulator> {
  const simulator = await startSimulator({ pace: 1 })
  simulator.faults.add(rule)
  return simulator
}

describe('REST faults', () => {
  it('a call can be accepted while its reply is lost', async () => {
    const simulator = await withRule(rest({ kind: 'drop', when: 'after' }))
    await expect(startCall(simulator, CALL)).rejects.toThrow()
    expect(simulator.callsInPlay()).toHaveLength(1)
    expect(simulator.requests.entries()).toMatchObject([{ method: 'POST', status: null, body: CALL }])
  })

  it('a connection can break before the service receives the call', async () => {
    const simulator = await withRule(rest({ kind: 'drop' }))
    await expect(startCall(simulator, CALL)).rejects.toThrow()
    expect(simulator.callsInPlay()).toEqual([])
  })

  it.each([401, 403, 404, 429, 500, 503])(
    'a status %i can replace the reply, with headers and any body',
    async (status) => {
      const headers = { 'retry-after': '7' }
      const simulator = await withRule(rest({ kind: 'reply', status, headers, json: { status, odd: [1] } }))
      const answer = await get(simulator, PERIOD)
      expect(answer).toMatchObject({ status, body: { status, odd: [1] } })
      expect(answer.headers.get('retry-after')).toBe('7')
    }
  )

  it('a reply can be replaced after the request was processed', async () => {
    const simulator = await withRule(rest({ kind: 'reply', status: 500, text: 'oops', when: 'after' }))
    expect(await startCall(simulator, CALL)).toMatchObject({ status: 500, text: 'oops' })
    expect(simulator.callsInPlay()).toHaveLength(1)
  })

  it('a reply can be an HTML page or a redirect', async () => {
    const simulator = await withRule({ ...rest({ kind: 'html' }), times: 1 })
    simulator.faults.add(rest({ kind: 'redirect', location: 'http://localhost/elsewhere' }))
    const page = await get(simulator, PERIOD)
    expect(page.headers.get('content-type')).toBe('text/html')
    expect(page.text).toContain('<h1>')
    const moved = await post(simulator, CALLS, CALL)
    expect(moved.status).toBe(302)
    expect(moved.headers.get('location')).toBe('http://localhost/elsewhere')
  })

  it('a complete reply can contain truncated JSON', async () => {
    const simulator = await withRule(rest({ kind: 'truncate', keepBytes: 5 }))
    expect(await get(simulator, PERIOD)).toMatchObject({ status: 200, text: '{"cal' })
  })

  it('a body can be cut off midway', async () => {
    const simulator = await withRule(rest({ kind: 'cut', afterBytes: 5 }))
    await expect(get(simulator, PERIOD)).rejects.toThrow()
  })

  it.each([false, true])('a body can be far too large, compressed: %j', async (isPacked) => {
    const simulator = await withRule(rest({ kind: 'huge', bytes: 3_000_000, isPacked }))
    const answer = await get(simulator, PERIOD)
    expect(answer.text.length).toBe(3_000_000 + '{"calls":[]}'.length)
    expect(answer.body).toEqual({ calls: [] })
    expect(answer.headers.get('content-encoding')).toBe(isPacked ? 'gzip' : null)
  })

  it('delayed headers and a slow body arrive complete in the end', async () => {
    const simulator = await withRule({ ...rest({ kind: 'delay', ms: 20, when: 'after' }), times: 1 })
    simulator.faults.add(rest({ kind: 'slow-body', chunkBytes: 3, everyMs: 2 }))
    expect((await get(simulator, PERIOD)).body).toEqual({ calls: [] })
    expect((await get(simulator, PERIOD)).body).toEqual({ calls: [] })
  })

  it('a rule applies to matching requests, a limited number of times, or to every nth request', async () => {
    const simulator = await startSimulator()
    simulator.faults.add({
      match: { on: 'rest', method: 'GET', path: '/queryByPeriod' },
      every: 3,
      times: 2,
      effect: { kind: 'reply', status: 503 }
    })
    const statuses: number[] = []
    for (let request = 0; request < 10; request += 1) statuses.push((await get(simulator, PERIOD)).status)
    expect(statuses).toEqual([200, 200, 503, 200, 200, 503, 200, 200, 200, 200])
    expect(simulator.faults.rules()).toEqual([])
    expect(await post(simulator, numbersPath('demo-campaign'), { numbers: ['13800138000'] })).toMatchObject({
      status: 200
    })
  })

  it('rules can be removed one by one or all at once, and an invalid rule is refused', async () => {
    const simulator = await startSimulator()
    const off = simulator.faults.add(rest({ kind: 'reply', status: 500 }))
    simulator.faults.add(rest({ kind: 'reply', status: 503 }))
    expect((await get(simulator, PERIOD)).status).toBe(500)
    off()
    expect((await get(simulator, PERIOD)).status).toBe(503)
    simulator.faults.clear()
    expect((await get(simulator, PERIOD)).status).toBe(200)
    expect(() => simulator.faults.add({ match: { on: 'rest' }, effect: { kind: 'lose' } } as never)).toThrow()
  })
})

describe('live channel faults', () => {
  it.each(['/meta/handshake', '/meta/subscribe'])('%s can be refused', async (channel) => {
    const simulator = await startSimulator()
    simulator.faults.add({
      match: { on: 'bayeux', channel },
      effect: { kind: 'refuse', error: '403::Not allowed' }
    })
    const errors: (string | null)[] = []
    simulator.live.onExchange((exchange) => {
      if (exchange.channel === channel) errors.push(exchange.error)
    })
    const client = newClient(simulator)
    // Faye retries a refused handshake at once, hundreds of times a second; this limits it to one.
    client.addExtension({
      incoming: (message, passOn) =>
        passOn(message.successful ? message : { ...message, advice: { reconnect: 'none' } })
    })
    client.subscribe(`/monitor_agent_${AGENT_ID}`, () => undefined).then(undefined, () => undefined)
    await eventually(() => expect(errors[0]).toBe('403::Not allowed'))
    expect(simulator.live.received(channel)).toBeGreaterThan(0)
    expect(simulator.live.subscribers(AGENT_ID)).toBe(0)
  })

  it('a message can get no reply or a late one, and a reply can carry odd advice', async () => {
    const simulator = await startSimulator()
    const match = { on: 'bayeux', channel: '/meta/subscribe' } as const
    simulator.faults.add({
      match: { ...match, subscription: '/monitor_agent_1' },
      effect: { kind: 'ignore' }
    })
    simulator.faults.add({ match, effect: { kind: 'delay', ms: 10 } })
    const advice = { reconnect: 'retry', interval: 5, timeout: 123_000 }
    simulator.faults.add({
      match: { on: 'bayeux', channel: '/meta/handshake' },
      effect: { kind: 'advise', advice }
    })
    const client = newClient(simulator)
    const advised: unknown[] = []
    client.addExtension({
      incoming: (message, passOn) => {
        if (message.channel === '/meta/handshake') advised.push({ ...message.advice })
        passOn(message)
      }
    })
    let isAnswered = false
    client.subscribe('/monitor_agent_1', () => undefined).then(() => (isAnswered = true))
    await client.subscribe('/monitor_agent_2', () => undefined)
    expect(advised).toEqual([advice])
    expect(isAnswered).toBe(false)
    expect(simulator.live.subscribers(2)).toBe(1)
  })

  it('WebSockets can be blocked: a client falls back to long polling and receives every event', async () => {
    const simulator = await startSimulator()
    simulator.faults.add({
      match: { on: 'faye-http', isUpgrade: true },
      effect: { kind: 'reply', status: 403 }
    })
    const { heard } = await watch(simulator, AGENT_ID)
    await simulator.publish(AGENT_ID, { state: 'polled' })
    await eventually(() => expect(heard).toEqual([{ state: 'polled' }]))
  })

  it('the whole Faye port can answer 403', async () => {
    const simulator = await startSimulator()
    simulator.faults.add({ match: { on: 'faye-http' }, effect: { kind: 'reply', status: 403, text: 'no' } })
    const response = await fetch(simulator.fayeUrl, { method: 'POST', body: '[]' })
    expect([response.status, await response.text()]).toEqual([403, 'no'])
  })

  it('events can be lost, duplicated and reordered', async () => {
    const simulator = await startSimulator()
    const on = (state: CallState): FaultRule['match'] & { on: 'event' } => ({
      on: 'event',
      agentId: AGENT_ID,
      state
    })
    simulator.faults.add({ match: on('agentReady'), effect: { kind: 'lose' } })
    simulator.faults.add({ match: on('callCallee'), effect: { kind: 'duplicate', copies: 2 } })
    simulator.faults.add({ match: on('calleeRingBack'), effect: { kind: 'delay', ms: 600 } })
    const { heard } = await watch(simulator, AGENT_ID)
    simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13800138000' })
    await eventually(() =>
      expect(heard.map(({ state }) => state)).toEqual([
        'started',
        'callAgentSuccess',
        'callCallee',
        'callCallee',
        'callCallee',
        'processed',
        'calleeAnswered',
        'hangup',
        'calleeRingBack'
      ])
    )
  })

  it('after dropped connections the server still knows its clients; after a restart it doesn’t', async () => {
    const simulator = await startSimulator()
    const { heard } = await watch(simulator, AGENT_ID)
    simulator.live.dropConnections()
    expect(simulator.live.subscribers(AGENT_ID)).toBe(1)
    await eventually(() => expect(simulator.live.received('/meta/connect')).toBeGreaterThan(1))
    expect(simulator.live.received('/meta/handshake')).toBe(1)
    await simulator.live.restart()
    expect(simulator.live.subscribers(AGENT_ID)).toBe(0)
    await eventually(() => expect(simulator.live.subscribers(AGENT_ID)).toBe(1))
    expect(simulator.live.received('/meta/handshake')).toBe(2)
    await simulator.publish(AGENT_ID, { state: 'again' })
    await eventually(() => expect(heard).toEqual([{ state: 'again' }]))
  })
})
