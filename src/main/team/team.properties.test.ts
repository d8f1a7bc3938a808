import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monitorStates } from '../../shared/calls/steps'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'
import { teamMemberSchema } from '../../shared/team/schema'
import type { TeamStatus } from '../../shared/team/team'
import { emptyState } from '../platform/empty-state'
import { createManualClock } from '../platform/testing/manual-clock'
import { createTeam } from './team'
import { createStateStore } from '../platform/state-store'

const agents = [1, 2, 3]
const untilCalling = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']
/** The possible state sequences of a call, each to its end. */
const courses = [
  [...untilCalling, 'calleeRingBack', 'processed', 'calleeAnswered', 'hangup'],
  [...untilCalling, 'calleeRingBack', 'processed', 'hangup'],
  [...untilCalling, 'processed'],
  ['started', 'agentReady', 'callAgentFailed'],
  ['started', 'agentReady', 'hangup']
]

/** A simulated service with desk phones and their true calls. */
function createService() {
  interface TrueCall {
    agentId: number
    id: string
    startedAtMs: number
    course: readonly string[]
    done: number
    lastAtMs: number
  }
  const calls: TrueCall[] = []
  const lastOf = (agentId: number) => calls.findLast((call) => call.agentId === agentId)
  const isOver = (call: TrueCall): boolean => call.done === call.course.length

  return {
    /** The next event of a desk phone. */
    step(agentId: number, course: readonly string[], nowMs: number): MonitorMessage {
      let call = lastOf(agentId)
      if (call === undefined || isOver(call)) {
        call = { agentId, id: `id-${calls.length}`, startedAtMs: nowMs, course, done: 0, lastAtMs: nowMs }
        calls.push(call)
      }
      const state = call.course[call.done] ?? ''
      call.done += 1
      call.lastAtMs = nowMs
      return {
        agentId,
        callId: call.id,
        callerNumber: null,
        calleeNumber: '13800138000',
        salesmanCode: null,
        state,
        startedAtMs: call.startedAtMs
      }
    },
    isOver(agentId: number): boolean {
      const call = lastOf(agentId)
      return call === undefined || isOver(call)
    },
    truth(agentId: number): TeamStatus {
      const call = lastOf(agentId)
      if (call === undefined) return 'unknown'
      if (isOver(call)) return 'idle'
      return call.course.slice(0, call.done).includes('calleeAnswered') ? 'talking' : 'ringing'
    },
    records: (): CallRecord[] =>
      calls.map((call) => ({
        id: call.id,
        callerNumber: null,
        calleeNumber: '13800138000',
        agentId: call.agentId,
        salesmanCode: null,
        startedAtMs: call.startedAtMs,
        answeredAtMs: null,
        endedAtMs: isOver(call) ? call.lastAtMs : null,
        duration: null,
        cost: null,
        recordUrl: null
      }))
  }
}

const openTeam = () => {
  const clock = createManualClock()
  const state = createStateStore(emptyState)
  const team = createTeam({
    state,
    clock,
    file: { read: () => agents.map((agentId) => ({ agentId, label: '' })), write: () => undefined },
    ownAgentId: 9,
    watch: () => undefined
  })
  return { clock, state, team }
}

const agent = fc.constantFrom(...agents)
const course = fc.constantFrom(...courses)
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('step' as const), agent, course }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lost' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('live' as const), hasRecords: fc.boolean() }) }
)

test('after any missed events a phone’s status is true or unknown, and in the end it is known', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 60 }),
      fc.array(course, { minLength: 3, maxLength: 3 }),
      async (happenings, last) => {
        const { clock, state, team } = openTeam()
        const service = createService()
        const line = { isLive: false }
        const check = async (): Promise<void> => {
          await clock.advance(250)
          for (const { agentId, status } of state.get('team')) {
            expect(line.isLive ? ['unknown', service.truth(agentId)] : ['unknown']).toContain(status)
          }
        }
        const goLive = (): void => {
          if (line.isLive) return
          line.isLive = true
          team.onLine({ kind: 'live', sinceMs: clock.now() }, 0)
        }
        for (const one of happenings) {
          if (one.kind === 'step') {
            const message = service.step(one.agent, one.course, clock.now())
            if (line.isLive) team.hear(message, clock.now())
          } else if (one.kind === 'lost') {
            line.isLive = false
            team.onLine({ kind: 'lost', sinceMs: 0, nextTryAtMs: 0 }, null)
          } else {
            goLive()
            if (one.hasRecords) team.onRecords(service.records())
          }
          await check()
        }
        goLive()
        for (const [index, agentId] of agents.entries()) {
          // End the current call, then deliver the start of one more call.
          while (!service.isOver(agentId))
            team.hear(service.step(agentId, untilCalling, clock.now()), clock.now())
          await clock.advance(1)
          const steps = 1 + (happenings.length % untilCalling.length)
          for (let done = 0; done < steps && (done === 0 || !service.isOver(agentId)); done += 1) {
            team.hear(service.step(agentId, last[index] ?? untilCalling, clock.now()), clock.now())
          }
        }
        await clock.advance(250)
        expect(state.get('team').map(({ status }) => status)).toEqual(
          agents.map((agentId) => service.truth(agentId))
        )
      }
    ),
    { numRuns: 300 }
  )
})

test('duplicate and reordered events leave a phone idle or unknown once its calls are over', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(course, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(1_000), { minLength: 100, maxLength: 100 }),
      async (own, luck) => {
        const { clock, state, team } = openTeam()
        const service = createService()
        team.onLine({ kind: 'live', sinceMs: 0 }, null)
        const events: MonitorMessage[] = []
        for (const one of own) {
          do {
            events.push(service.step(1, one, clock.now()))
            await clock.advance(1)
          } while (!service.isOver(1))
        }
        const next = (): number => luck.pop() ?? 0
        const delivered = events
          .flatMap((event, at) =>
            next() % 3 === 0
              ? [
                  { event, at },
                  { event, at: at + 2 }
                ]
              : [{ event, at }]
          )
          .map(({ event, at }) => ({ event, at: at + (next() % 4) }))
          .sort((a, b) => a.at - b.at)
        for (const { event } of delivered) team.hear(event, clock.now())
        await clock.advance(250)
        expect(['idle', 'unknown']).toContain(state.get('team')[0]?.status)
      }
    ),
    { numRuns: 500 }
  )
})

test('no message makes the state invalid, and none is trusted while the line is down', async () => {
  const text = fc.oneof(
    fc.constantFrom('a', 'b', 'c'),
    fc.string({ minLength: 1, maxLength: 200, unit: 'binary' })
  )
  const message = fc.record<MonitorMessage>({
    agentId: fc.oneof(agent, fc.integer({ min: 1 })),
    callId: text,
    callerNumber: fc.option(text),
    calleeNumber: fc.option(text),
    salesmanCode: fc.option(text),
    state: fc.oneof(fc.constantFrom(...monitorStates), text),
    startedAtMs: fc.option(fc.integer({ min: 0, max: 8.64e15 }))
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(message, fc.boolean()), { maxLength: 100 }), async (messages) => {
      const { clock, state, team } = openTeam()
      for (const [one, isLive] of messages) {
        team.onLine(isLive ? { kind: 'live', sinceMs: 0 } : { kind: 'connecting' }, isLive ? 0 : null)
        team.hear(one, clock.now())
      }
      team.onLine({ kind: 'connecting' }, null)
      await clock.advance(250)
      for (const member of state.get('team')) {
        expect(teamMemberSchema.safeParse(member).success).toBe(true)
        expect(member.status).toBe('unknown')
      }
    }),
    { numRuns: 300 }
  )
})
