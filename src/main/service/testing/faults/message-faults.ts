import type { FaultRule } from '../../../../simulator/faults'
import { agentId, type FaultScenario, type FaultWorld } from './scenario'

/** The line itself works, so the user must not see anything. */
const calm = {
  strikes: 'while-live',
  limits: { probeReplyMs: 60_000 },
  sees: /^connecting live$/,
  noticed: null,
  returns: 'by-itself',
  maxHandshakes: 1
} as const satisfies Partial<FaultScenario>

const withRules =
  (...rules: FaultRule[]) =>
  ({ simulator }: FaultWorld): void => {
    for (const rule of rules) simulator.faults.add(rule)
  }

/** Mostly invalid field values, and some valid ones. */
const oddValues: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e300,
  true,
  [],
  ['started'],
  {},
  { toString: 'started' },
  'x'.repeat(5_000),
  '<img src=x onerror=alert(1)>',
  '\u0000\u202e',
  '__proto__'
]
const fields = ['agentId', 'callId', 'calleeNumber', 'callerNumber', 'salesmanCode', 'state', 'updatedAt']
const noObjects: readonly unknown[] = [null, 'hangup', 7, [], ['hangup'], {}, true]

/** Publishes the message of the talking call with every odd value in every field. */
async function publishMalformed({ simulator }: FaultWorld): Promise<void> {
  const [call] = simulator.callsInPlay()
  const sound = {
    agentId,
    callId: call?.id,
    calleeNumber: call?.calleeNumber,
    callerNumber: call?.callerNumber,
    salesmanCode: '',
    state: call?.state,
    updatedAt: call?.startMs
  }
  for (const message of noObjects) await simulator.publish(agentId, message)
  for (const field of fields) {
    await simulator.publish(agentId, { ...sound, [field]: undefined })
    for (const value of oddValues) {
      // Skip odd texts that are valid ids: they denote another call, which would have to exist.
      if (field === 'callId' && typeof value === 'string' && value.trim() !== '' && value.length < 200)
        continue
      await simulator.publish(agentId, { ...sound, [field]: value })
    }
  }
}

const burstCalls = 1_250
const burstStates = [
  'started',
  'agentReady',
  'callAgentSuccess',
  'callCallee',
  'calleeRingBack',
  'processed',
  'calleeAnswered',
  'hangup'
]

/** Publishes 10,000 events of calls that have all ended, each with its record. */
function publishBurst({ simulator }: FaultWorld): Promise<unknown> {
  const startMs = Date.now()
  const sent: Promise<void>[] = []
  for (let index = 0; index < burstCalls; index += 1) {
    const id = `burst-${index}`
    const calleeNumber = `139${String(index).padStart(8, '0')}`
    simulator.records.add(
      {
        id,
        calleeNumber,
        callerNumber: '02155550101',
        agentId,
        startTime: new Date(startMs).toISOString(),
        answerTime: new Date(startMs + 1).toISOString(),
        endTime: new Date(startMs + 1_001).toISOString(),
        duration: '1',
        cost: '0.15'
      },
      startMs
    )
    for (const state of burstStates) {
      const message = { agentId, callId: id, calleeNumber, callerNumber: '02155550101', salesmanCode: '' }
      sent.push(simulator.publish(agentId, { ...message, state, updatedAt: startMs }))
    }
  }
  return Promise.all(sent)
}

/** 10,000 events at once. Play it alone, since it uses the whole machine. */
export const burst: FaultScenario = {
  ...calm,
  name: '10,000 events in a burst',
  begin: publishBurst,
  // Server and client share one process, so replies are delayed by the work of both.
  limits: { ...calm.limits, connectGraceMs: 3_600_000, probeReplyMs: 3_600_000 },
  serverTimeoutSeconds: 1_200
}

/** Faults of messages on a working line. */
export const messageFaults: readonly FaultScenario[] = [
  {
    ...calm,
    name: 'every event comes twice',
    begin: withRules({ match: { on: 'event' }, effect: { kind: 'duplicate' } }),
    end: ({ simulator }) => simulator.faults.clear()
  },
  {
    ...calm,
    name: 'events are swapped: some come after the ones that follow',
    begin: withRules(
      { match: { on: 'event', state: 'agentReady' }, effect: { kind: 'delay', ms: 60 } },
      { match: { on: 'event', state: 'callCallee' }, effect: { kind: 'delay', ms: 90 } },
      { match: { on: 'event', state: 'calleeRingBack' }, effect: { kind: 'delay', ms: 120 } }
    ),
    end: ({ simulator }) => simulator.faults.clear(),
    // A `processed` before its ring-back means that the call has ended.
    mayReopen: true
  },
  {
    ...calm,
    name: 'late: ring-back and answer come after the hang-up',
    begin: withRules(
      { match: { on: 'event', state: 'calleeRingBack' }, effect: { kind: 'delay', ms: 600 } },
      { match: { on: 'event', state: 'calleeAnswered' }, effect: { kind: 'delay', ms: 700 } }
    ),
    end: ({ simulator }) => simulator.faults.clear()
  },
  { ...calm, name: 'malformed messages: every field with every odd value', begin: publishMalformed }
]
