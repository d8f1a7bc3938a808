import type { Call } from '../../../shared/calls/schema'
import type { MonitorState } from '../../../shared/calls/steps'
import type { CallRecord } from '../../../shared/records/row-schema'
import { everyReason } from '../../dialling/testing/every-reason'
import { noRules } from '../../calling-rules/testing/no-rules'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Account } from '../../../shared/session/schema'
import { defaultSettings } from '../../../shared/app/settings'
import type { Alert } from '../alerts'
import { openAccountCalls, type AccountCalls } from '../../session/account-calls'
import { createCallersFile } from '../../dialling/testing/callers-file'
import { emptyState } from '../../platform/empty-state'
import { createManualClock } from '../../platform/testing/manual-clock'
import type { StartCallRequest, MonitorMessage } from '../../platform/ports'
import { createServiceClock } from '../../service/service-clock'
import { createStateStore } from '../../platform/state-store'

export const ownAgentId = 1
const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: ownAgentId,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

/** The delivery of one event, as delays in ms; `null`: lost, two entries: delivered twice. */
export type Fate = readonly number[] | null

/** The course of a call; times in ms. */
export interface Script {
  states: readonly MonitorState[]
  stepMs: number
  /** From the answer to the hang-up. */
  talkMs: number
  /** The delay after the end of the call until its record is complete. */
  lagMs: number
  /** Whether the record is visible during the call. */
  isRecordEarly: boolean
  /** For each event, in order. */
  fates: readonly Fate[]
}

/** A call as it really happened. */
export interface TrueCall {
  record: CallRecord
  beganAtMs: number
  endedAtMs: number
  script: Script
  isHeard: boolean
}

export type Reply = 'ok' | 'refused' | 'lost-taken' | 'lost-not-taken'

/**
 * Simulates the service, the connection and the app on a manual clock: real calls, events that can be lost,
 * duplicated or late, lagging records, gaps of the line, and restarts of the app.
 */
export class World {
  readonly clock = createManualClock()
  readonly calls: TrueCall[] = []
  /** Periods in which no event could arrive and which the app must reconcile. */
  readonly gaps: { fromMs: number; untilMs: number }[] = []
  readonly wrongs: string[] = []
  notTaken = 0
  readsWhileRefused = 0
  tellings = 0

  private state = createStateStore({ ...emptyState, settings: defaultSettings })
  private accountCalls: AccountCalls | null = null
  private kept: Call[] = []
  private mark: number | null = null
  private keys = 0
  /** Since when nothing can arrive, in true time and on the wall clock. */
  private down: { trueMs: number; wallMs: number } | null = null
  private isRestDown = false
  private isTokenRefused = false
  /** The total by which the wall clock was changed. */
  private jumpedMs = 0
  /** The part of it that a reply has already revealed. */
  private toldJumpsMs = 0
  private keptOffsetMs = 0
  private serviceClock = createServiceClock(this.clock)
  private readonly coming = new Set<{ dueMs: number; run: () => void; cancel: () => void }>()
  private readonly toldEnds = new Set<string>()
  private nextReply: { reply: Reply; delayMs: number; script: Script } | null = null

  /** `skewMs`: how far the service's clock is initially ahead of this machine's. */
  constructor(private readonly skewMs: number) {
    this.open()
    // The check at sign-in revealed the service's time.
    this.replied(null)
    this.goLive(null)
  }

  calledHere(): readonly Call[] {
    return this.state.get('calls')
  }

  report() {
    return this.state.get('offline')
  }

  private open(): AccountCalls {
    this.state = createStateStore({ ...emptyState, settings: defaultSettings })
    this.serviceClock = createServiceClock(this.clock, this.keptOffsetMs)
    this.serviceClock.onOffset((offsetMs) => (this.keptOffsetMs = offsetMs))
    const accountCalls = openAccountCalls({
      state: this.state,
      account,
      clock: this.serviceClock,
      service: {
        startCall: (request) => this.startCall(request),
        readCall: async (callId) => this.replied(await this.readCall(callId)),
        queryByPeriod: async (startMs, endMs) => this.replied(await this.query(startMs, endMs)),
        readPeriodReply: () => Promise.resolve(failed({ code: 'not-found' })),
        importNumbers: () => Promise.resolve(failed({ code: 'not-found' })),
        close: () => Promise.resolve()
      },
      file: { initial: this.kept, write: (calls) => (this.kept = calls), flush: () => undefined },
      callersFile: createCallersFile(),
      onDefaultCaller: () => undefined,
      salesmen: { isKnown: () => true, remember: () => undefined },
      openRules: () => noRules,
      team: { onRecords: (records) => this.checkOthers(records) },
      uncheckedMark: { read: () => this.mark, write: (sinceMs) => (this.mark = sinceMs) },
      newKey: () => `key-${(this.keys += 1)}`,
      onAlert: (alert) => this.checkAlert(alert),
      onPage: () => undefined
    })
    this.accountCalls = accountCalls
    this.showSession()
    return accountCalls
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
    const { callId, origin } = alert.call
    // The end of a call from here can be notified once by its record alone.
    if (alert.kind === 'call-ended' && origin === 'here' && !this.toldEnds.has(callId ?? '')) {
      this.toldEnds.add(callId ?? '')
      return
    }
    const isHeard = this.calls.some(({ record, isHeard: was }) => record.id === callId && was)
    if (!isHeard) this.wrongs.push(`told of ${alert.kind} of a call that was not heard`)
  }

  /** A call from the desk phone or another one, not from here. */
  begin(callee: string, agentId: number, script: Script): TrueCall {
    const beganAtMs = this.trueNow()
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
        this.later(timeOf(index) - beganAtMs + delayMs, () => this.publish(call, state))
      }
    }
    return call
  }

  private publish(call: TrueCall, state: MonitorState): void {
    if (this.down !== null || this.accountCalls === null) return
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
    this.accountCalls.onMessage(message, this.serviceClock.now())
  }

  /** The user dials here. */
  dial(callee: string, reply: Reply, delayMs: number, script: Script): void {
    this.nextReply = { reply, delayMs, script }
    void this.accountCalls?.send({
      number: { raw: callee, dial: callee, kind: 'mobile' },
      source: 'window',
      confirmed: everyReason
    })
  }

  private async startCall(request: StartCallRequest): Promise<Result<{ callId: string }>> {
    const next = this.nextReply
    if (next === null) return failed({ code: 'service-refused' })
    this.nextReply = null
    const { reply, delayMs, script } = next
    const isTaken = reply === 'ok' || reply === 'lost-taken'
    const call = isTaken ? this.begin(request.calleeNumber, ownAgentId, script) : null
    if (!isTaken) this.notTaken += 1
    await new Promise<void>((resolve) => this.later(delayMs, resolve))
    if (reply === 'ok' || reply === 'refused') this.replied(null)
    if (reply === 'ok' && call !== null) return succeeded({ callId: call.record.id })
    return failed({ code: reply === 'refused' ? 'service-refused' : 'call-unknown' })
  }

  /** The record as the service shows it now; null if not yet available. */
  private shown({ record, endedAtMs, script }: TrueCall): CallRecord | null {
    const nowMs = this.trueNow()
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

  /** The true time, on the wall clock of the start: neither jumps nor sleep change it. */
  private trueNow = (): number => this.clock.now() - this.jumpedMs

  /** A task outside the computer: it continues while the computer sleeps. */
  private later(delayMs: number, run: () => void): void {
    const task = { dueMs: this.trueNow() + delayMs, run, cancel: (): unknown => undefined }
    this.coming.add(task)
    this.arm(task)
  }

  private arm(task: { dueMs: number; run: () => void; cancel: () => void }): void {
    task.cancel()
    task.cancel = this.clock.after(Math.max(0, task.dueMs - this.trueNow()), () => {
      this.coming.delete(task)
      task.run()
    })
  }

  /** A reply of the service, which carries its time. */
  private replied<T>(reply: T): T {
    if (!this.isRestDown && this.accountCalls !== null) this.tellTime()
    return reply
  }

  private tellTime(): void {
    this.toldJumpsMs = this.jumpedMs
    this.serviceClock.learn(this.trueNow() + this.skewMs)
  }

  /** A reply always comes between two jumps; otherwise the two jumps would look like one. */
  async jump(ms: number): Promise<void> {
    if (this.jumpedMs !== this.toldJumpsMs && this.accountCalls !== null) this.tellTime()
    await this.clock.advance(1)
    this.jumpedMs += ms
    this.clock.jumpWall(ms)
    // The app reads its clock more often than it is changed.
    this.serviceClock.now()
  }

  /** The line is lost when the computer wakes up. */
  async sleep(ms: number, isCounted: boolean): Promise<void> {
    const wasLive = this.down === null
    const down = (this.down ??= this.instant())
    await this.clock.sleep(ms, { isCounted })
    // On wake-up the app reads its clock, because it reconnects.
    this.serviceClock.now()
    for (const task of this.coming) this.arm(task)
    if (wasLive) this.tellLost(down.wallMs)
  }

  private instant = () => ({ trueMs: this.trueNow(), wallMs: this.clock.now() })

  private tellLost(sinceMs: number): void {
    this.accountCalls?.onLine({ kind: 'lost', sinceMs, nextTryAtMs: this.clock.now() }, null)
  }

  /** The line drops; the app notices after `unseenMs`. */
  async lose(unseenMs: number): Promise<void> {
    if (this.down !== null) return
    const down = (this.down = this.instant())
    await this.clock.advance(unseenMs)
    this.tellLost(down.wallMs)
  }

  goLive(gapSinceMs: number | null): void {
    if (this.down !== null) this.gaps.push({ fromMs: this.down.trueMs, untilMs: this.trueNow() })
    this.down = null
    this.accountCalls?.onLine(
      { kind: 'live', sinceMs: this.clock.now() },
      gapSinceMs === null ? null : this.serviceClock.fromWall(gapSinceMs)
    )
  }

  restoreLine(): void {
    if (this.down !== null) this.goLive(this.down.wallMs)
  }

  /** The app quits and restarts after `awayMs`; its line is live `connectMs` later. */
  async restart(awayMs: number, connectMs: number): Promise<void> {
    const hadLine = this.down === null
    const closed = this.instant()
    this.accountCalls?.close()
    this.accountCalls = null
    await this.clock.advance(awayMs)
    this.open().onLine({ kind: 'connecting' }, null)
    // Without stored calls the app can't know since when it missed events, unless the line was down before.
    if (hadLine && this.kept.length > 0) this.down = closed
    const isBound = this.down !== null
    this.down ??= closed
    await this.clock.advance(connectMs)
    if (!isBound) this.down = null
    this.goLive(null)
  }

  retry = (): void => this.accountCalls?.offline.retry()
  close = (): void => this.accountCalls?.close()
}
