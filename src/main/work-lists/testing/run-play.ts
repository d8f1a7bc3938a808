import { expect } from 'vitest'
import { entryNumber } from './memory-store'
import type { RunAction } from './run-actions'
import { listIds, type RunDesk } from './run-desk'
import { RunWatch } from './run-watch'

/** More operations of the store in one action are a loop. */
const maxOperations = 2_000

/** Plays actions on a desk that is watched. */
export class RunPlay {
  readonly watch = new RunWatch()
  readonly #failures = { left: 0 }

  constructor() {
    this.desk.store.takeFailure = () => {
      if (this.#failures.left === 0) return false
      this.#failures.left -= 1
      return true
    }
  }

  get desk(): RunDesk {
    return this.watch.desk
  }

  get #watch(): RunWatch {
    return this.watch
  }

  async run(action: RunAction): Promise<void> {
    const { store } = this.desk
    store.allowed = maxOperations
    this.watch.actionBegins()
    await this.act(action)
    await this.desk.settle()
    this.watch.actionEnds()
    expect(store.allowed).toBeGreaterThan(0)
  }

  /** Whatever happened, the user can finish both lists. */
  async end(): Promise<void> {
    const { desk } = this
    const { store } = desk
    this.#failures.left = 0
    store.delay = () => Promise.resolve()
    for (const one of listIds) {
      if (!store.lists.has(one)) continue
      this.#watch.forget()
      store.allowed = maxOperations
      this.#watch.disconnected()
      await desk.restart()
      this.#watch.windowVisible(true)
      this.start(one)
      await desk.settle()
      for (let step = 0; step < 200 && desk.phase !== 'finished' && desk.phase !== null; step += 1) {
        store.allowed = maxOperations
        await this.#finishOne()
      }
      expect(desk.phase).toBe('finished')
      for (const { state } of store.entries(one)) expect(['done', 'skipped', 'never']).toContain(state)
    }
    await this.#refuseAll()
    this.#watch.check()
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
        await this.#refuseAll()
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

  async #refuseAll(): Promise<void> {
    const { under } = this.desk
    while (under.waiting() > 0) {
      this.#watch.replied(false)
      await under.refuse()
    }
  }

  #endOwnCalls(): void {
    const { under } = this.desk
    for (const call of under.state.get('calls')) {
      if (call.step === 'ended') continue
      under.hear(call.callId ?? `late-${call.key}`, call.callee, 'hangup')
    }
  }

  async act(action: RunAction): Promise<void> {
    const { desk } = this
    const watch = this.#watch
    const { under, store, run } = desk
    const hasRun = under.state.get('workRun') !== null
    const entry = hasRun ? desk.entry : 0
    switch (action.do) {
      case 'start':
      case 'continue':
        if (store.lists.has(listIds[action.list])) this.start(listIds[action.list])
        return
      case 'stop':
        run.stop()
        watch.forget()
        return
      case 'hold':
        if (run.hold().ok) watch.held()
        return
      case 'resume':
        watch.decided()
        run.resume()
        return
      case 'smooth':
        desk.isLocked = false
        desk.idleMs = 0
        watch.windowVisible(true)
        run.onPresence('unlock')
        run.setWindowVisible(true)
        run.setTyping(false)
        under.state.set('line', { kind: 'live', sinceMs: under.clock.now() })
        watch.decided()
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
        desk.addCallback(`other-${watch.requests}`, desk.call?.key ?? null, under.clock.now() + 600_000)
        return
      case 'automatic':
        watch.decided()
        run.setAutomatic(action.isOn)
        return
      case 'typing':
        run.setTyping(action.isOn)
        return
      case 'window':
        run.setWindowVisible(action.isOn)
        watch.windowVisible(action.isOn)
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
        watch.replied(action.kind === 'lost')
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
        watch.confirming()
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
        watch.forget()
        watch.disconnected()
        await desk.restart(action.isSaved)
        watch.windowVisible(true)
        return
      case 'sign-out':
        watch.forget()
        desk.saveCalls()
        watch.disconnected()
        await desk.restart(false)
        watch.windowVisible(true)
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
      case 'rule':
        watch.rules.set(action.rule, action.action)
        return
      case 'do-not-call': {
        const number = entryNumber(action.list, action.entry)
        if (action.isOn) under.doNotCall.add([number], { reason: '', untilMs: null })
        else under.doNotCall.remove([number])
        return
      }
      case 'colleague':
        watch.rules.colleagueCalls(entryNumber(action.list, action.entry))
        return
      case 'records':
        watch.rules.isAnswering = action.isAnswered
        return
      case 'pass':
        await under.clock.advance(action.ms)
        return
      case 'sleep':
        await under.clock.sleep(action.ms, { isCounted: action.isCounted })
        return
      case 'jump':
        under.clock.jumpWall(action.ms)
        watch.rules.forget()
        return
      case 'store':
        this.#failures.left = action.failures
        store.delay =
          action.delayMs === 0
            ? () => Promise.resolve()
            : () => new Promise((resolve) => under.clock.after(action.delayMs, resolve))
    }
  }

  start(listId: string): void {
    const { under, run } = this.desk
    const before = under.state.get('workRun')
    // Another list, or a finished one again: its work begins anew.
    if (before?.listId !== listId || before.phase.kind === 'finished') this.#watch.forget()
    run.start(listId)
  }

  #call(entry: number, times: number, isStale: boolean): void {
    const { run } = this.desk
    const before = this.#watch.requests
    for (let press = 0; press < times; press += 1) {
      if (isStale) expect(run.call(entry + 1).ok).toBe(false)
      else {
        this.#watch.pressed(entry)
        const called = run.call(entry)
        this.#watch.pressed(null)
        // A second press counts only if the first one was refused at once.
        if (called.ok) this.#watch.decided()
        if (called.ok && press > 0) expect(this.#watch.requests).toBe(before)
      }
    }
  }

  /** Waits for a command, but not for a store that needs the clock. */
  async #brief(command: Promise<unknown>): Promise<void> {
    await Promise.race([command, this.desk.settle()])
  }
}
