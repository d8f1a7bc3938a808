import { connect } from 'node:net'
import faye from 'faye'
import { expect, it } from 'vitest'
import { createSimulator } from './simulator'
import { AGENT_ID, get, periodPath, startSimulator, watch, eventually } from './testing/simulator'

const PERIOD = periodPath('2016-01-01T00:00:00Z', '2016-01-02T00:00:00Z')

it('close() resolves with keep-alive, upgraded, half-sent and held connections open, also twice', async () => {
  const simulator = await startSimulator({ pace: 1 })
  await watch(simulator, AGENT_ID)
  await get(simulator, PERIOD, { connection: 'keep-alive' })
  simulator.faults.add({ match: { on: 'rest', path: '/held' }, effect: { kind: 'delay', ms: 3_600_000 } })
  const held = get(simulator, '/held').catch(() => 'reset')
  const { port, hostname } = new URL(simulator.apiPrefix)
  const half = connect(Number(port), hostname)
  half.on('error', () => undefined)
  half.write('POST /api/v31/tserver HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
  simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13800138000' })
  await simulator.close()
  await simulator.close()
  expect(await held).toBe('reset')
  await expect(get(simulator, PERIOD)).rejects.toThrow()
  await expect(simulator.publish(AGENT_ID, {})).rejects.toThrow('closed')
})

it('close() resolves while a long poll is pending', async () => {
  const simulator = await startSimulator()
  const client = new faye.Client(simulator.fayeUrl, { timeout: 120 })
  client.disable('websocket')
  await client.subscribe(`/monitor_agent_${AGENT_ID}`, () => undefined)
  await eventually(() => expect(simulator.live.received('/meta/connect')).toBeGreaterThan(0))
  await simulator.close()
  client.disconnect()
})

it('starting on a port in use rejects, and releases what was already open', async () => {
  const first = await startSimulator()
  const taken = Number(new URL(first.apiPrefix).port)
  await expect(createSimulator({ port: taken })).rejects.toThrow('EADDRINUSE')
  const free = Number(new URL((await startSimulator()).fayeUrl).port)
  await expect(createSimulator({ fayePort: free })).rejects.toThrow('EADDRINUSE')
})

it('both servers listen on the loopback address only', async () => {
  const simulator = await startSimulator()
  for (const url of [simulator.apiPrefix, simulator.fayeUrl, simulator.recordingsUrl]) {
    expect(new URL(url).hostname).toBe('127.0.0.1')
  }
})
