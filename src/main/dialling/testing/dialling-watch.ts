import { expect } from 'vitest'
import { calleeRegion } from '../../../shared/dialling/caller-choice'
import type { DialReason, Prompt } from '../../../shared/dialling/schema'
import { failed, succeeded } from '../../../shared/platform/result'
import type { Settings } from '../../../shared/app/schema'
import { blankRecord } from '../../calling-rules/testing/records'
import { settleMs } from '../key-press'
import { Moment } from '../../platform/moment'
import { findNumbers } from '../../numbers/number'
import { readLimitMs } from '../prompt/pending-presses'
import { failureMs, noticeMs, unreadMs } from '../prompt/prompt-state'
import type { Action } from './dialling-action'
import { WatchedIntents } from './watched-intents'
import { openPrompter, testAccount, type PrompterUnderTest } from './prompt'

/** The caller numbers of every account in a run; the first is the default. */
export const watchedCallers = ['02583456789', '02155550101', '13700137000'] as const

const hourOf = new Map(
  ['Asia/Shanghai', 'America/New_York'].map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone })
  ])
)

/** How early clock timers fire at most, in ms. */
const earlyMs = 0.9

/**
 * Watches one run and throws at the first violation. It doesn't use the implementation of dialling: it sees the
 * actions, the prompt, and each request as it is sent.
 */
export class Watch {
  readonly under: PrompterUnderTest
  private readonly intents = new WatchedIntents(
    () => this.nowMs(),
    () => this.shown()
  )
  private doing: Action['do'] | null = null
  /** The prompt visible to the user at the current action, and since when. */
  private seen: Prompt = { kind: 'none' }
  private seenSinceMs = 0
  /** When each call was added to the list. */
  private cameMs = new Map<string, number>()
  private lastRequested: string | null = null
  private answeredSinceMs = 0
  private fetchesUntilMs = 0
  private lastPressMs = -Infinity
  private lastRedialMs = -Infinity
  private isSignedIn = true
  private salesmanCode: string | null = null
  private knownCodes = new Set<string>()
  private broken: Error | null = null
  private requests: {
    dial: string
    atMs: number
    reply: 'waiting' | 'accepted' | 'refused' | 'lost'
    /** The caller number that the user chose for this call. */
    chosen: string | null
  }[] = []
  /** The numbers and the chosen caller number of the last question or pause. */
  private lastAsked: { dials: string[]; chosen: string | null } = { dials: [], chosen: null }
  private callerAtMs = -Infinity
  /** The caller number chosen by the click under way. */
  private clicked: string | null = null
  /** The last caller number chosen for each region, once a call with it was accepted. */
  private regionCallers = new Map<string, string>()
  private listed = new Set<string>()
  private colleagues: { number: string; atMs: number }[] = []
  /** Times of the service and of this computer may differ from then on. */
  private isClockChanged = false
  /** Reasons confirmed while the service was asked once more before the call. */
  private confirmedBefore: readonly string[] = []
  private tenantAnswer: 'all' | 'error' | 'silent' = 'all'

  constructor(dialling: Partial<Settings['dialling']>) {
    this.under = openPrompter((request) => {
      // An exception here would be treated as a reply of the service.
      try {
        this.judge(request.calleeNumber)
        this.judgeRules(request.calleeNumber)
        this.judgeCaller(request.calleeNumber, request.callerNumber)
      } catch (error) {
        this.broken ??= error instanceof Error ? error : new Error(String(error))
      }
      this.intents.clear()
      this.lastRequested = request.calleeNumber
      this.requests.push({
        dial: request.calleeNumber,
        atMs: this.nowMs(),
        reply: 'waiting',
        chosen: this.chosenFor(request.calleeNumber)
      })
    })
    this.under.change(dialling)
    this.under.tenant.query = () => this.answerTenant()
    this.under.setCallers(...watchedCallers)
    let shownId: number | null = null
    this.under.state.onChange((topic) => {
      const prompt = this.under.state.get('prompt')
      const id = prompt.kind === 'none' ? null : prompt.id
      if (topic === 'prompt' && id !== shownId) this.seenSinceMs = this.nowMs()
      if (topic === 'prompt') this.onPrompt(prompt)
      shownId = id
      for (const { key } of this.under.state.get('calls')) {
        if (!this.cameMs.has(key)) this.cameMs.set(key, this.nowMs())
      }
    })
  }

  private onPrompt(prompt: Prompt): void {
    const isConfirmed = this.doing === 'confirm' && this.seen.kind === 'confirming'
    if (prompt.kind === 'checking') {
      if (isConfirmed && this.seen.kind === 'confirming') {
        this.confirmedBefore = this.seen.reasons.map(({ kind }) => kind)
      }
    } else if (prompt.kind !== 'none') this.confirmedBefore = []
    if ('caller' in prompt) this.lastAsked = { dials: this.shown(), chosen: prompt.caller?.number ?? null }
    // A prompt is cleared just before its request; a later request has nothing to do with it.
    else if (prompt.kind !== 'none') this.lastAsked = { dials: [], chosen: null }
  }

  /** Ms of the monotonic clock: changes of the wall clock affect no rule. */
  private nowMs = (): number => this.under.clock.moment().msSince(new Moment(0))
  private agoMs = (key: string): number => this.nowMs() - (this.cameMs.get(key) ?? 0)
  private settings = (): Settings['dialling'] => this.under.state.get('settings').dialling

  /** Checks all rules when a request is sent. */
  private judge(dial: string): void {
    const intents = this.intents.validFor(dial)
    const { seen } = this
    const said =
      this.doing === 'confirm' && seen.kind === 'confirming' && seen.number.dial === dial ? seen.reasons : []
    /** True if the user confirmed a question that showed the reason. */
    const isAnswered = (...kinds: DialReason['kind'][]): boolean =>
      said.some((reason) => kinds.includes(reason.kind)) ||
      kinds.some((kind) => this.confirmedBefore.includes(kind))
    const number = findNumbers(dial)[0]
    const calls = this.under.state.get('calls')
    const others = calls.filter((call) => call.step !== 'requesting')

    expect(this.isSignedIn, 'nobody is signed in').toBe(true)
    expect(intents, 'no intent, or it was used, replaced or cancelled').not.toEqual([])
    expect(
      this.requests.filter(({ reply }) => reply === 'waiting'),
      'one waits already'
    ).toEqual([])
    for (const former of this.requests) {
      if (former.dial !== dial || former.reply === 'refused') continue
      expect(this.nowMs() - former.atMs, 'the same number within 3 s').toBeGreaterThanOrEqual(3_000)
    }
    if (said.length > 0 || this.doing === 'choose') {
      expect(this.nowMs() - this.answeredSinceMs, 'the user can’t have read it').toBeGreaterThanOrEqual(
        unreadMs
      )
    }
    const { policy, askAgainWithinMs, undoPauseMs } = this.settings()
    if (policy === 'ask-always') expect(isAnswered('always'), 'always asked').toBe(true)
    if (policy === 'ask-when-doubtful' && number?.kind === 'doubtful') {
      expect(isAnswered('doubtful'), 'a doubtful number').toBe(true)
    }
    const isOnlyLink = intents.every((one) => one.source === 'link')
    if (isOnlyLink) expect(isAnswered('link'), 'a link').toBe(true)
    const isUnderWay = others.some((call) => call.step !== 'ended' && this.agoMs(call.key) < 10 * 60_000)
    if (isUnderWay) {
      expect(isAnswered('call-under-way', 'outcome-unknown'), 'a call is under way').toBe(true)
    }
    const isRecent = others.some(
      (call) => call.callee === dial && call.outcome !== 'refused' && this.agoMs(call.key) < askAgainWithinMs
    )
    if (isRecent) expect(isAnswered('called-recently'), 'called recently').toBe(true)
    if (this.salesmanCode !== null && !this.knownCodes.has(this.salesmanCode)) {
      expect(isAnswered('new-salesman'), 'a new salesman').toBe(true)
    }
    const isByHand =
      this.confirmedBefore.length > 0 ||
      this.doing === 'confirm' ||
      this.doing === 'choose' ||
      this.doing === 'click'
    const isDue = intents.some((one) => one.isRepeated || this.nowMs() - one.atMs >= undoPauseMs - 1)
    expect(isByHand || isDue, 'the pause to undo').toBe(true)
  }

  /** A request that breaks a rule was confirmed by a question that named the rule; none breaks one that refuses. */
  private judgeRules(dial: string): void {
    const { seen } = this
    const said =
      this.doing === 'confirm' && seen.kind === 'confirming' && seen.number.dial === dial ? seen.reasons : []
    const confirmed = new Set<string>(this.confirmedBefore)
    for (const { kind } of said) confirmed.add(kind)
    const { doNotCall, hours, attempts } = this.under.state.get('settings').callingRules
    const judgeOne = (isBroken: boolean, action: string, ...kinds: string[]): void => {
      if (!isBroken || action === 'off') return
      expect(action, `refused: ${kinds.join()}`).toBe('ask')
      expect(
        [...confirmed].some((kind) => kinds.includes(kind)),
        `not asked: ${kinds.join()}`
      ).toBe(true)
    }
    judgeOne(this.listed.has(dial), doNotCall.action, 'do-not-call')
    const nowMs = this.under.clock.now()
    const hour = Number(hourOf.get(this.under.zone.timeZone)?.format(nowMs))
    // The hours of the test are whole hours of every day.
    const [day] = hours.days
    const isOpen = day !== undefined && day.fromMinute / 60 <= hour && hour < day.toMinute / 60
    judgeOne(!isOpen, hours.action, 'outside-hours')
    const own = this.requests.filter(
      (one) => one.dial === dial && (one.reply === 'accepted' || one.reply === 'lost')
    )
    const isWithin = (agoMs: number): boolean => agoMs < 3_600_000
    const ownCount = own.filter(({ atMs }) => isWithin(this.nowMs() - atMs)).length
    if (attempts.perHour === 0) return
    judgeOne(ownCount >= attempts.perHour && !this.isClockChanged, attempts.action, 'too-many-attempts')
    if (attempts.scope !== 'tenant' || this.tenantAnswer !== 'all' || this.isClockChanged) return
    // Calls that began in the last seconds may have come after the query.
    const others = this.colleagues.filter(
      ({ number, atMs }) => number === dial && isWithin(nowMs - atMs) && nowMs - atMs > 20_000
    )
    const isBroken = ownCount + others.length >= attempts.perHour
    judgeOne(isBroken, attempts.action, 'too-many-attempts', 'attempts-unknown')
  }

  private answerTenant(): ReturnType<PrompterUnderTest['tenant']['query']> {
    if (this.tenantAnswer === 'silent') return new Promise(() => undefined)
    if (this.tenantAnswer === 'error') return Promise.resolve(failed({ code: 'unreachable' }))
    const calls = this.colleagues.map(({ number, atMs }, at) => ({
      ...blankRecord,
      id: `colleague-${at}`,
      calleeNumber: number,
      startedAtMs: atMs
    }))
    return Promise.resolve(succeeded({ calls, rowCount: calls.length }))
  }

  /** The caller number that the user chose for the request being sent. */
  private chosenFor(dial: string): string | null {
    if (this.doing === 'click') return this.clicked
    const { dials, chosen } = this.lastAsked
    // A number sent without a prompt of its own is a new call, whatever the replaced prompt was about.
    const isAbout = this.doing === 'choose' ? dials.includes(dial) : dials.join() === dial
    return isAbout ? chosen : null
  }

  /** The request has the caller number that the user saw: the chosen one, the region's last one, or the default. */
  private judgeCaller(dial: string, callerNumber: string | null): void {
    const [number] = findNumbers(dial)
    const remembered = number === undefined ? undefined : this.regionCallers.get(calleeRegion(number))
    expect(callerNumber, 'the caller number that was shown').toBe(
      this.chosenFor(dial) ?? remembered ?? watchedCallers[0]
    )
    const isByHand = this.doing === 'confirm' || this.doing === 'choose' || this.doing === 'click'
    const isRepeated = this.intents.isRepeated(dial)
    const isRestarted = this.nowMs() - this.callerAtMs >= this.settings().undoPauseMs - 1
    expect(isByHand || isRepeated || isRestarted, 'the pause after another caller number').toBe(true)
  }

  /** The numbers in the visible prompt. */
  private shown(): string[] {
    const prompt = this.under.state.get('prompt')
    switch (prompt.kind) {
      case 'pausing':
      case 'confirming':
      case 'checking':
        return [prompt.number.dial]
      case 'choosing':
        return prompt.numbers.map((number) => number.dial)
      case 'none':
      case 'no-number':
      case 'refused':
        return []
    }
  }

  private press(pressed: string, fetchMs: number | null): void {
    const { clock, prompter } = this.under
    const sinceMs = this.nowMs() - this.lastPressMs
    this.lastPressMs = this.nowMs()
    if (sinceMs < settleMs) {
      // The previous press may have been the start of a held key, and then replaced nothing.
      this.intents.reopen()
      if (this.nowMs() >= this.fetchesUntilMs) {
        this.intents.forgetRepeats()
      }
    } else {
      // While a text is being fetched, another press may not count: then it never replaces anything.
      const isFetching = this.nowMs() < this.fetchesUntilMs
      const judgedMs = settleMs + Math.min(fetchMs ?? 0, readLimitMs)
      this.intents.want(pressed, 'hot-key', isFetching ? Infinity : judgedMs)
    }
    this.fetchesUntilMs = Math.max(this.fetchesUntilMs, this.nowMs() + settleMs + (fetchMs ?? -settleMs))
    prompter.press(
      fetchMs === null
        ? pressed
        : () => new Promise((resolve) => void clock.after(fetchMs, () => resolve(succeeded(pressed))))
    )
  }

  async run(next: Action): Promise<void> {
    const { clock, prompter } = this.under
    this.seen = this.under.state.get('prompt')
    this.answeredSinceMs = this.seenSinceMs
    this.doing = next.do
    switch (next.do) {
      case 'press':
        this.press(next.text, next.fetchMs)
        break
      case 'hold':
        this.press(next.text, null)
        await clock.advance(500)
        for (let repeat = 0; repeat < next.repeats; repeat += 1) {
          // The first repeat is too late to be distinguished from a press by its delay alone.
          this.lastPressMs = this.nowMs()
          prompter.press(next.text)
          await clock.advance(33)
        }
        break
      case 'burst':
        for (let index = 0; index < next.presses; index += 1) {
          this.press(next.text, null)
          await clock.advance(33)
        }
        break
      case 'begin':
        this.intents.want(next.text, next.source)
        prompter.begin(next.source === 'link' ? `tel:${next.text}` : next.text, next.source)
        break
      case 'redial': {
        const isByKey = next.source === 'hot-key'
        // The newer of the two keys wins: a pending press has replaced nothing.
        if (isByKey) this.intents.reopen()
        const isHeld = isByKey && this.nowMs() - this.lastRedialMs < settleMs
        if (isByKey) this.lastRedialMs = this.nowMs()
        if (this.lastRequested !== null && !isHeld) {
          this.intents.want(this.lastRequested, next.source, isByKey ? settleMs : 0)
        }
        prompter.redialLast(next.source)
        break
      }
      case 'click':
        this.intents.want(next.text, 'window')
        this.clicked = next.caller ?? null
        for (let click = 0; click < next.clicks; click += 1) {
          const caller = next.caller === undefined ? null : { number: next.caller }
          void prompter.dialFromWindow(next.text, caller)
        }
        break
      case 'caller':
        this.chooseCaller(next.number)
        break
      case 'choose':
        this.intents.reopen(this.shown())
        this.under.choose(next.index)
        break
      case 'confirm':
        this.intents.reopen(this.shown())
        this.under.confirm()
        break
      case 'cancel':
        this.intents.clear()
        prompter.cancel()
        break
      case 'pass':
        await clock.advance(next.ms)
        break
      case 'reply':
        await this.reply(next.kind)
        break
      case 'event':
        this.under.hear(
          next.call,
          next.callee,
          next.state,
          next.startedAgoMs === null ? undefined : clock.now() - next.startedAgoMs
        )
        break
      case 'links':
        for (const text of next.texts) {
          this.intents.want(text, 'link')
          prompter.begin(`tel:${text}`, 'link')
        }
        break
      case 'jump':
        this.isClockChanged = true
        clock.jumpWall(next.ms)
        break
      case 'sleep':
        this.isClockChanged = true
        await clock.sleep(next.ms, next)
        break
      case 'fire-early':
        clock.fireEarly(earlyMs)
        break
      case 'rules':
        this.under.changeRules(next.rules)
        break
      case 'do-not-call':
        if (next.isListed) {
          this.listed.add(next.number)
          this.under.doNotCall.add([next.number], { reason: '', untilMs: null })
        } else {
          this.listed.delete(next.number)
          this.under.doNotCall.remove([next.number])
        }
        break
      case 'colleague':
        this.colleagues.push({ number: next.number, atMs: clock.now() - next.agoMs })
        break
      case 'tenant':
        this.tenantAnswer = next.answer
        break
      case 'zone':
        this.under.zone.timeZone = next.timeZone
        break
      case 'sign-out':
        this.leave()
        this.under.signOut()
        break
      case 'sign-in':
        if (this.isSignedIn) this.under.signOut()
        this.leave()
        this.isSignedIn = true
        this.salesmanCode = next.salesmanCode
        this.under.signIn({ ...testAccount, salesmanCode: next.salesmanCode })
        this.under.setCallers(...watchedCallers)
    }
    await clock.advance(0)
    this.doing = null
    if (this.shown().length === 0) this.lastAsked = { dials: [], chosen: null }
    this.checkPrompt()
  }

  /** Changes nothing but the caller number and the end of a pause. */
  private chooseCaller(number: string): void {
    const before = this.under.state.get('prompt')
    this.under.setCaller(number)
    const after = this.under.state.get('prompt')
    if (!('caller' in before)) {
      expect(after).toEqual(before)
      return
    }
    this.callerAtMs = this.nowMs()
    const times = after.kind === 'pausing' ? { startedAtMs: after.startedAtMs, untilMs: after.untilMs } : {}
    expect(after).toEqual({ ...before, ...times, caller: { number } })
  }

  private leave(): void {
    this.intents.clear()
    this.regionCallers = new Map()
    this.isSignedIn = false
    // Another account's dialler knows nothing of this one's requests.
    this.requests = []
    this.lastRequested = null
  }

  private async reply(kind: 'accepted' | 'refused' | 'lost'): Promise<void> {
    const request = this.requests.find(({ reply }) => reply === 'waiting')
    if (request === undefined) return
    request.reply = kind
    if (kind === 'accepted') {
      const [number] = findNumbers(request.dial)
      if (number !== undefined && request.chosen !== null) {
        this.regionCallers.set(calleeRegion(number), request.chosen)
      }
      if (this.salesmanCode !== null) this.knownCodes.add(this.salesmanCode)
      await this.under.answer()
    } else if (kind === 'refused') await this.under.refuse()
    else await this.under.lose()
  }

  private checkPrompt(): void {
    if (this.broken !== null) throw this.broken
    const prompt = this.under.state.get('prompt')
    if (prompt.kind === 'no-number' || prompt.kind === 'refused') {
      expect(this.nowMs() - this.seenSinceMs, 'a notice that has not gone').toBeLessThan(failureMs)
    }
  }

  /** After any actions: timed prompts have ended, and cancelling clears a question. */
  async end(): Promise<void> {
    const { clock, prompter, state } = this.under
    this.doing = 'pass'
    await clock.advance(10_000)
    expect(['none', 'choosing', 'confirming', 'refused']).toContain(state.get('prompt').kind)
    await clock.advance(noticeMs)
    expect(['none', 'choosing', 'confirming']).toContain(state.get('prompt').kind)
    this.checkPrompt()
    this.intents.clear()
    prompter.cancel()
    const sent = this.under.sent.length
    await clock.advance(60_000)
    expect(state.get('prompt').kind).toBe('none')
    expect(this.under.sent).toHaveLength(sent)
  }
}
