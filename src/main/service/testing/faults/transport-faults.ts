import { atOnce, byProbe, type FaultScenario, type FaultWorld } from './scenario'

const blockUpgrades = ({ simulator }: FaultWorld): unknown =>
  simulator.faults.add({
    match: { on: 'faye-http', isUpgrade: true },
    effect: { kind: 'reply', status: 403 }
  })
const noRules = ({ simulator }: FaultWorld): void => simulator.faults.clear()

/** Faults of websockets: refused, mute or blocked. */
export const transportFaults: readonly FaultScenario[] = [
  {
    name: 'the upgrade to a websocket is refused, later allowed',
    strikes: 'at-start',
    begin: blockUpgrades,
    end: noRules,
    lastsMs: 20_000,
    limits: { websocketRetryMs: 10_000, probeReplyMs: 60_000 },
    sees: /^connecting live$/,
    noticed: null,
    returns: 'by-itself',
    // The first session, the failed upgrades and the final one.
    maxHandshakes: 8,
    transport: 'websocket'
  },
  {
    name: 'the websocket opens and stays mute, later speaks',
    strikes: 'at-start',
    begin: ({ line }) => line.muteWebsockets(true),
    end: ({ line }) => line.muteWebsockets(false),
    lastsMs: 40_000,
    limits: { websocketRetryMs: 10_000, probeReplyMs: 60_000 },
    sees: /^connecting (lost )?live$/,
    noticed: null,
    returns: 'by-itself',
    maxHandshakes: 8,
    transport: 'websocket'
  },
  {
    name: 'cut, and the websocket is blocked from then on, later allowed',
    strikes: 'while-live',
    begin(world) {
      blockUpgrades(world)
      world.line.cut()
    },
    end: noRules,
    lastsMs: 20_000,
    limits: { websocketRetryMs: 10_000 },
    sees: /^connecting live (lost live ?)+$/,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 10,
    transport: 'websocket'
  },
  {
    name: 'half-open, over long-polling',
    given: blockUpgrades,
    strikes: 'while-live',
    begin({ line, rest }) {
      line.stopForwarding()
      rest.stopForwarding()
    },
    end({ line, rest }) {
      line.resume()
      rest.resume()
    },
    sees: /^connecting live (lost live ?)+$/,
    noticed: { as: ['lost'], ...byProbe },
    returns: 'by-itself',
    maxHandshakes: 4,
    transport: 'long-polling',
    isForStock: true
  },
  {
    name: 'the server restarts and has forgotten its clients, over long-polling',
    given: blockUpgrades,
    strikes: 'while-live',
    begin: ({ simulator }) => simulator.live.restart(),
    sees: /^connecting live (lost live ?)+$/,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4,
    transport: 'long-polling',
    isForStock: true
  },
  {
    name: 'only long-polling, and its polls are advised to wait far too long',
    strikes: 'at-start',
    begin(world) {
      blockUpgrades(world)
      world.simulator.faults.add({
        match: { on: 'bayeux', channel: '/meta/connect' },
        effect: { kind: 'advise', advice: { reconnect: 'retry', interval: 1e18 } }
      })
    },
    end: noRules,
    sees: /^connecting lost live$/,
    noticed: { as: ['lost'], limit: 'attempt', withinMs: ({ attemptMs }) => attemptMs },
    returns: 'by-itself',
    maxHandshakes: 4
  }
]
