import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AddressKind } from '../../../shared/session/connection'
import { createAddresses } from './addresses'
import { addressesOf } from './endpoints'
import { createProxyRoutes } from './proxy-routes'

// After random outages, the address in use is always one that connects.

const kinds = ['name', 'mobile', 'telecom', 'unicom'] as const
type Kind = (typeof kinds)[number]
type World = Record<Kind, [boolean, boolean]>

const step = fc.oneof(
  fc.record({
    does: fc.constant('outage' as const),
    kind: fc.constantFrom(...kinds),
    ports: fc.tuple(fc.boolean(), fc.boolean())
  }),
  fc.record({ does: fc.constant('doubt' as const) }),
  fc.record({ does: fc.constant('wake' as const) }),
  fc.record({ does: fc.constant('pass' as const), ms: fc.nat({ max: 30_000 }) })
)
const final = fc.tuple(...kinds.map(() => fc.tuple(fc.boolean(), fc.boolean())))

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('after any outages a connectable address is used if there is one, and the name once it connects', async () => {
  const candidates = addressesOf({ kind: 'automatic' })
  if (!candidates.ok) throw new Error('no addresses')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), final, async (steps, ending) => {
      const world: World = {
        name: [true, true],
        mobile: [true, true],
        telecom: [true, true],
        unicom: [true, true]
      }
      const portsOf = (kind: AddressKind): [boolean, boolean] =>
        kind === 'test' || kind === 'custom' ? [false, false] : world[kind]
      let nowMs = 0
      const kept: { kind: AddressKind | null } = { kind: null }
      let told: AddressKind = 'name'
      const addresses = await createAddresses({
        candidates: candidates.value,
        routes: createProxyRoutes({ limitMs: 1 }),
        limits: { recheckGapMs: 5_000, returnEveryMs: 60_000 },
        remembered: { read: () => kept.kind, write: (kind) => (kept.kind = kind) },
        now: () => nowMs,
        probe: ({ kind }) => ({
          isWhole: Promise.resolve().then(() => portsOf(kind).every(Boolean)),
          ports: Promise.resolve().then(() => portsOf(kind).filter(Boolean).length)
        })
      })
      addresses.onMoved(({ kind }) => (told = kind))
      const pass = async (ms: number): Promise<void> => {
        nowMs += ms
        await vi.advanceTimersByTimeAsync(ms)
      }
      for (const next of steps) {
        if (next.does === 'outage') world[next.kind] = next.ports
        else if (next.does === 'doubt') void addresses.reportUnreachable(addresses.current())
        else if (next.does === 'wake') void addresses.wake()
        else await pass(next.ms)
      }
      kinds.forEach((kind, index) => (world[kind] = ending[index] ?? [false, false]))
      await pass(5_000)
      await addresses.reportUnreachable(addresses.current())

      const best = Math.max(...kinds.map((kind) => portsOf(kind).filter(Boolean).length))
      const used = portsOf(addresses.current().kind).filter(Boolean).length
      expect(used).toBe(best)
      await pass(60_000)
      if (portsOf('name').every(Boolean)) expect(addresses.current().kind).toBe('name')
      expect(told).toBe(addresses.current().kind)
      expect(kept.kind ?? 'name').toBe(addresses.current().kind)
      addresses.close()
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 500 }
  )
})
