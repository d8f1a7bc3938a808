import { atOnce, byProbe, type FaultScenario, type FaultWorld } from './scenario'

const stop = ({ line, rest }: FaultWorld): void => {
  line.stopForwarding()
  rest.stopForwarding()
}
const resume = ({ line, rest }: FaultWorld): void => {
  line.resume()
  rest.resume()
}
const cut = ({ line, rest }: FaultWorld): void => {
  line.cut()
  rest.cut()
}
const refuse = (world: FaultWorld, isRefusing: boolean): void => {
  world.line.refuse(isRefusing)
  world.rest.refuse(isRefusing)
  if (isRefusing) cut(world)
}
const lostOnce = /^connecting live (lost live ?)+$/

/** Faults of the network. */
export const networkFaults: readonly FaultScenario[] = [
  {
    name: 'every connection is cut',
    strikes: 'while-live',
    begin: cut,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'half-open, both ways',
    strikes: 'while-live',
    begin: stop,
    end: resume,
    sees: lostOnce,
    noticed: { as: ['lost'], ...byProbe },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'half-open towards the server: its messages still come, ours get lost',
    strikes: 'while-live',
    begin({ line, rest }) {
      line.stopForwarding('to-server')
      rest.stopForwarding('to-server')
    },
    end: resume,
    sees: lostOnce,
    // Incoming messages of the three ongoing calls postpone the probe.
    noticed: { as: ['lost'], ...byProbe },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'half-open from the server: our messages still arrive',
    strikes: 'while-live',
    begin({ line, rest }) {
      line.stopForwarding('from-server')
      rest.stopForwarding('from-server')
    },
    end: resume,
    sees: lostOnce,
    noticed: { as: ['lost'], ...byProbe },
    returns: 'by-itself',
    maxHandshakes: 6,
    isForStock: true
  },
  {
    name: 'sleep: the connections died, and the computer wakes up on a network that works',
    strikes: 'while-live',
    begin(world) {
      stop(world)
      resume(world)
      world.person.wake()
    },
    // Noticed by the wake-up and not by a probe, which would show `lost`.
    sees: /^connecting live connecting live$/,
    noticed: { as: ['connecting'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 2
  },
  {
    name: 'slow: 200 bytes every 400 ms',
    strikes: 'at-start',
    begin: ({ line, rest, scaled }) => {
      line.slow({ pieceBytes: 200, everyMs: scaled(400) })
      rest.slow({ pieceBytes: 200, everyMs: scaled(400) })
    },
    end({ line, rest }) {
      line.slow(null)
      rest.slow(null)
    },
    lastsMs: 20_000,
    limits: { probeReplyMs: 60_000, replyMs: 60_000, attemptMs: 120_000 },
    sees: /^connecting live$/,
    noticed: null,
    returns: 'by-itself',
    maxHandshakes: 1
  },
  {
    name: 'too slow to be of use: 4 bytes every second',
    strikes: 'while-live',
    begin: ({ line, scaled }) => line.slow({ pieceBytes: 4, everyMs: scaled(1_000) }),
    end({ line }) {
      line.slow(null)
    },
    sees: lostOnce,
    noticed: { as: ['lost'], ...byProbe },
    returns: 'by-itself',
    maxHandshakes: 6
  },
  {
    name: 'no network for a minute',
    strikes: 'while-live',
    begin: (world) => refuse(world, true),
    end: (world) => refuse(world, false),
    lastsMs: 60_000,
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4,
    isForStock: true
  },
  {
    name: 'no network when the program starts',
    strikes: 'at-start',
    begin: (world) => refuse(world, true),
    end: (world) => refuse(world, false),
    lastsMs: 20_000,
    sees: /^connecting lost live$/,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 3,
    isForStock: true
  },
  {
    name: 'a call is dialled, its reply is lost, and every connection is cut',
    strikes: 'while-live',
    begin(world) {
      world.simulator.faults.add({
        match: { on: 'rest', method: 'POST' },
        times: 1,
        effect: { kind: 'drop', when: 'after' }
      })
      const off = world.simulator.requests.onRequest(({ method }) => {
        if (method !== 'POST') return
        off()
        cut(world)
      })
      world.person.dial('13700137000')
    },
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 4
  },
  {
    name: 'flapping: cut eight times',
    strikes: 'while-live',
    async begin(world) {
      for (let turn = 0; turn < 8; turn += 1) {
        cut(world)
        await new Promise((resolve) => setTimeout(resolve, world.scaled(2_000)))
      }
    },
    sees: lostOnce,
    noticed: { as: ['lost'], ...atOnce },
    returns: 'by-itself',
    maxHandshakes: 12
  }
]
