import type { FaultRule } from '../../../../simulator/faults'
import { agentId, atOnce, byReply, type FaultScenario, type FaultWorld } from './scenario'

const channel = `/monitor_agent_${agentId}`
const lostOnce = /^connecting live (lost live ?)+$/
const refusedAtStart = /^connecting refused connecting live$/
const refusedLater = /^connecting live (lost )*refused connecting live$/

const rule =
  (...rules: FaultRule[]) =>
  ({ simulator }: FaultWorld): void => {
    for (const one of rules) simulator.faults.add(one)
  }
const noRules = ({ simulator }: FaultWorld): void => simulator.faults.clear()

const refuseOn = (name: string, error: string): FaultRule => ({
  match: { on: 'bayeux', channel: name },
  effect: { kind: 'refuse', error }
})
const html = (status: number): FaultRule => ({
  match: { on: 'faye-http' },
  effect: { kind: 'html', status }
})
const noUpgrade: FaultRule = {
  match: { on: 'faye-http', isUpgrade: true },
  effect: { kind: 'reply', status: 403 }
}

/** Faults of the server. */
export const serverFaults: readonly FaultScenario[] = [
  {
    name: 'the server is away for 5 s and remembers its clients',
    strikes: 'while-live',
    begin({ simulator, line }) {
      line.refuse(true)
      simulator.live.dropConnections()
    },
    end: ({ line }) => line.refuse(false),
    lastsMs: 5_000,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'the server restarts and has forgotten its clients',
    strikes: 'while-live',
    begin: ({ simulator }) => simulator.live.restart(),
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'the server restarts and refuses the subscription',
    strikes: 'while-live',
    async begin(world) {
      rule(refuseOn('/meta/subscribe', `403:${channel}:无权监听此话机`))(world)
      await world.simulator.live.restart()
    },
    end: noRules,
    lastsMs: 20_000,
    sees: refusedLater,
    noticed: { as: ['lost', 'refused'], ...atOnce },
    returns: 'on-retry',
    maxHandshakes: 3,
    isForStock: true
  },
  {
    name: 'the server restarts and its subscriptions fail for a while',
    strikes: 'while-live',
    async begin(world) {
      rule(refuseOn('/meta/subscribe', '500::busy'))(world)
      await world.simulator.live.restart()
    },
    end: noRules,
    lastsMs: 20_000,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 14
  },
  {
    name: 'the handshake is refused: 403',
    strikes: 'at-start',
    begin: rule(refuseOn('/meta/handshake', '403::租户已停用')),
    end: noRules,
    lastsMs: 30_000,
    sees: refusedAtStart,
    noticed: { as: ['refused'], ...byReply, limit: 'at once' },
    returns: 'on-retry',
    maxHandshakes: 2,
    isForStock: true
  },
  {
    name: 'the handshake is refused by HTTP itself: 403',
    strikes: 'at-start',
    begin: rule(noUpgrade, html(403)),
    end: noRules,
    lastsMs: 30_000,
    sees: /^connecting (lost |connecting )+live$/,
    noticed: { as: ['lost'], ...byReply, limit: 'at once' },
    returns: 'by-itself',
    maxHandshakes: 8,
    isForStock: true
  },
  {
    name: 'cut, and the new handshake is refused: 403',
    strikes: 'while-live',
    begin(world) {
      rule(refuseOn('/meta/handshake', '403::Forbidden'))(world)
      world.line.cut()
    },
    end: noRules,
    lastsMs: 30_000,
    sees: refusedLater,
    noticed: { as: ['lost', 'refused'], ...atOnce },
    returns: 'on-retry',
    maxHandshakes: 3,
    isForStock: true
  },
  {
    name: 'the handshake fails for half a minute: 500',
    strikes: 'at-start',
    begin: rule(refuseOn('/meta/handshake', '500::busy')),
    end: noRules,
    lastsMs: 30_000,
    sees: /^connecting lost live$/,
    noticed: { as: ['lost'], ...byReply, limit: 'at once' },
    returns: 'by-itself',
    maxHandshakes: 16,
    isForStock: true
  },
  {
    name: 'the handshake is not answered',
    strikes: 'at-start',
    begin: rule({ match: { on: 'bayeux', channel: '/meta/handshake' }, effect: { kind: 'ignore' } }),
    end: noRules,
    sees: /^connecting lost live$/,
    noticed: { as: ['lost'], ...byReply },
    returns: 'by-itself',
    maxHandshakes: 4
  },
  {
    name: 'the subscription is not answered',
    strikes: 'at-start',
    begin: rule({ match: { on: 'bayeux', channel: '/meta/subscribe' }, effect: { kind: 'ignore' } }),
    end: noRules,
    sees: /^connecting lost live$/,
    noticed: { as: ['lost'], ...byReply },
    returns: 'by-itself',
    maxHandshakes: 4
  },
  {
    name: 'a gateway answers with pages: 502',
    strikes: 'while-live',
    begin(world) {
      rule({ ...noUpgrade, effect: { kind: 'reply', status: 502 } }, html(502))(world)
      world.line.cut()
    },
    end: noRules,
    lastsMs: 10_000,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4
  },
  {
    name: 'cut, and the records fail for a while too: 503',
    strikes: 'while-live',
    begin(world) {
      rule({ match: { on: 'rest' }, effect: { kind: 'reply', status: 503 } })(world)
      world.line.cut()
    },
    end: noRules,
    lastsMs: 10_000,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4
  }
]
