import { randomUUID } from 'node:crypto'
import type { Caller } from '../agents'
import {
  recordBody,
  talkSeconds,
  type CallFacts,
  type CallRecord,
  type RecordStage
} from '../records/call-records'
import type { Clock } from '../clock'
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

/** How calls are played. */
export interface PlayDeps {
  clock: Clock
  recordingUrl: (id: string) => string
  publish: (message: StateMessage) => void
  /** Nominal ms from the hang-up to the complete record, and from there to the recording. */
  recordDelayMs: number
  recordingDelayMs: number
}

/** One call that runs through the steps of its scenario, or is moved by hand. */
export class PlayedCall {
  readonly #deps: PlayDeps
  readonly #onEnd: () => void
  readonly #call: CallInPlay
  readonly #facts: CallFacts
  #steps: readonly ScenarioStep[]
  #stage: RecordStage = 'open'
  /** Time of the last event, nominal and real. */
  #lastMs: number
  #lastRealMs: number
  #cancelStep: () => void = () => undefined

  constructor(
    deps: PlayDeps,
    { caller, calleeNumber, scenario }: { caller: Caller; calleeNumber: string; scenario: Scenario },
    onEnd: () => void
  ) {
    const id = randomUUID()
    const startMs = deps.clock.now()
    this.#deps = deps
    this.#onEnd = onEnd
    this.#call = { ...caller, id, calleeNumber, startMs, scenario: scenario.id, state: null }
    this.#facts = { ...caller, id, calleeNumber, startMs, answerMs: null, endMs: startMs }
    this.#steps = scenario.steps
    this.#lastMs = startMs
    this.#lastRealMs = startMs
  }

  call(): CallInPlay {
    return { ...this.#call }
  }

  /** Its record, which grows with the call. */
  record(): CallRecord {
    const facts = this.#facts
    return {
      id: facts.id,
      startMs: facts.startMs,
      body: () => recordBody(facts, this.#stage, this.#deps.recordingUrl(facts.id)),
      recordingSeconds: () =>
        this.#stage === 'recorded' && facts.answerMs !== null ? talkSeconds(facts) : null
    }
  }

  /** Plays the next step, and then the others. */
  play(): void {
    const next = this.#steps[0]
    if (!next) {
      this.#end(this.#lastMs)
      return
    }
    this.#cancelStep = this.#deps.clock.afterPaced(next.afterMs, () => {
      this.#steps = this.#steps.slice(1)
      this.#enter(next.state, this.#lastMs + next.afterMs)
      this.play()
    })
  }

  /**
   * Jumps to a state and continues with the call's remaining steps, or those of an answered call. Returns false if the
   * call isn't in one of the states `from`.
   */
  jump(from: readonly CallState[], to: CallState): boolean {
    if (this.#call.state === null || !from.includes(this.#call.state)) return false
    this.#cancelStep()
    const own = this.#steps.findIndex((step) => step.state === to)
    const answered: readonly ScenarioStep[] = SCENARIOS.answered
    const rest =
      own >= 0 ? this.#steps.slice(own) : answered.slice(answered.findIndex((step) => step.state === to))
    this.#steps = rest.slice(1)
    this.#enter(to, this.#nominalNowMs())
    this.play()
    return true
  }

  hangUp(): void {
    this.#cancelStep()
    const atMs = this.#nominalNowMs()
    this.#enter('hangup', atMs)
    this.#end(atMs)
  }

  /** The current nominal time of the call, so that durations agree with the pace. */
  #nominalNowMs(): number {
    const { clock } = this.#deps
    return this.#lastMs + Math.round(clock.nominal(Math.max(0, clock.now() - this.#lastRealMs)))
  }

  #enter(state: CallState, atMs: number): void {
    this.#lastMs = atMs
    this.#lastRealMs = this.#deps.clock.now()
    this.#call.state = state
    if (state === 'calleeAnswered') this.#facts.answerMs ??= atMs
    const { agentId, id, calleeNumber, callerNumber, salesmanCode, startMs } = this.#call
    // A mobile phone (移动话机) has no agentId and therefore no channel.
    if (agentId === null) return
    this.#deps.publish({
      agentId,
      callId: id,
      calleeNumber,
      callerNumber,
      salesmanCode: salesmanCode ?? '',
      state,
      updatedAt: startMs
    })
  }

  #end(atMs: number): void {
    const { clock, recordDelayMs, recordingDelayMs } = this.#deps
    this.#cancelStep()
    this.#onEnd()
    this.#facts.endMs = atMs
    clock.afterPaced(recordDelayMs, () => {
      this.#stage = 'complete'
      clock.afterPaced(recordingDelayMs, () => (this.#stage = 'recorded'))
    })
  }
}
