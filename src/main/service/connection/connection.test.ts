import { expect, onTestFinished, test, vi } from 'vitest'
import type { LineStatus } from '../../../shared/calls/schema'
import { createSimulator, type Simulator } from '../../../simulator/simulator'
import { openConnection, type OpenedConnection } from './connection'

const agentId = 699861013
const call = { calleeNumber: '13800138000', callerNumber: null, agentId, salesmanCode: '007' }
const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 10 })

async function openService(): Promise<Simulator> {
  const simulator = await createSimulator({
    tenantId: 'tenant-1',
    accessToken: 'a token/with+odd&signs',
    agents: [{ agentId }],
    pace: 0.01,
    isTokenRequiredEverywhere: true
  })
  onTestFinished(() => simulator.close())
  return simulator
}

async function openTo(
  simulator: Simulator,
  token: string
): Promise<OpenedConnection & { states: string[]; statuses: LineStatus[] }> {
  const states: string[] = []
  const statuses: LineStatus[] = []
  const opened = await openConnection({
    account: {
      server: { kind: 'custom', apiPrefix: simulator.apiPrefix, fayeUrl: simulator.fayeUrl },
      tenantId: 'tenant-1',
      agentId
    },
    token,
    listener: {
      onMessage: (message) => states.push(message.state),
      onStatus: (status) => statuses.push(status),
      onServiceTime: () => undefined,
      onAgentRefused: () => undefined,
      onAddress: () => undefined
    },
    isTokenSentEverywhere: () => true
  })
  if (!opened.ok) throw new Error('not opened')
  onTestFinished(async () => {
    await opened.value.line.stop()
    await opened.value.service.close()
  })
  return { ...opened.value, states, statuses }
}

test('a call is started, followed from its start to its hang-up, and its record is read', async () => {
  const simulator = await openService()
  const { service, line, states, statuses } = await openTo(simulator, 'a token/with+odd&signs')
  const startedMs = Date.now()
  line.start()
  await until(() => expect(statuses.at(-1)?.kind).toBe('live'))
  const started = await service.startCall(call)
  if (!started.ok) throw new Error(started.error.code)
  await until(() => expect(states.at(-1)).toBe('hangup'))
  expect(states).toEqual([
    'started',
    'agentReady',
    'callAgentSuccess',
    'callCallee',
    'calleeRingBack',
    'processed',
    'calleeAnswered',
    'hangup'
  ])
  const record = await until(async () => {
    const reply = await service.readCall(started.value.callId)
    if (!reply.ok || reply.value.endedAtMs === null) throw new Error('not complete')
    return reply.value
  })
  expect(record).toMatchObject({
    id: started.value.callId,
    calleeNumber: '13800138000',
    agentId,
    salesmanCode: '007'
  })
  const period = await service.queryByPeriod(startedMs - 60_000, Date.now() + 60_000)
  expect(period.ok && period.value.calls.map(({ id }) => id)).toContain(started.value.callId)
})

test('the service’s refusal of a number includes its message, code and field', async () => {
  const { service } = await openTo(await openService(), 'a token/with+odd&signs')
  expect(await service.startCall({ ...call, callerNumber: '123' })).toEqual({
    ok: false,
    error: {
      code: 'service-refused',
      status: 422,
      serviceCode: 30105,
      message: '“主叫号码”不是合法的手机号或固定电话。',
      field: 'callerNumber'
    }
  })
})

test('every request with a wrong token is refused', async () => {
  const { service } = await openTo(await openService(), 'wrong')
  const refused = { ok: false, error: { code: 'token-refused' } }
  expect(await service.startCall(call)).toMatchObject(refused)
  expect(await service.readCall('x')).toMatchObject(refused)
  expect(await service.queryByPeriod(0, 1)).toMatchObject(refused)
  expect(await service.importNumbers('demo-campaign', ['13800138000'])).toMatchObject(refused)
})

test('numbers are imported', async () => {
  const { service } = await openTo(await openService(), 'a token/with+odd&signs')
  expect(await service.importNumbers('demo-campaign', ['13800138000'])).toEqual({
    ok: true,
    value: undefined
  })
})

test('an invalid custom address opens no connection', async () => {
  const opened = await openConnection({
    account: {
      server: { kind: 'custom', apiPrefix: 'x', fayeUrl: 'http://host/faye' },
      tenantId: 't',
      agentId
    },
    token: 'x',
    listener: {
      onMessage: () => undefined,
      onStatus: () => undefined,
      onServiceTime: () => undefined,
      onAgentRefused: () => undefined,
      onAddress: () => undefined
    },
    isTokenSentEverywhere: () => true
  })
  expect(opened).toEqual({ ok: false, error: { code: 'address-invalid', field: 'apiPrefix' } })
})
