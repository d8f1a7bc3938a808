import { setTimeout as pause } from 'node:timers/promises'
import type { FaultRule } from '../src/simulator/faults'
import type { Soaked } from './program'

/** A fault that ends when the promise settles. */
export type SoakFault = (soaked: Soaked) => Promise<void>

const between = (leastMs: number, mostMs: number): number => leastMs + Math.random() * (mostMs - leastMs)

const withRules = async (soaked: Soaked, rules: FaultRule[], work: () => Promise<unknown>): Promise<void> => {
  const offs = rules.map((rule) => soaked.simulator.faults.add(rule))
  await work()
  for (const off of offs) off()
}
const onHandshake = (error: string): FaultRule => ({
  match: { on: 'bayeux', channel: '/meta/handshake' },
  effect: { kind: 'refuse', error }
})
const bothProxies = ({ line, rest }: Soaked): [Soaked['line'], Soaked['rest']] => [line, rest]

/** The faults of a soak, by name. */
export const soakFaults: Readonly<Record<string, SoakFault>> = {
  cut(soaked) {
    for (const proxy of bothProxies(soaked)) proxy.cut()
    return Promise.resolve()
  },
  async 'half-open'(soaked) {
    for (const proxy of bothProxies(soaked)) proxy.stopForwarding()
    await pause(between(2_000, 20_000))
    for (const proxy of bothProxies(soaked)) proxy.resume()
  },
  async 'half-open one way'({ line }) {
    line.stopForwarding(Math.random() < 0.5 ? 'to-server' : 'from-server')
    await pause(between(4_000, 16_000))
    line.resume()
  },
  restart: ({ simulator }) => simulator.live.restart(),
  async slow(soaked) {
    const everyMs = between(20, 400)
    for (const proxy of bothProxies(soaked)) proxy.slow({ pieceBytes: 100, everyMs })
    await pause(between(3_000, 10_000))
    for (const proxy of bothProxies(soaked)) proxy.slow(null)
  },
  async 'no network'(soaked) {
    for (const proxy of bothProxies(soaked)) {
      proxy.refuse(true)
      proxy.cut()
    }
    await pause(between(2_000, 12_000))
    for (const proxy of bothProxies(soaked)) proxy.refuse(false)
  },
  async 'refused, then allowed'(soaked) {
    await withRules(soaked, [onHandshake('403::Forbidden')], async () => {
      soaked.line.cut()
      for (let turn = 0; turn < 60 && (await soaked.lineStatus()).kind !== 'refused'; turn += 1)
        await pause(500)
    })
    await soaked.retry()
  },
  'handshakes fail': (soaked) =>
    withRules(soaked, [onHandshake('500::busy')], () => {
      soaked.line.cut()
      return pause(between(2_000, 8_000))
    }),
  async sleep(soaked) {
    await soaked.power('suspend')
    for (const proxy of bothProxies(soaked)) proxy.stopForwarding()
    await pause(between(2_000, 10_000))
    for (const proxy of bothProxies(soaked)) proxy.resume()
    await soaked.power('resume')
  },
  unlock: (soaked) => soaked.power('unlock-screen'),
  'no websocket': (soaked) =>
    withRules(
      soaked,
      [{ match: { on: 'faye-http', isUpgrade: true }, effect: { kind: 'reply', status: 403 } }],
      () => {
        soaked.line.cut()
        return pause(between(3_000, 12_000))
      }
    ),
  'REST fails': (soaked) =>
    withRules(soaked, [{ match: { on: 'rest' }, effect: { kind: 'reply', status: 503 } }], () => {
      soaked.line.cut()
      return pause(between(2_000, 8_000))
    }),
  'replies get lost': (soaked) =>
    withRules(
      soaked,
      [{ match: { on: 'rest', method: 'POST' }, every: 2, effect: { kind: 'drop', when: 'after' } }],
      () => pause(between(4_000, 8_000))
    ),
  'events doubled and late': (soaked) =>
    withRules(
      soaked,
      [
        { match: { on: 'event' }, every: 3, effect: { kind: 'duplicate' } },
        { match: { on: 'event' }, every: 4, effect: { kind: 'delay', ms: 700 } }
      ],
      () => pause(between(4_000, 10_000))
    ),
  'told to handshake': (soaked) =>
    withRules(
      soaked,
      [
        {
          match: { on: 'bayeux', channel: '/meta/subscribe' },
          times: 1,
          effect: { kind: 'advise', advice: { reconnect: 'handshake', interval: 0 } }
        }
      ],
      () => pause(10_000)
    )
}
