import type { Call, MonitorState } from '../../shared/call'
import type { CallRecord, MonitorMessage } from '../../shared/record'
import { failed, succeeded, type Result } from '../../shared/result'
import type { Account } from '../../shared/session'
import { defaultSettings } from '../../shared/settings'
import type { Alert } from './alerts'
import { openDesk, type Desk } from './desk'
import { emptyState } from './empty-state'
import { createManualClock } from './manual-clock'
import type { StartCallRequest } from './ports'
import { createState } from './topics'

export const ownAgentId = 1
const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: ownAgentId,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

/** What becomes of one event on its way; `null`: lost. Two entries: it comes twice. Delays in ms. */
export type Fate = readonly number[] | null

/** How a call goes; times in ms. */
export interface Script {
  states: readonly MonitorState[]
  stepMs: number
  /** From the answer to the hang-up. */
  talkMs: number
  /** How long after the call its record becomes complete. */
  lagMs: number
  /** Whether the record can be seen while the call goes on. */
  isRecordEarly: boolean
  /** For each event in turn. */
  fates: readonly Fate[]
}

/** A call as it truly is. */
export interface TrueCall {
  record: CallRecord
  beganAtMs: number
  endedAtMs: number
  script: Script
  isHeard: boolean
}

export type Reply = 'ok' | 'refused' | 'lost-taken' | 'lost-not-taken'

/**
 * The service, the way to it and the program in one, on a clock that is moved: calls as they truly are,
 * events that can be lost, doubled or late, records that lag, gaps of the line, ends of the program.
 */
export class World {
  readonly clock = createManualClock()
  readonly calls: TrueCall[] = []
  /** While nothing could arrive and the program is bound to make up for it. */
  readonly gaps: { fromMs: number; untilMs: number }[] = []
  readonly wrongs: string[] = []
  notTaken = 0
  readsWhileRefused = 0
  tellings = 0

  private state = createState({ ...emptyState, settings: defaultSettings })
  private desk: Desk | null = null
  private kept: Call[] = []
  private mark: number | null = null
  private keys = 0
  private downSinceMs: number | null = null
  private isRestDown = false
  private isTokenRefused = false
  private nextReply: { reply: Reply; delayMs: number; script: Script } | null = null

  /** `skewMs`: how far the service's clock is before this machine's. */
  constructor(private readonly skewMs: number) {
    this.open()
    this.goLive(null)
  }

  calledHere(): readonly Call[] {
    return this.state.get('calls')
  }

  report() {
    return this.state.get('offline')
  }

  private open(): Desk {
    this.state = createState({ ...emptyState, settings: defaultSettings })
    const desk = openDesk({
      state: this.state,
      account,
      clock: this.clock,
      service: {
        startCall: (request) => this.startCall(request),
        readCall: (callId) => this.readCall(callId),
        queryByPeriod: (startMs, endMs) => this.query(startMs, endMs),
        readPeriodReply: () => Promise.resolve(failed({ code: 'not-found' })),
        importNumbers: () => Promise.resolve(failed({ code: 'not-found' })),
        close: () => Promise.resolve()
      },
      file: { initial: this.kept, write: (calls) => (this.kept = calls), flush: () => undefined },
      salesmen: { isKnown: () => true, remember: () => undefined },
      team: { onRecords: (records) => this.checkOthers(records) },
      uncheckedMark: { read: () => this.mark, write: (sinceMs) => (this.mark = sinceMs) },
      newKey: () => `key-${(this.keys += 1)}`,
      onAlert: (alert) => this.checkAlert(alert),
      onPage: () => undefined
    })
    this.desk = desk
    this.showSession()
    return desk
  }

  private showSession(): void {
    this.state.set('session', {
      kind: 'signed-in',
      account,
      tokenKept: 'key-store',
      vaultProblem: null,
      isTokenRefused: this.isTokenRefused
    })
  }

  private checkOthers(records: readonly CallRecord[]): void {
    if (records.some(({ agentId }) => agentId === ownAgentId)) this.wrongs.push('own record handed on')
  }

  private checkAlert(alert: Alert): void {
    if (alert.kind === 'while-offline') {
      this.tellings += 1
      return
    }
    const { callId } = alert.call
    const isHeard = this.calls.some(({ record, isHeard: was }) => record.id === callId && was)
    if (!isHeard) this.wrongs.push(`told of ${alert.kind} of a call that was not heard`)
  }

  /** Somebody calls from the desk phone or another one, not from here. */
  begin(callee: string, agentId: number, script: Script): TrueCall {
    const beganAtMs = this.clock.now()
    const id = `call-${this.calls.length}`
    const answerAt = script.states.indexOf('calleeAnswered')
    const timeOf = (index: number): number =>
      beganAtMs + index * script.stepMs + (answerAt >= 0 && index > answerAt ? script.talkMs : 0)
    const endedAtMs = timeOf(script.states.length - 1)
    const call: TrueCall = {
      beganAtMs,
      endedAtMs,
      script,
      isHeard: false,
      record: {
        id,
        callerNumber: '02512345678',
        calleeNumber: callee,
        agentId,
        salesmanCode: null,
        startedAtMs: beganAtMs + this.skewMs,
        answeredAtMs: answerAt < 0 ? null : timeOf(answerAt) + this.skewMs,
        endedAtMs: endedAtMs + this.skewMs,
        duration: answerAt < 0 ? '0' : String(Math.round((endedAtMs - timeOf(answerAt)) / 1_000)),
        cost: '0.15',
        recordUrl: null
      }
    }
    this.calls.push(call)
    for (const [index, state] of script.states.entries()) {
      for (const delayMs of script.fates[index] ?? []) {
        this.clock.after(timeOf(index) - beganAtMs + delayMs, () => this.publish(call, state))
      }
    }
    return call
  }

  private publish(call: TrueCall, state: MonitorState): void {
    if (this.downSinceMs !== null || this.desk === null) return
    const { record } = call
    const message: MonitorMessage = {
      agentId: record.agentId ?? 0,
      callId: record.id,
      callerNumber: record.callerNumber,
      calleeNumber: record.calleeNumber,
      salesmanCode: null,
      state,
      startedAtMs: record.startedAtMs
    }
    call.isHeard = true
    this.desk.onMessage(message, this.clock.now())
  }

  /** The person dials here. */
  dial(callee: string, reply: Reply, delayMs: number, script: Script): void {
    this.nextReply = { reply, delayMs, script }
    void this.desk?.send({ raw: callee, dial: callee, kind: 'mobile' })
  }

  private async startCall(request: StartCallRequest): Promise<Result<{ callId: string }>> {
    const next = this.nextReply
    if (next === null) return failed({ code: 'service-refused' })
    this.nextReply = null
    const { reply, delayMs, script } = next
    const isTaken = reply === 'ok' || reply === 'lost-taken'
    const call = isTaken ? this.begin(request.calleeNumber, ownAgentId, script) : null
    if (!isTaken) this.notTaken += 1
    await new Promise<void>((resolve) => this.clock.after(delayMs, resolve))
    if (reply === 'ok' && call !== null) return succeeded({ callId: call.record.id })
    return failed({ code: reply === 'refused' ? 'service-refused' : 'call-unknown' })
  }

  /** The record as the service shows it now; null: not yet. */
  private shown({ record, endedAtMs, script }: TrueCall): CallRecord | null {
    const nowMs = this.clock.now()
    if (nowMs >= endedAtMs + script.lagMs) return record
    if (!script.isRecordEarly) return null
    const isAnswered = record.answeredAtMs !== null && nowMs + this.skewMs >= record.answeredAtMs
    return {
      ...record,
      answeredAtMs: isAnswered ? record.answeredAtMs : null,
      endedAtMs: null,
      duration: null,
      cost: null
    }
  }

  private problem(): Result<never> | null {
    if (this.isTokenRefused) {
      if (this.state.get('session').kind === 'signed-in') this.readsWhileRefused += 1
      return failed({ code: 'token-refused' })
    }
    return this.isRestDown ? failed({ code: 'unreachable' }) : null
  }

  private readCall(callId: string): Promise<Result<CallRecord>> {
    const call = this.calls.find(({ record }) => record.id === callId)
    const record = call === undefined ? null : this.shown(call)
    return Promise.resolve(
      this.problem() ?? (record === null ? failed({ code: 'not-found' }) : succeeded(record))
    )
  }

  private query(startMs: number, endMs: number): Promise<Result<{ calls: CallRecord[]; rowCount: number }>> {
    const calls = this.calls
      .filter(({ record }) => (record.startedAtMs ?? 0) >= startMs && (record.startedAtMs ?? 0) <= endMs)
      .map((call) => this.shown(call))
      .filter((record) => record !== null)
    return Promise.resolve(this.problem() ?? succeeded({ calls, rowCount: calls.length }))
  }

  setRest(isDown: boolean): void {
    this.isRestDown = isDown
  }

  setToken(isRefused: boolean): void {
    this.isTokenRefused = isRefused
    this.showSession()
  }

  /** The line dies; the program sees it after `unseenMs`. */
  async lose(unseenMs: number): Promise<void> {
    if (this.downSinceMs !== null) return
    const sinceMs = this.clock.now()
    this.downSinceMs = sinceMs
    await this.clock.advance(unseenMs)
    this.desk?.onLine({ kind: 'lost', sinceMs, nextTryAtMs: this.clock.now() }, null)
  }

  goLive(gapSinceMs: number | null): void {
    const nowMs = this.clock.now()
    if (this.downSinceMs !== null) this.gaps.push({ fromMs: this.downSinceMs, untilMs: nowMs })
    this.downSinceMs = null
    this.desk?.onLine({ kind: 'live', sinceMs: nowMs }, gapSinceMs)
  }

  restoreLine(): void {
    if (this.downSinceMs !== null) this.goLive(this.downSinceMs)
  }

  /** The program ends, and starts again after `awayMs`; its line is live `connectMs` later. */
  async restart(awayMs: number, connectMs: number): Promise<void> {
    const hadLine = this.downSinceMs === null
    const closedAtMs = this.clock.now()
    this.desk?.close()
    this.desk = null
    await this.clock.advance(awayMs)
    this.open().onLine({ kind: 'connecting' }, null)
    // Without kept calls nothing says since when something was missed, unless the line was down before.
    if (hadLine && this.kept.length > 0) this.downSinceMs = closedAtMs
    const isBound = this.downSinceMs !== null
    this.downSinceMs ??= closedAtMs
    await this.clock.advance(connectMs)
    if (!isBound) this.downSinceMs = null
    this.goLive(null)
  }

  retry = (): void => this.desk?.offline.retry()
  close = (): void => this.desk?.close()
}
