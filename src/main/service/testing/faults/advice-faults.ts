import { withProbe, type FaultScenario, type FaultWorld } from './scenario'

type MetaChannel = '/meta/handshake' | '/meta/subscribe' | '/meta/connect'

const metaChannels: readonly MetaChannel[] = ['/meta/handshake', '/meta/subscribe', '/meta/connect']
const advise =
  (advice: Record<string, unknown>, channels = metaChannels, times?: number) =>
  ({ simulator }: FaultWorld): void => {
    for (const channel of channels) {
      simulator.faults.add({ match: { on: 'bayeux', channel }, times, effect: { kind: 'advise', advice } })
    }
  }
const noRules = ({ simulator }: FaultWorld): void => simulator.faults.clear()

/** Advice in every reply that must not affect the line. */
const harmless = (name: string, advice: Record<string, unknown>): FaultScenario => ({
  name: `odd advice in every reply: ${name}`,
  strikes: 'at-start',
  begin: advise(advice),
  end: noRules,
  lastsMs: 10_000,
  limits: { probeReplyMs: 60_000 },
  serverTimeoutSeconds: 6,
  sees: /^connecting live$/,
  noticed: null,
  returns: 'by-itself',
  maxHandshakes: 1
})

/** Sensible and odd server advice (The Bayeux Protocol, "advice"). */
export const adviceFaults: readonly FaultScenario[] = [
  harmless('negative', { reconnect: 'retry', interval: -5, timeout: -1 }),
  harmless('far too large', { reconnect: 'retry', interval: 0, timeout: 1e18 }),
  harmless('texts', { reconnect: 'retry', interval: 'soon', timeout: 'never' }),
  harmless('no interval', { reconnect: 'retry', timeout: 60_000 }),
  harmless('timeout 0', { reconnect: 'retry', interval: 0, timeout: 0 }),
  harmless('an unknown way', { reconnect: 'dance', interval: 0 }),
  harmless('empty', {}),
  {
    name: 'the server advises never to come back',
    strikes: 'while-live',
    begin: advise({ reconnect: 'none' }, ['/meta/subscribe']),
    end: noRules,
    lastsMs: 30_000,
    sees: /^connecting live lost (connecting )?live$/,
    noticed: { as: ['lost'], ...withProbe },
    returns: 'on-retry',
    maxHandshakes: 3
  },
  {
    name: 'the server advises a new handshake once',
    strikes: 'while-live',
    begin: advise({ reconnect: 'handshake', interval: 0 }, ['/meta/connect', '/meta/subscribe'], 1),
    end: noRules,
    serverTimeoutSeconds: 6,
    sees: /^connecting live (lost live ?)+$/,
    noticed: { as: ['lost'], ...withProbe },
    returns: 'by-itself',
    maxHandshakes: 6
  },
  {
    name: 'the server advises a new handshake in every reply for half a minute',
    strikes: 'while-live',
    begin: advise({ reconnect: 'handshake', interval: 0 }),
    end: noRules,
    lastsMs: 30_000,
    sees: /^connecting live (lost live ?)+$/,
    noticed: { as: ['lost'], ...withProbe },
    returns: 'by-itself',
    maxHandshakes: 16,
    isForStock: true
  }
]
