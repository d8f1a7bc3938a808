import type { FaultRule } from '../../../../simulator/faults'
import { agentId, type FaultScenario, type FaultWorld } from './scenario'

/** Nothing is wrong with the line: the person must not see anything of it. */
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

/** Values that no field should have, and some that it may. */
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

/** Every field of the document's message with every odd value, of the call that is talking. */
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
      // An odd text is another call's id, and no fault: the service would have such a call.
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

/** 10,000 events of calls that are all over by then, each with its record. */
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

/** 10,000 events at once; to be played alone, since it takes the machine. */
export const burst: FaultScenario = {
  ...calm,
  name: '10,000 events in a burst',
  begin: publishBurst,
  // Server and client share one process here: replies wait behind the work of both.
  limits: { ...calm.limits, connectGraceMs: 3_600_000 },
  serverTimeoutSeconds: 1_200
}

/** What can be wrong with the messages of a line that stands. */
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
    // A `processed` that overtakes its ring-back says that the call is over.
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
