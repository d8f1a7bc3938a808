import { describe, expect, it } from 'vitest'
import { SCENARIO_IDS, SCENARIOS, type CallState, type ScenarioId } from './live/scenarios'
import { AGENT_ID, startCall, startSimulator, watch, newClient, eventually } from './testing/simulator'

const NOW = 1_452_536_743_511
const states = (heard: readonly { state: CallState }[]): CallState[] => heard.map(({ state }) => state)

describe('一、订阅话机状态', () => {
  it('<script src=…/faye/client.js>: the server serves Faye’s own client', async () => {
    const simulator = await startSimulator()
    const response = await fetch(`${simulator.fayeUrl}/client.js`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Faye')
  })

  it('client.subscribe("/monitor_agent_699861013"): 返回的message值 has every field with its type', async () => {
    const simulator = await startSimulator({ now: () => NOW })
    const { heard } = await watch(simulator, AGENT_ID)
    const answer = await startCall(simulator, {
      calleeNumber: '13800138000',
      agentId: AGENT_ID,
      salesmanCode: '王芳'
    })
    await eventually(() => expect(heard.length).toBeGreaterThan(0))
    expect(heard[0]).toEqual({
      agentId: AGENT_ID,
      // “本次呼叫的唯一ID”: the one that REST returned
      callId: (answer.body as { callId: string }).callId,
      calleeNumber: '13800138000',
      callerNumber: '02155550101',
      salesmanCode: '王芳',
      state: 'started',
      // “updatedAt: 呼叫开始时间”, an integer
      updatedAt: NOW
    })
  })

  it('“updatedAt: 呼叫开始时间”: the same in every event of a call', async () => {
    let now = NOW
    const simulator = await startSimulator({ now: () => (now += 1) })
    const { heard } = await watch(simulator, AGENT_ID)
    simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13800138000' })
    await eventually(() => expect(states(heard)).toContain('hangup'))
    expect(new Set(heard.map(({ updatedAt }) => updatedAt)).size).toBe(1)
  })

  it('“"699861013"是"agentId",您需要替换成实际的值”: a subscriber receives no other desk phone’s events', async () => {
    const simulator = await startSimulator()
    const own = await watch(simulator, AGENT_ID)
    const other = await watch(simulator, 699861014)
    simulator.startElsewhere({ agentId: 699861014, calleeNumber: '13800138003' })
    await eventually(() => expect(states(other.heard)).toContain('processed'))
    expect(own.heard).toEqual([])
  })

  it.each(SCENARIO_IDS)(
    'a call of the scenario %s publishes its states in order to a real client',
    async (scenario) => {
      const simulator = await startSimulator()
      const { heard } = await watch(simulator, AGENT_ID)
      simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13700137000', scenario })
      const expected = SCENARIOS[scenario].map(({ state }) => state)
      await eventually(() => expect(states(heard)).toEqual(expected))
      expect(simulator.callsInPlay()).toEqual([])
    }
  )

  const sequence = (scenario: ScenarioId): CallState[] => SCENARIOS[scenario].map(({ state }) => state)

  it('“关机、停机等情况也可能收到回铃音”: busy and off get a ring-back and no answer', () => {
    for (const scenario of ['callee-busy', 'callee-off'] as const) {
      expect(sequence(scenario)).toContain('calleeRingBack')
      expect(sequence(scenario)).not.toContain('calleeAnswered')
    }
  })

  it("“如果没有收到'calleeRingBack',意味着呼叫已结束”: not-reached ends with processed and no ring-back", () => {
    expect(sequence('not-reached').at(-1)).toBe('processed')
    expect(sequence('not-reached')).not.toContain('calleeRingBack')
  })

  it('“呼叫告一段落”: with a ring-back before it, the call goes on after processed', () => {
    const answered = sequence('answered')
    expect(answered.indexOf('calleeRingBack')).toBeLessThan(answered.indexOf('processed'))
    expect(answered.indexOf('processed')).toBeLessThan(answered.indexOf('calleeAnswered'))
    expect(answered.at(-1)).toBe('hangup')
  })

  it('“呼叫固定话机失败”: the callee is never called', () => {
    for (const scenario of ['agent-no-answer', 'agent-unreachable'] as const) {
      expect(sequence(scenario)).toContain('callAgentFailed')
      expect(sequence(scenario)).not.toContain('callCallee')
    }
  })

  it('there is no replay: events published without a subscriber are lost', async () => {
    const simulator = await startSimulator()
    await simulator.publish(AGENT_ID, { state: 'before' })
    const { heard } = await watch(simulator, AGENT_ID)
    await simulator.publish(AGENT_ID, { state: 'after' })
    await eventually(() => expect(heard).toEqual([{ state: 'after' }]))
  })

  it('messages of any shape can be published manually, in order', async () => {
    const simulator = await startSimulator()
    const { heard } = await watch(simulator, AGENT_ID)
    const odd = [{ state: 'dancing' }, 'text', 7, null, [], { agentId: '699861013', updatedAt: -1 }]
    for (const message of odd) void simulator.publish(AGENT_ID, message)
    await eventually(() => expect(heard).toEqual(odd))
  })

  it('only the service can publish: a client that tries is refused, and its message isn’t delivered', async () => {
    const simulator = await startSimulator()
    const { heard } = await watch(simulator, AGENT_ID)
    const intruder = newClient(simulator)
    await expect(intruder.publish(`/monitor_agent_${AGENT_ID}`, { state: 'forged' })).rejects.toMatchObject({
      code: 403
    })
    await simulator.publish(AGENT_ID, { state: 'true' })
    await eventually(() => expect(heard).toEqual([{ state: 'true' }]))
  })
})

describe('calls controlled manually', () => {
  const slow = { pace: 1 }

  it('a desk phone is picked up, the callee answers, the call is hung up, and the record follows', async () => {
    const simulator = await startSimulator({ ...slow, recordDelayMs: 0 })
    const { heard } = await watch(simulator, AGENT_ID)
    const steps = (...names: CallState[]): { afterMs: number; state: CallState }[] =>
      names.map((state) => ({ afterMs: 0, state }))
    const never = { afterMs: 3_600_000, state: 'hangup' as const }
    const id = simulator.startElsewhere({
      agentId: AGENT_ID,
      calleeNumber: '13700137000',
      scenario: [
        ...steps('started', 'agentReady'),
        { ...never, state: 'callAgentSuccess' },
        ...steps('callCallee'),
        never
      ]
    })
    await eventually(() => expect(states(heard)).toEqual(['started', 'agentReady']))
    expect(simulator.answer(id)).toBe(false)
    expect(simulator.pickUp(id)).toBe(true)
    await eventually(() => expect(states(heard).at(-1)).toBe('callCallee'))
    expect(simulator.answer(id)).toBe(true)
    expect(simulator.hangUp(id)).toBe(true)
    expect(simulator.hangUp(id)).toBe(false)
    await eventually(() => expect(states(heard).slice(-2)).toEqual(['calleeAnswered', 'hangup']))
    await eventually(() => expect(simulator.records.find(id)?.body()).toHaveProperty('duration', '0'))
  })

  it('an unknown or busy desk phone can’t start a call elsewhere', async () => {
    const simulator = await startSimulator(slow)
    expect(() => simulator.startElsewhere({ agentId: 1, calleeNumber: '13700137000' })).toThrow(
      'no desk phone'
    )
    simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13700137000' })
    expect(() => simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13700137000' })).toThrow('busy')
    simulator.hangUpAll()
    expect(simulator.callsInPlay()).toEqual([])
  })

  it('the scenario is chosen by callee number, by an override for it, or by one for the next call only', async () => {
    const simulator = await startSimulator({ ...slow, isBusyRefused: false })
    expect(simulator.scenarioFor('13800138003').id).toBe('not-reached')
    expect(simulator.scenarioFor('13700137000').id).toBe('answered')
    simulator.setScenario('13700137000', 'callee-off')
    simulator.setScenario('next', 'agent-no-answer')
    for (let call = 0; call < 2; call += 1) {
      await startCall(simulator, { calleeNumber: '13700137000', agentId: AGENT_ID })
    }
    expect(simulator.callsInPlay().map(({ scenario }) => scenario)).toEqual(['agent-no-answer', 'callee-off'])
  })
})
