import { expect } from 'vitest'
import type { Moment } from '../../platform/moment'
import { RuleOracle } from './rule-oracle'
import { RunDesk } from './run-desk'

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
  readonly rules: RuleOracle
  requests = 0
  automaticRequests = 0
  countdowns = 0
  #broken: Error | null = null
  readonly #requested = new Set<string>()
  /** The entries that were requested, and that neither the user nor the service decided about since. */
  readonly #undecided = new Set<string>()
  /** The entries of the requests that await a reply, in order; null: of another call. */
  readonly #awaited: (string | null)[] = []
  /** The entries whose last request got no reply. */
  readonly #lost = new Set<string>()
  #isHeldByUser = false
  #countdown: { entry: number; since: Moment; lengthMs: number } | null = null
  #lastPhase: string | null = null
  #intent: Intent | null = null
  #isAction = false
  #isWindowVisible = true
  /** What the user confirmed of the intent. */
  #confirmed: readonly string[] = []
  #calledNow: number | null = null

  constructor() {
    this.desk = new RunDesk(3, () => this.#guard(() => this.#onRequest()))
    const { under, store } = this.desk
    under.state.onChange((topic) => {
      if (topic === 'workRun') this.#guard(() => this.#onRun())
    })
    this.rules = new RuleOracle(under)
    store.onClaim = (listId, id) => this.#guard(() => this.#onClaim(listId, id))
    store.onChange = ({ listId, id, from, to, by }) =>
      this.#guard(() => {
        // The service refused it, or it was never sent, or the user decided.
        if (by !== 'claim' && by !== 'accepted' && by !== 'update' && by !== 'doubt') {
          this.#undecided.delete(`${listId} ${id}`)
        }
        if (by === 'claim') {
          expect(['calling', 'never']).not.toContain(from)
          this.#lost.delete(`${listId} ${id}`)
        }
        // It may have been called: only the user puts it back.
        if (by === 'release') expect(this.#lost.has(`${listId} ${id}`)).toBe(false)
        if (by !== 'update' && by !== 'accepted' && by !== 'edit')
          expect(to === from && by === 'claim').toBe(false)
        if (by !== 'edit') this.desk.listsChanged()
      })
  }

  actionBegins(): void {
    this.#isAction = true
  }

  actionEnds(): void {
    this.#isAction = false
    this.check()
  }

  /** The oldest request is answered. `isLost`: its reply doesn't arrive. */
  replied(isLost: boolean): void {
    const place = this.#awaited.shift()
    if (isLost && place != null) this.#lost.add(place)
  }

  /** No reply arrives any more. */
  disconnected(): void {
    while (this.#awaited.length > 0) this.replied(true)
  }

  /** The user holds. */
  held(): void {
    this.#isHeldByUser = true
  }

  windowVisible(isVisible: boolean): void {
    this.#isWindowVisible = isVisible
  }

  /** The user presses the key for an entry; null: it is released. */
  pressed(entry: number | null): void {
    this.#calledNow = entry
  }

  /** The user answers the question that is shown, which counts if it could be read. */
  confirming(): void {
    const prompt = this.desk.under.state.get('prompt')
    if (prompt.kind === 'confirming' && prompt.source === 'work-list') {
      this.#confirmed = prompt.reasons.map(({ kind }) => kind)
    }
  }

  /** The user decides: what was held goes on, and an entry may be called again. */
  decided(): void {
    this.#isHeldByUser = false
    const run = this.desk.under.state.get('workRun')
    if (run?.entry != null) this.#undecided.delete(`${run.listId} ${run.entry.id}`)
  }

  forget(): void {
    this.#intent = null
    this.#countdown = null
    this.#isHeldByUser = false
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
    if (this.#calledNow !== null) {
      expect(entry).toBe(this.#calledNow)
      this.#isHeldByUser = false
      this.#confirmed = []
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
    this.#confirmed = []
    this.#intent = { entry, isAutomatic: true, requests: 0 }
  }

  #expectNoHold(): void {
    expect(this.#isHeldByUser).toBe(false)
    expect(this.desk.isLocked).toBe(false)
    expect(this.#isWindowVisible).toBe(true)
    expect(this.desk.under.state.get('line').kind).toBe('live')
  }

  /** Right before the request: no rule is broken without a question that was shown and confirmed. */
  #onClaim(listId: string, id: number): void {
    const number = this.desk.store.entries(listId)[id]?.number ?? ''
    for (const { kinds, action } of this.rules.broken(number)) {
      expect(action).toBe('ask')
      expect(this.#confirmed.some((kind) => kinds.includes(kind))).toBe(true)
    }
  }

  #onRequest(): void {
    const { under, store } = this.desk
    const [call] = under.state.get('calls')
    const key = call?.key ?? ''
    const claim = store.claims.get(key)
    this.#awaited.push(claim === undefined ? null : `${claim.listId} ${claim.id}`)
    if (!key.startsWith('run-')) return
    this.requests += 1
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

  check(): void {
    if (this.#broken !== null) throw this.#broken
    const { under, store } = this.desk
    const run = under.state.get('workRun')
    for (const listId of store.lists.keys()) {
      const { entries, byState } = store.progress(listId)
      expect(Object.values(byState).reduce((sum, count) => sum + count, 0)).toBe(entries)
      for (const { state, dueAtMs, callKey } of store.entries(listId)) {
        expect([state, dueAtMs !== null]).toEqual([state, state === 'later'])
        if (state === 'calling' || state === 'unsure') expect(store.claims.has(callKey ?? '')).toBe(true)
      }
    }
    if (run?.phase.kind === 'countdown') this.#expectNoHold()
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
