import { expect, onTestFinished, test, vi } from 'vitest'
import type { AddressKind, ConnectionReason } from '../../../shared/session/connection'
import type { LineStatus } from '../../../shared/calls/schema'
import { createSimulator, type Simulator } from '../../../simulator/simulator'
import type { LineDetail, UsedAddress } from '../../platform/ports'
import { openConnection, type ConnectionOptions, type OpenedConnection } from './connection'
import type { ServiceAddress } from '../addresses/endpoints'
import { closedPort, openDoor } from '../testing/servers/port'
import { openHttpProxy, openSocksProxy } from '../testing/servers/proxies'

const agentId = 699861013
const call = { calleeNumber: '13800138000', callerNumber: null, agentId, salesmanCode: null }
const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 10 })
const portOf = (url: string): number => Number(new URL(url).port)
const limits: ConnectionOptions['limits'] = {
  addresses: { connectMs: 500, recheckGapMs: 20, returnEveryMs: 100 },
  line: { backOffMinMs: 10, backOffMaxMs: 100, handshakeGapMs: 20, lingerMs: 100, closeMs: 200 },
  rest: { connectMs: 500 },
  reads: { minPauseMs: 1, maxPauseMs: 5 }
}

async function openService(): Promise<Simulator> {
  const simulator = await createSimulator({
    tenantId: 'tenant-1',
    accessToken: 'token',
    agents: [{ agentId }, { agentId: 2 }],
    pace: 0.01
  })
  onTestFinished(() => simulator.close())
  return simulator
}

/** An address of the service whose ports can be closed and reopened. */
async function openAddress(
  kind: AddressKind,
  simulator: Simulator,
  at?: ServiceAddress
): Promise<{ address: ServiceAddress; lines: () => number; shut: () => Promise<void> }> {
  const rest = await openDoor(portOf(simulator.apiPrefix), at === undefined ? 0 : portOf(at.apiPrefix))
  const faye = await openDoor(portOf(simulator.fayeUrl), at === undefined ? 0 : portOf(at.fayeUrl))
  return {
    address: {
      kind,
      apiPrefix: `http://127.0.0.1:${rest.port}/api/v31`,
      fayeUrl: `http://127.0.0.1:${faye.port}/faye`
    },
    lines: () => faye.open(),
    async shut() {
      await Promise.all([rest.shut(), faye.shut()])
    }
  }
}

interface Told {
  statuses: [LineStatus, LineDetail][]
  addresses: [UsedAddress, ConnectionReason | null][]
  states: string[]
}

async function open(
  options: Partial<ConnectionOptions> & Pick<ConnectionOptions, 'account'>
): Promise<OpenedConnection & { told: Told }> {
  const told: Told = { statuses: [], addresses: [], states: [] }
  const opened = await openConnection({
    token: 'token',
    isTokenSentEverywhere: () => true,
    limits,
    ...options,
    listener: {
      onMessage: (message) => told.states.push(message.state),
      onStatus: (status, detail) => told.statuses.push([status, detail]),
      onServiceTime: () => undefined,
      onAgentRefused: () => undefined,
      onAddress: (address, reason) => told.addresses.push([address, reason])
    }
  })
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(async () => {
    await opened.value.line.stop()
    await opened.value.service.close()
  })
  return { ...opened.value, told }
}

const automatic = { server: { kind: 'automatic' }, tenantId: 'tenant-1', agentId } as const
const moves = (told: Told): [AddressKind, ConnectionReason | null][] =>
  told.addresses.map(([{ kind }, reason]) => [kind, reason])
const isLive = (told: Told): Promise<void> => until(() => expect(told.statuses.at(-1)?.[0].kind).toBe('live'))

test('when the name is unreachable, a call starts once at a carrier’s address, and the line follows', async () => {
  const simulator = await openService()
  const gone = await closedPort()
  const name: ServiceAddress = {
    kind: 'name',
    apiPrefix: `http://127.0.0.1:${gone}/api/v31`,
    fayeUrl: `http://127.0.0.1:${gone}/faye`
  }
  const telecom = await openAddress('telecom', simulator)
  const { service, line, told } = await open({ account: automatic, candidates: [name, telecom.address] })
  expect(moves(told)).toEqual([['name', null]])
  expect(told.addresses[0]?.[0]).toEqual({ kind: 'name', host: '127.0.0.1', isEncrypted: false, proxy: null })
  expect(await service.startCall(call)).toMatchObject({ ok: true })
  expect(simulator.callsInPlay()).toHaveLength(1)
  line.start()
  await isLive(told)
  expect(moves(told)).toEqual([
    ['name', null],
    ['telecom', 'unreachable']
  ])
})

test('the line finds the carrier’s address itself, and both return to the name when it works again', async () => {
  const simulator = await openService()
  const name = await openAddress('name', simulator)
  const unicom = await openAddress('unicom', simulator)
  let kept: AddressKind | null = null
  const { service, line, told } = await open({
    account: automatic,
    candidates: [name.address, unicom.address],
    remembered: { read: () => kept, write: (kind) => void (kept = kind) }
  })
  line.start()
  await isLive(told)
  await name.shut()
  await until(() => expect(moves(told).at(-1)).toEqual(['unicom', 'unreachable']))
  await isLive(told)
  expect(kept).toBe('unicom')
  expect(await service.queryByPeriod(0, 1)).toMatchObject({ ok: true })
  const statusCount = told.statuses.length
  const again = await openAddress('name', simulator, name.address)
  await until(() => expect(moves(told).at(-1)).toEqual(['name', 'name-works-again']))
  expect(kept).toBeNull()
  await until(() => expect([again.lines() > 0, unicom.lines()]).toEqual([true, 0]))
  // Proven while the old session was active: never shown as lost.
  expect(told.statuses.slice(statusCount).filter(([{ kind }]) => kind !== 'live')).toEqual([])
})

test('it starts with the address that worked last', async () => {
  const simulator = await openService()
  const name = await openAddress('name', simulator)
  const mobile = await openAddress('mobile', simulator)
  const connection = await open({
    account: automatic,
    candidates: [name.address, mobile.address],
    remembered: { read: () => 'mobile', write: () => undefined },
    limits: { ...limits, addresses: { ...limits.addresses, returnEveryMs: 3_600_000 } }
  })
  expect(moves(connection.told)).toEqual([['mobile', null]])
  connection.wake()
  await until(() => expect(moves(connection.told).at(-1)).toEqual(['name', 'name-works-again']))
})

test.each([
  ['an HTTP proxy', openHttpProxy, 'websocket'],
  ['a SOCKS5 proxy', openSocksProxy, 'long-polling']
])(
  'requests and the line use %s of the system, which is resolved again after waking',
  async (_name, openProxy, transport) => {
    const simulator = await openService()
    const lead = (place: string): number | null => {
      if (place === 'service.test:9037') return portOf(simulator.apiPrefix)
      return place === 'service.test:9003' ? portOf(simulator.fayeUrl) : null
    }
    const first = await openProxy({ lead })
    const second = await openProxy({ lead })
    let { answer } = first
    const connection = await open({
      account: {
        ...automatic,
        server: {
          kind: 'custom',
          apiPrefix: 'http://service.test:9037/api/v31',
          fayeUrl: 'http://service.test:9003/faye'
        }
      },
      resolveProxy: () => Promise.resolve(`${answer}; DIRECT`)
    })
    const { service, line, told } = connection
    expect(told.addresses).toEqual([
      [{ kind: 'custom', host: 'service.test', isEncrypted: false, proxy: `127.0.0.1:${first.port}` }, null]
    ])
    line.start()
    await isLive(told)
    expect(told.statuses.at(-1)?.[1].transport).toBe(transport)
    expect(await service.startCall(call)).toMatchObject({ ok: true })
    await until(() => expect(told.states.at(-1)).toBe('hangup'))
    answer = second.answer
    connection.wake()
    await until(() => expect(told.addresses.at(-1)?.[0].proxy).toBe(`127.0.0.1:${second.port}`))
    expect(told.addresses.at(-1)?.[1]).toBe('network')
    await until(() => expect(second.asked.length).toBeGreaterThan(0))
    await isLive(told)
    await until(() => expect(first.sockets()).toBe(0))
    expect(await service.queryByPeriod(0, 1)).toMatchObject({ ok: true })
  }
)

test('an address that the proxy can’t reach is replaced by one that it can', async () => {
  const simulator = await openService()
  const lead = (place: string): number | null => {
    if (place === 'carrier.test:9037') return portOf(simulator.apiPrefix)
    return place === 'carrier.test:9003' ? portOf(simulator.fayeUrl) : null
  }
  const proxy = await openHttpProxy({ lead })
  const at = (kind: AddressKind, host: string): ServiceAddress => ({
    kind,
    apiPrefix: `http://${host}:9037/api/v31`,
    fayeUrl: `http://${host}:9003/faye`
  })
  const { service, line, told } = await open({
    account: automatic,
    candidates: [at('name', 'name.test'), at('mobile', 'carrier.test')],
    resolveProxy: () => Promise.resolve(proxy.answer)
  })
  expect(await service.queryByPeriod(0, 1)).toMatchObject({ ok: true })
  expect(moves(told).at(-1)).toEqual(['mobile', 'unreachable'])
  line.start()
  await isLive(told)
})

test('colleagues are watched over the same connection', async () => {
  const simulator = await openService()
  const { line, told } = await open({
    account: {
      ...automatic,
      server: { kind: 'custom', apiPrefix: simulator.apiPrefix, fayeUrl: simulator.fayeUrl }
    }
  })
  line.watch([2])
  line.start()
  await isLive(told)
  simulator.startElsewhere({ agentId: 2, calleeNumber: '13800138000' })
  await until(() => expect(told.states.at(-1)).toBe('hangup'))
})

test('closing stops all address checks', async () => {
  const gone = await closedPort()
  const address: ServiceAddress = {
    kind: 'name',
    apiPrefix: `http://127.0.0.1:${gone}/api/v31`,
    fayeUrl: `http://127.0.0.1:${gone}/faye`
  }
  const connection = await open({
    account: automatic,
    candidates: [address, { ...address, kind: 'mobile' }],
    remembered: { read: () => 'mobile', write: () => undefined }
  })
  const { service, line, told } = connection
  line.start()
  await line.stop()
  await service.close()
  connection.wake()
  expect(await service.readCall('x')).toMatchObject({ error: { code: 'cancelled' } })
  expect(told.statuses.at(-1)?.[0].kind).toBe('off')
  expect(moves(told)).toEqual([['mobile', null]])
})
