import { expect, onTestFinished, test, vi } from 'vitest'
import type { AddressKind, ConnectionReason } from '../../../shared/session/connection'
import type { AddressProbe } from './address-probe'
import { createAddresses, type Addresses, type AddressesDeps } from './addresses'
import type { ServiceAddress } from './endpoints'
import { createProxyRoutes } from './proxy-routes'
import { closedPort, openSilentPort } from '../testing/servers/port'

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 5 })
const at = (kind: AddressKind, restPort: number, fayePort = restPort, scheme = 'http'): ServiceAddress => ({
  kind,
  apiPrefix: `${scheme}://127.0.0.1:${restPort}/api/v31`,
  fayeUrl: `${scheme}://127.0.0.1:${fayePort}/faye`
})
const noProxy = createProxyRoutes({ limitMs: 1_000 })

type Watched = Addresses & { moves: [AddressKind, ConnectionReason][] }

async function open(
  candidates: [ServiceAddress, ...ServiceAddress[]],
  deps: Partial<AddressesDeps> = {}
): Promise<Watched> {
  const addresses = await createAddresses({ candidates, routes: noProxy, ...deps })
  onTestFinished(() => addresses.close())
  const moves: [AddressKind, ConnectionReason][] = []
  addresses.onMoved(({ kind }, reason) => moves.push([kind, reason]))
  return Object.assign(addresses, { moves })
}

/** Probe results given by the test: [REST, Faye] for each kind; a promise for a delayed one. */
type Answers = Partial<Record<AddressKind, (boolean | Promise<boolean>)[]>>
const probing =
  (answers: () => Answers, asked: AddressKind[] = []) =>
  ({ kind }: { kind: AddressKind }): AddressProbe => {
    asked.push(kind)
    const ports = (answers()[kind] ?? [false, false]).map((port) => Promise.resolve(port))
    return {
      isWhole: Promise.all(ports).then((all) => all.every(Boolean)),
      ports: Promise.all(ports).then((all) => all.filter(Boolean).length)
    }
  }
const four: [ServiceAddress, ...ServiceAddress[]] = [
  at('name', 1),
  at('mobile', 2),
  at('telecom', 3),
  at('unicom', 4)
]

test('an unreachable address is replaced by a fully reachable one, and no probe socket is left open', async () => {
  const gone = await closedPort()
  const [half, whole] = [await openSilentPort(), await openSilentPort()]
  const addresses = await open([at('name', gone), at('mobile', half.port, gone), at('telecom', whole.port)])
  const used = await addresses.reportUnreachable(addresses.current())
  expect(used.kind).toBe('telecom')
  expect(addresses.current()).toBe(used)
  expect(addresses.moves).toEqual([['telecom', 'unreachable']])
  await until(() => expect([half.open(), whole.open()]).toEqual([0, 0]))
  expect(whole.accepted()).toBe(2)
})

test('an address that lost only the live line’s port is replaced too', async () => {
  const whole = await openSilentPort()
  const addresses = await open([at('name', whole.port, await closedPort()), at('unicom', whole.port)])
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('unicom')
})

test('an address whose ports both connect is kept, and no other is probed', async () => {
  const [name, other] = [await openSilentPort(), await openSilentPort()]
  const addresses = await open([at('name', name.port), at('mobile', other.port)])
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('name')
  expect(other.accepted()).toBe(0)
  expect(addresses.moves).toEqual([])
})

test('TLS counts: a port that never completes the handshake is unreachable, and its socket is closed', async () => {
  const [mute, stuck, whole] = [await openSilentPort(), await openSilentPort(), await openSilentPort()]
  const addresses = await open(
    [
      at('name', mute.port, mute.port, 'https'),
      at('mobile', stuck.port, stuck.port, 'https'),
      at('telecom', whole.port)
    ],
    { limits: { connectMs: 300 } }
  )
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('telecom')
  await until(() => expect([mute.open(), stuck.open(), whole.open()]).toEqual([0, 0, 0]))
  expect(stuck.accepted()).toBe(2)
})

test('the address whose slower port connects first is chosen', async () => {
  let stand = (): void => undefined
  const later = new Promise<boolean>((resolve) => (stand = () => resolve(true)))
  const answers: Answers = { mobile: [true, later], telecom: [true, true], unicom: [later, true] }
  const addresses = await open(four, { probe: probing(() => answers) })
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('telecom')
  stand()
})

test('a half reachable address is chosen only when the current one is entirely unreachable', async () => {
  let answers: Answers = { name: [true, false], mobile: [true, false] }
  let nowMs = 0
  const addresses = await open(four, { probe: probing(() => answers), now: () => nowMs })
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('name')
  answers = { unicom: [false, true] }
  nowMs += 60_000
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('unicom')
  answers = { unicom: [false, true], telecom: [true, true] }
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('telecom')
})

test('when nothing is reachable the address doesn’t change', async () => {
  const addresses = await open(four, { probe: probing(() => ({})) })
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('name')
  expect(addresses.moves).toEqual([])
})

test('reports share one probe, and a recent result is reused for a while, unless woken', async () => {
  const asked: AddressKind[] = []
  let nowMs = 0
  const addresses = await open(four, {
    probe: probing(() => ({ name: [true, true] }), asked),
    now: () => nowMs,
    limits: { recheckGapMs: 5_000 }
  })
  const doubt = () => addresses.reportUnreachable(addresses.current())
  await Promise.all(Array.from({ length: 100 }, doubt))
  expect(asked).toEqual(['name'])
  nowMs = 4_999
  await doubt()
  expect(asked).toHaveLength(1)
  nowMs = 5_000
  await doubt()
  expect(asked).toHaveLength(2)
  await addresses.wake()
  expect(asked).toHaveLength(3)
})

test('a report about an address that was left returns the current one without a probe', async () => {
  const asked: AddressKind[] = []
  const addresses = await open(four, { probe: probing(() => ({ mobile: [true, true] }), asked) })
  const left = addresses.current()
  await addresses.reportUnreachable(left)
  const count = asked.length
  expect((await addresses.reportUnreachable(left)).kind).toBe('mobile')
  expect(asked).toHaveLength(count)
})

test('a single address is never probed', async () => {
  const asked: AddressKind[] = []
  const addresses = await open([at('custom', 1)], { probe: probing(() => ({}), asked) })
  await addresses.reportUnreachable(addresses.current())
  await addresses.wake()
  expect(asked).toEqual([])
})

test('a working address is persisted, used at the next start, and cleared when the name works again', async () => {
  let kept: AddressKind | null = null
  const remembered = { read: () => kept, write: (kind: AddressKind | null) => void (kept = kind) }
  let answers: Answers = { unicom: [true, true] }
  const probe = probing(() => answers)
  const first = await open(four, { probe, remembered })
  await first.reportUnreachable(first.current())
  expect(kept).toBe('unicom')
  const second = await open(four, { probe, remembered })
  expect(second.current().kind).toBe('unicom')
  answers = { name: [true, true], unicom: [true, true] }
  await second.wake()
  expect(second.moves).toEqual([['name', 'name-works-again']])
  expect(kept).toBeNull()
})

test('a persisted address that isn’t a candidate is ignored', async () => {
  const remembered = { read: () => 'unicom' as const, write: () => undefined }
  expect((await open([at('custom', 1)], { remembered })).current().kind).toBe('custom')
})

test('while a carrier’s address is used the name is probed periodically, until it works', async () => {
  const asked: AddressKind[] = []
  let answers: Answers = { mobile: [true, true] }
  const addresses = await open(four, { probe: probing(() => answers, asked), limits: { returnEveryMs: 10 } })
  await addresses.reportUnreachable(addresses.current())
  const count = asked.length
  await until(() => expect(asked.length).toBeGreaterThan(count + 2))
  expect(new Set(asked.slice(count))).toEqual(new Set(['name']))
  answers = { mobile: [true, true], name: [true, true] }
  await until(() => expect(addresses.current().kind).toBe('name'))
  expect(addresses.moves).toEqual([
    ['mobile', 'unreachable'],
    ['name', 'name-works-again']
  ])
})

test('after closing nothing is probed, nothing moves and no socket is left open', async () => {
  const mute = await openSilentPort()
  const [name, other] = [at('name', mute.port, mute.port, 'https'), at('mobile', mute.port)]
  const addresses = await open([name, other], { limits: { connectMs: 60_000 } })
  const doubt = addresses.reportUnreachable(addresses.current())
  await until(() => expect(mute.open()).toBe(2))
  addresses.close()
  expect((await doubt).kind).toBe('name')
  await until(() => expect(mute.open()).toBe(0))
  await addresses.wake()
  await addresses.reportUnreachable(addresses.current())
  expect(mute.accepted()).toBe(2)
  expect(addresses.moves).toEqual([])
})

test('a changed proxy is reported as a move after waking; an unchanged one isn’t', async () => {
  let answer = 'DIRECT'
  const routes = createProxyRoutes({
    limitMs: 1_000,
    isDirect: () => false,
    resolveProxy: () => Promise.resolve(answer)
  })
  const addresses = await open([at('custom', 1)], { routes })
  await addresses.wake()
  expect(addresses.moves).toEqual([])
  answer = 'PROXY p:8080'
  await addresses.wake()
  expect(addresses.moves).toEqual([['custom', 'network']])
  expect(addresses.current().restRoute).toEqual({ kind: 'http', host: 'p', port: 8_080 })
})

test('a listener or a persistence write that throws doesn’t affect the address', async () => {
  const faults: unknown[] = []
  const addresses = await open(four, {
    probe: probing(() => ({ mobile: [true, true] })),
    remembered: {
      read: () => null,
      write() {
        throw new Error('full')
      }
    },
    onFault: (fault) => faults.push(fault)
  })
  addresses.onMoved(() => {
    throw new Error('listener')
  })
  expect((await addresses.reportUnreachable(addresses.current())).kind).toBe('mobile')
  expect(faults).toHaveLength(2)
})
