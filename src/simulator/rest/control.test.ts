import { expect, it } from 'vitest'
import { createRequestLog } from '../request-log'
import type { Simulator } from '../simulator'
import { AGENT_ID, get, periodPath, startCall, startSimulator, watch, eventually } from '../testing/simulator'

const PERIOD = periodPath('2016-01-01T00:00:00Z', '2016-01-02T00:00:00Z')

async function control(
  { controlUrl }: Simulator,
  path: string,
  body: unknown,
  type = 'application/json'
): Promise<{ status: number; result: unknown }> {
  const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) }
  const response = await fetch(`${controlUrl ?? ''}${path}`, init)
  return { status: response.status, result: ((await response.json()) as { result?: unknown }).result }
}

it('there is no control surface unless it is enabled', async () => {
  const simulator = await startSimulator()
  expect(simulator.controlUrl).toBeNull()
  const origin = new URL(simulator.apiPrefix).origin
  expect((await fetch(`${origin}/control/state`)).status).toBe(404)
})

it('calls can be started, picked up, answered and hung up, and events published, over HTTP', async () => {
  const simulator = await startSimulator({ isControlOpen: true, pace: 0.05 })
  const { heard } = await watch(simulator, AGENT_ID)
  const calls = {
    agentId: AGENT_ID,
    calleeNumber: '13700137000',
    scenario: [
      { afterMs: 0, state: 'agentReady' },
      { afterMs: 9e9, state: 'hangup' }
    ]
  }
  const { callId } = (await control(simulator, '/start', calls)).result as { callId: string }
  await eventually(() => expect(heard).toHaveLength(1))
  expect(await control(simulator, '/answer', { callId })).toEqual({ status: 200, result: false })
  expect(await control(simulator, '/pick-up', { callId })).toEqual({ status: 200, result: true })
  expect(await control(simulator, '/hang-up', { callId })).toEqual({ status: 200, result: true })
  await control(simulator, '/publish', { agentId: AGENT_ID, message: { state: 'by hand' } })
  await eventually(() =>
    expect(heard.map(({ state }) => state)).toEqual(['agentReady', 'callAgentSuccess', 'hangup', 'by hand'])
  )
})

it('scenarios, faults, records and the Faye server can be controlled over HTTP', async () => {
  const simulator = await startSimulator({ isControlOpen: true })
  await control(simulator, '/scenario', { calleeNumber: '13700137000', scenario: 'not-reached' })
  expect(simulator.scenarioFor('13700137000').id).toBe('not-reached')
  await control(simulator, '/faults', { match: { on: 'rest' }, effect: { kind: 'reply', status: 503 } })
  expect((await get(simulator, PERIOD)).status).toBe(503)
  await control(simulator, '/faults/clear', {})
  expect((await get(simulator, PERIOD)).status).toBe(200)
  expect(await control(simulator, '/records', { count: 100, days: 1 })).toMatchObject({
    result: { count: 100 }
  })
  expect(simulator.records.count).toBe(100)
  expect((await control(simulator, '/faye', { action: 'restart' })).status).toBe(200)
  expect((await control(simulator, '/faye', { action: 'drop' })).status).toBe(200)
  const state = await fetch(`${simulator.controlUrl ?? ''}/state`)
  expect(await state.json()).toEqual({ calls: [], faults: [], records: 100 })
})

it('a web page can’t use it: only application/json with valid input is accepted', async () => {
  const simulator = await startSimulator({ isControlOpen: true })
  expect((await control(simulator, '/faults/clear', {}, 'text/plain')).status).toBe(415)
  expect((await control(simulator, '/hang-up', { callId: 'x', more: 1 })).status).toBe(400)
  expect((await control(simulator, '/scenario', { calleeNumber: '1', scenario: 'nonsense' })).status).toBe(
    400
  )
})

it('the log shows requests without the token, and none of the control surface', async () => {
  const simulator = await startSimulator({ isControlOpen: true, isBusyRefused: false })
  const seen: number[] = []
  const off = simulator.requests.onRequest(({ status }) => seen.push(status ?? 0))
  await get(simulator, PERIOD)
  await control(simulator, '/faults/clear', {})
  off()
  await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
  expect(seen).toEqual([200])
  expect(simulator.requests.entries()).toMatchObject([
    { method: 'GET', query: { startTime: '2016-01-01T00:00:00Z' }, isTokenGiven: true, status: 200 },
    { method: 'POST', isTokenGiven: false, body: { calleeNumber: '13800138000', agentId: AGENT_ID } }
  ])
  expect(JSON.stringify(simulator.requests.entries())).not.toContain('demo-token')
})

it('the log keeps the last 1,000 requests and counts all of them', () => {
  const log = createRequestLog()
  const request = {
    at: 0,
    method: 'GET',
    query: {},
    isTokenGiven: false,
    body: undefined,
    bodyBytes: 0,
    status: 200
  }
  for (let index = 0; index < 1_012; index += 1) log.add({ ...request, path: `/${index}` })
  expect(log.entries()).toHaveLength(1_000)
  expect(log.entries()[0]?.path).toBe('/12')
  expect(log.total).toBe(1_012)
  log.clear()
  expect([log.entries(), log.total]).toEqual([[], 0])
})
