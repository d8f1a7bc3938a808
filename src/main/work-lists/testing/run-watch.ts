import { expect } from 'vitest'
import type { WorkState } from '../../../shared/work-lists/limits'
import type { Moment } from '../../platform/moment'
import { entryNumber } from './memory-store'
import { listIds, RunDesk } from './run-desk'

/** The actions without details. */
export const plainActions = [
  'stop',
  'hold',
  'resume',
  'undo',
  'retry',
  'again',
  'skip',
  'clear-result',
  'call-back',
  'confirm',
  'cancel-prompt',
  'sleep-event',
  'save',
  'sign-out',
  /** The user sits at the computer, and continues until a countdown is over. */
  'smooth'
] as const

/** Actions of the user, the service, the computer and other windows. */
export type RunAction =
  | { do: 'start' | 'continue'; list: 0 | 1 }
  | { do: (typeof plainActions)[number] }
  | { do: 'call'; times: number; isStale: boolean }
  | { do: 'later'; afterMs: number }
  | { do: 'finish'; result: string | null }
  | { do: 'result'; result: string; isOld: boolean }
  | { do: 'automatic' | 'typing' | 'window' | 'lock'; isOn: boolean }
  | { do: 'idle'; ms: number }
  | { do: 'line'; isLive: boolean }
  | { do: 'reply'; kind: 'accepted' | 'refused' | 'lost' }
  | { do: 'event'; of: 'own' | 'other'; state: string }
  | { do: 'begin'; list: 0 | 1 | null; entry: number }
  | { do: 'restart'; isSaved: boolean }
  | { do: 'remove' | 'edit'; list: 0 | 1; entry: number; to: WorkState }
  | { do: 'pass'; ms: number }
  | { do: 'sleep'; ms: number; isCounted: boolean }
  | { do: 'jump'; ms: number }
  | { do: 'store'; delayMs: number; failures: number }

/** How early timers of the clock fire, in ms. */
const earlyMs = 1

/** What is known of the intent that is being started. */
interface Intent {
  entry: number
  isAutomatic: boolean
  requests: number
}

/**
 * Watches one run and throws at the first violation. It sees actions, the state, the changes of the store and each
 * request as it is sent, and uses nothing of the rule itself.
 */
export class RunWatch {
  readonly desk: RunDesk
  requests = 0
  automaticRequests = 0
  countdowns = 0
  #broken: Error | null = null
  readonly #requested = new Set<string>()
  /** The entries that were requested, and that neither the user nor the service decided about since. */
  readonly #undecided = new Set<string>()
  #isHeldByUser = false
  #countdown: { entry: number; since: Moment; lengthMs: number } | null = null
  #lastPhase: string | null = null
  #intent: Intent | null = null
  #isAction = false
  #calledNow: number | null = null
  #failures = 0
  #isCallAction = false

  constructor() {
    this.desk = new RunDesk(3, () => this.#guard(() => this.#onRequest()))
    const { under, store } = this.desk
    under.state.onChange((topic) => {
      if (topic === 'workRun') this.#guard(() => this.#onRun())
    })
    store.takeFailure = () => {
      if (this.#failures === 0) return false
      this.#failures -= 1
      return true
    }
    store.onChange = ({ listId, id, from, to, by }) =>
      this.#guard(() => {
        // The service refused it, or it was never sent, or the user decided.
        if (by !== 'claim' && by !== 'accepted' && by !== 'update' && by !== 'doubt') {
          this.#undecided.delete(`${listId} ${id}`)
        }
        if (by === 'claim') expect(['calling', 'never']).not.toContain(from)
        if (by !== 'update' && by !== 'accepted' && by !== 'edit')
          expect(to === from && by === 'claim').toBe(false)
        if (by !== 'edit') this.desk.listsChanged()
      })
  }

  async run(action: RunAction): Promise<void> {
    this.#isAction = true
    await this.#act(action)
    await this.desk.settle()
    this.#isAction = false
    this.#check()
  }

  /** Whatever happened, the user can finish both lists. */
  async end(): Promise<void> {
    const { desk } = this
    const { under, store } = desk
    this.#failures = 0
    store.delay = () => Promise.resolve()
    for (const one of listIds) {
      if (!store.lists.has(one)) continue
      this.#forgetIntent()
      await desk.restart()
      this.#isWindowVisible = true
      this.#start(one)
      await desk.settle()
      for (let step = 0; step < 200 && desk.phase !== 'finished' && desk.phase !== null; step += 1) {
        await this.#finishOne()
      }
      expect(desk.phase).toBe('finished')
      for (const { state } of store.entries(one)) expect(['done', 'skipped', 'never']).toContain(state)
    }
    while (under.waiting() > 0) await under.refuse()
    this.#check()
  }

  async #finishOne(): Promise<void> {
    const { desk } = this
    const { under } = desk
    const { entry } = desk
    switch (desk.phase) {
      case 'ready':
      case 'countdown':
        await desk.run.skip(entry)
        break
      case 'wrap-up':
        desk.setResult(null, desk.shown.entry?.callKey ?? '')
        await desk.run.skip(entry)
        break
      case 'failed':
        desk.run.retry()
        break
      case 'calling':
      case 'starting':
        under.prompter.cancel()
        while (under.waiting() > 0) await under.refuse()
        this.#endOwnCalls()
        // Nothing is known of it: the reconciliation gives it up in time.
        await under.clock.advance(700_000)
        break
      case 'waiting':
      case 'loading':
      default:
        await under.clock.advance(40 * 60_000)
    }
    await desk.settle()
  }

  #endOwnCalls(): void {
    const { under } = this.desk
    for (const call of under.state.get('calls')) {
      if (call.step === 'ended') continue
      under.hear(call.callId ?? `late-${call.key}`, call.callee, 'hangup')
    }
  }

  async #act(action: RunAction): Promise<void> {
    const { desk } = this
    const { under, store, run } = desk
    const hasRun = under.state.get('workRun') !== null
    const entry = hasRun ? desk.entry : 0
    switch (action.do) {
      case 'start':
      case 'continue':
        if (store.lists.has(listIds[action.list])) this.#start(listIds[action.list])
        return
      case 'stop':
        run.stop()
        this.#forgetIntent()
        return
      case 'hold':
        if (run.hold().ok) this.#isHeldByUser = true
        return
      case 'resume':
        this.#decided()
        run.resume()
        return
      case 'smooth':
        desk.isLocked = false
        desk.idleMs = 0
        this.#isWindowVisible = true
        run.onPresence('unlock')
        run.setWindowVisible(true)
        run.setTyping(false)
        under.state.set('line', { kind: 'live', sinceMs: under.clock.now() })
        this.#decided()
        run.setAutomatic(true)
        await under.clock.advance(10_010)
        return
      case 'undo':
        await this.#brief(run.undo())
        return
      case 'retry':
        run.retry()
        return
      case 'again':
        await this.#brief(run.again(entry))
        return
      case 'skip':
        await this.#brief(run.skip(entry))
        return
      case 'clear-result':
        desk.setResult(null)
        return
      case 'call':
        this.#call(entry, action.times, action.isStale)
        return
      case 'later':
        await this.#brief(run.later(entry, { kind: 'in', delayMs: action.afterMs }))
        return
      case 'finish':
        await this.#brief(run.finish(entry, action.result))
        return
      case 'result': {
        const calls = under.state.get('calls')
        const key = (action.isOld ? calls.at(-1) : calls[0])?.key
        if (key !== undefined) desk.setResult(action.result, key)
        return
      }
      case 'call-back':
        desk.addCallback(`other-${this.requests}`, desk.call?.key ?? null, under.clock.now() + 600_000)
        return
      case 'automatic':
        this.#decided()
        run.setAutomatic(action.isOn)
        return
      case 'typing':
        run.setTyping(action.isOn)
        return
      case 'window':
        run.setWindowVisible(action.isOn)
        this.#isWindowVisible = action.isOn
        return
      case 'lock':
        desk.isLocked = action.isOn
        run.onPresence(action.isOn ? 'lock' : 'unlock')
        return
      case 'idle':
        desk.idleMs = action.ms
        return
      case 'line':
        under.state.set(
          'line',
          action.isLive
            ? { kind: 'live', sinceMs: under.clock.now() }
            : { kind: 'lost', sinceMs: 0, nextTryAtMs: 0 }
        )
        return
      case 'reply':
        if (under.waiting() === 0) return
        if (action.kind === 'accepted') await under.answer()
        else await (action.kind === 'lost' ? under.lose() : under.refuse())
        return
      case 'event': {
        const { call } = desk
        if (action.of === 'other') under.hear('theirs', '13900139000', action.state)
        else if (call !== undefined) under.hear(call.callId ?? `id-of-${call.key}`, call.callee, action.state)
        return
      }
      case 'begin':
        under.prompter.begin(
          action.list === null ? '13900139000' : entryNumber(action.list, action.entry),
          'tray'
        )
        return
      case 'confirm':
        under.confirm()
        return
      case 'cancel-prompt':
        under.prompter.cancel()
        return
      case 'sleep-event':
        run.onPresence('sleep')
        return
      case 'save':
        desk.saveCalls()
        return
      case 'restart':
        this.#forgetIntent()
        await desk.restart(action.isSaved)
        this.#isWindowVisible = true
        return
      case 'sign-out':
        this.#forgetIntent()
        desk.saveCalls()
        await desk.restart(false)
        this.#isWindowVisible = true
        return
      case 'remove':
        store.removeList(listIds[action.list])
        desk.setLists()
        return
      case 'edit':
        // The page of a list changes no entry that is being called.
        if (desk.stateOf(action.entry, action.list) === 'calling') return
        store.edit(listIds[action.list], action.entry, { state: action.to, dueAtMs: null })
        desk.setLists()
        return
      case 'pass':
        await under.clock.advance(action.ms)
        return
      case 'sleep':
        await under.clock.sleep(action.ms, { isCounted: action.isCounted })
        return
      case 'jump':
        under.clock.jumpWall(action.ms)
        return
      case 'store':
        this.#failures = action.failures
        store.delay =
          action.delayMs === 0
            ? () => Promise.resolve()
            : () => new Promise((resolve) => under.clock.after(action.delayMs, resolve))
    }
  }

  #isWindowVisible = true

  /** The user decides: what was held goes on, and an entry may be called again. */
  #decided(): void {
    this.#isHeldByUser = false
    const run = this.desk.under.state.get('workRun')
    if (run?.entry != null) this.#undecided.delete(`${run.listId} ${run.entry.id}`)
  }

  #start(listId: string): void {
    const { under, run } = this.desk
    const before = under.state.get('workRun')
    // Another list, or a finished one again: its work begins anew.
    if (before?.listId !== listId || before.phase.kind === 'finished') this.#forgetIntent()
    run.start(listId)
  }

  #forgetIntent(): void {
    this.#intent = null
    this.#countdown = null
    this.#isHeldByUser = false
  }

  #call(entry: number, times: number, isStale: boolean): void {
    const { run } = this.desk
    const before = this.requests
    for (let press = 0; press < times; press += 1) {
      if (isStale) expect(run.call(entry + 1).ok).toBe(false)
      else {
        this.#isCallAction = true
        this.#calledNow = entry
        const called = run.call(entry)
        this.#isCallAction = false
        this.#calledNow = null
        // A second press counts only if the first one was refused at once.
        if (called.ok) this.#decided()
        if (called.ok && press > 0) expect(this.requests).toBe(before)
      }
    }
  }

  /** Waits for a command, but not for a store that needs the clock. */
  async #brief(command: Promise<unknown>): Promise<void> {
    await Promise.race([command, this.desk.settle()])
  }

  #onRun(): void {
    const { under } = this.desk
    const run = under.state.get('workRun')
    const phase = run?.phase.kind ?? null
    const before = this.#lastPhase
    this.#lastPhase = phase
    if (run?.phase.kind === 'countdown') {
      if (before !== 'countdown') {
        this.countdowns += 1
        const lengthMs = run.phase.untilMs - run.phase.startedAtMs
        this.#countdown = { entry: run.entry?.id ?? -1, since: under.clock.moment(), lengthMs }
        expect(run.isAutomatic).toBe(true)
        expect(run.entry?.state).not.toBe('unsure')
        expect(this.#isHeldByUser).toBe(false)
      }
      return
    }
    const countdown = this.#countdown
    this.#countdown = null
    if (phase !== 'starting' || before === 'starting') return
    const entry = run?.entry?.id ?? -1
    if (this.#isCallAction) {
      expect(entry).toBe(this.#calledNow)
      this.#isHeldByUser = false
      this.#intent = { entry, isAutomatic: false, requests: 0 }
      this.#undecided.delete(`${run?.listId ?? ''} ${entry}`)
      return
    }
    // Without a key, only a visible countdown for this entry that ran to its end starts a call.
    expect(countdown?.entry).toBe(entry)
    if (countdown !== null) {
      expect(under.clock.moment().msSince(countdown.since)).toBeGreaterThanOrEqual(
        countdown.lengthMs - earlyMs
      )
    }
    this.#expectNoHold()
    expect(this.desk.idleMs).toBeLessThan(120_000)
    this.#intent = { entry, isAutomatic: true, requests: 0 }
  }

  #expectNoHold(): void {
    expect(this.#isHeldByUser).toBe(false)
    expect(this.desk.isLocked).toBe(false)
    expect(this.#isWindowVisible).toBe(true)
    expect(this.desk.under.state.get('line').kind).toBe('live')
  }

  #onRequest(): void {
    const { under, store } = this.desk
    const [call] = under.state.get('calls')
    const key = call?.key ?? ''
    if (!key.startsWith('run-')) return
    this.requests += 1
    const claim = store.claims.get(key)
    expect(claim).toBeDefined()
    expect(this.#requested.has(key)).toBe(false)
    this.#requested.add(key)
    if (claim === undefined) return
    const entry = store.entries(claim.listId)[claim.id]
    // The list may have been removed while the request was on its way.
    if (entry !== undefined) {
      expect(entry).toMatchObject({ number: call?.callee, state: 'calling', callKey: key })
    }
    expect(this.#isHeldByUser).toBe(false)
    expect(this.#intent).not.toBe(null)
    if (this.#intent === null) return
    this.#intent.requests += 1
    expect(this.#intent).toMatchObject({ entry: claim.id, requests: 1 })
    const place = `${claim.listId} ${claim.id}`
    if (this.#intent.isAutomatic) {
      this.automaticRequests += 1
      expect(this.#undecided.has(place)).toBe(false)
      if (!this.#isAction) this.#expectNoHold()
    }
    this.#undecided.add(place)
  }

  #check(): void {
    if (this.#broken !== null) throw this.#broken
    const { under, store } = this.desk
    const run = under.state.get('workRun')
    for (const listId of store.lists.keys()) {
      const { entries, byState } = store.progress(listId)
      expect(Object.values(byState).reduce((sum, count) => sum + count, 0)).toBe(entries)
    }
    if (run?.phase.kind === 'wrap-up') expect(run.entry?.callKey).toBe(run.phase.callKey)
    if (run?.phase.kind === 'ready' && run.phase.heldBy !== null) expect(run.isAutomatic).toBe(true)
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#broken ??= error instanceof Error ? error : new Error(String(error))
    }
  }
}
