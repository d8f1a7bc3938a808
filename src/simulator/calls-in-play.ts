import { randomUUID } from 'node:crypto'
import type { Caller } from './agents'
import { recordBody, talkSeconds, type CallFacts, type RecordStage } from './call-records'
import type { Clock } from './clock'
import type { RecordStore } from './record-store'
import { SCENARIOS, type CallState, type Scenario, type ScenarioStep } from './scenarios'

/** The message of 订阅话机状态; salesmanCode is "" if the call has none. */
export interface StateMessage {
  agentId: number
  callId: string
  calleeNumber: string
  callerNumber: string
  salesmanCode: string
  state: CallState
  /** 呼叫开始时间, in ms since 1970: the same in every event of a call. */
  updatedAt: number
}

export interface CallInPlay extends Caller {
  id: string
  calleeNumber: string
  startMs: number
  scenario: string
  state: CallState | null
}

export interface CallsInPlay {
  list: () => readonly CallInPlay[]
  isBusy: (agentId: number) => boolean
  /** Adds the call to the records, starts to play it and returns its id. */
  start: (caller: Caller, calleeNumber: string, scenario: Scenario) => string
  /** This and the next two return false if the call isn't in progress or in a state that allows it. */
  pickUp: (callId: string) => boolean
  answer: (callId: string) => boolean
  hangUp: (callId: string) => boolean
}

interface Deps {
  clock: Clock
  records: RecordStore
  recordingUrl: (id: string) => string
  publish: (message: StateMessage) => void
  /** Nominal ms from the hang-up to the complete record, and from there to the recording. */
  recordDelayMs: number
  recordingDelayMs: number
}

interface Played {
  call: CallInPlay
  steps: readonly ScenarioStep[]
  facts: CallFacts
  /** Time of the last event, nominal and real. */
  lastMs: number
  lastRealMs: number
  cancel: () => void
  setStage: (stage: RecordStage) => void
}

export function createCallsInPlay(deps: Deps): CallsInPlay {
  const { clock } = deps
  const played = new Map<string, Played>()

  const end = (play: Played, atMs: number): void => {
    play.cancel()
    played.delete(play.call.id)
    play.facts.endMs = atMs
    clock.afterPaced(deps.recordDelayMs, () => {
      play.setStage('complete')
      clock.afterPaced(deps.recordingDelayMs, () => play.setStage('recorded'))
    })
  }

  const enter = (play: Played, state: CallState, atMs: number): void => {
    play.lastMs = atMs
    play.lastRealMs = clock.now()
    play.call.state = state
    if (state === 'calleeAnswered') play.facts.answerMs ??= atMs
    const { agentId, id, calleeNumber, callerNumber, salesmanCode, startMs } = play.call
    // A mobile phone (移动话机) has no agentId and therefore no channel.
    if (agentId === null) return
    deps.publish({
      agentId,
      callId: id,
      calleeNumber,
      callerNumber,
      salesmanCode: salesmanCode ?? '',
      state,
      updatedAt: startMs
    })
  }

  const advance = (play: Played): void => {
    const next = play.steps[0]
    if (!next) {
      end(play, play.lastMs)
      return
    }
    play.cancel = clock.afterPaced(next.afterMs, () => {
      play.steps = play.steps.slice(1)
      enter(play, next.state, play.lastMs + next.afterMs)
      advance(play)
    })
  }

  /** Returns the current nominal time of the call, so that durations agree with the pace. */
  const nominalNow = (play: Played): number =>
    play.lastMs + Math.round(clock.nominal(Math.max(0, clock.now() - play.lastRealMs)))

  /** Jumps to a state and continues with the call's remaining steps, or those of an answered call. */
  const jump = (callId: string, from: readonly CallState[], to: CallState): boolean => {
    const play = played.get(callId)
    if (!play || play.call.state === null || !from.includes(play.call.state)) return false
    play.cancel()
    const own = play.steps.findIndex((step) => step.state === to)
    const answered: readonly ScenarioStep[] = SCENARIOS.answered
    const rest =
      own >= 0 ? play.steps.slice(own) : answered.slice(answered.findIndex((step) => step.state === to))
    play.steps = rest.slice(1)
    enter(play, to, nominalNow(play))
    advance(play)
    return true
  }

  return {
    list: () => [...played.values()].map(({ call }) => ({ ...call })),
    isBusy: (agentId) => [...played.values()].some(({ call }) => call.agentId === agentId),
    start: (caller, calleeNumber, scenario) => {
      const id = randomUUID()
      const startMs = clock.now()
      const facts: CallFacts = { ...caller, id, calleeNumber, startMs, answerMs: null, endMs: startMs }
      let stage: RecordStage = 'open'
      const play: Played = {
        call: { ...caller, id, calleeNumber, startMs, scenario: scenario.id, state: null },
        steps: scenario.steps,
        facts,
        lastMs: startMs,
        lastRealMs: startMs,
        cancel: () => undefined,
        setStage: (next) => (stage = next)
      }
      played.set(id, play)
      deps.records.put({
        id,
        startMs,
        body: () => recordBody(facts, stage, deps.recordingUrl(id)),
        recordingSeconds: () => (stage === 'recorded' && facts.answerMs !== null ? talkSeconds(facts) : null)
      })
      advance(play)
      return id
    },
    pickUp: (callId) => jump(callId, ['agentReady'], 'callAgentSuccess'),
    answer: (callId) => jump(callId, ['callCallee', 'calleeRingBack', 'processed'], 'calleeAnswered'),
    hangUp: (callId) => {
      const play = played.get(callId)
      if (!play) return false
      play.cancel()
      const atMs = nominalNow(play)
      enter(play, 'hangup', atMs)
      end(play, atMs)
      return true
    }
  }
}
