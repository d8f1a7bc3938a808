import type { Call } from '../../shared/calls/schema'
import type { RuleAction } from '../../shared/calling-rules/limits'
import type { CallingRules, RuleBreach } from '../../shared/calling-rules/schema'
import type { CallService } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'
import { attemptsBreach, neededMs } from './attempt-limits'
import type { Attempt, AttemptLog } from './attempt-log'
import { hashOfId } from './attempt-table'
import { outsideHours } from './calling-hours'
import type { DoNotCallList } from './do-not-call-list'
import type { Decided, RuleDecisions } from './rule-decisions'
import { freshMs, TenantAttempts } from './tenant-attempts'
import type { Moment } from '../platform/moment'

/** A dial waits no longer than this for the tenant's calls, in ms. */
export const factsLimitMs = 3_000

/** When a rule is on, the tenant's calls are asked for this long after sign-in, in ms. */
const prepareAfterMs = 5_000

/** The same call in the account's own log and in the service's records begins within this time, in ms. */
const sameCallMs = 2 * 60_000

/** What the calling rules say about a number now. */
export interface RuleCheck {
  /** In the order of the rules; none of a rule that is off. */
  broken: { breach: RuleBreach; action: Exclude<RuleAction, 'off'> }[]
  /** The service is being asked: check again when it resolves, after 3 s at most. Null: all facts are known. */
  facts: Promise<void> | null
}

/** The calling rules as dialling uses them. Every request is checked by them, in `Dialer.send`. */
export interface RuleChecker {
  check(number: string): RuleCheck
  /** The length of the period `total`, in days. */
  totalDays(): number
  /** Writes down what was asked or refused. */
  decided(decision: Decided): void
}

/** The calling rules of an account, with the calls that they count. */
export interface OpenedRules extends RuleChecker {
  /** Keeps a call of the account's desk phone as an attempt. */
  onCall(call: Call): void
  close(): void
}

/** The numbers of the user's file; see `files/blocked-numbers.ts`. */
export interface BlockedNumbers {
  has(number: string): boolean
}

interface AccountRulesDeps {
  settings: () => CallingRules
  /** The service's clock; hours and dates of the list are in this computer's time. */
  clock: ServiceClock
  service: Pick<CallService, 'queryByPeriod'>
  list: Pick<DoNotCallList, 'find' | 'isKnown'>
  blocked: BlockedNumbers
  attempts: AttemptLog
  decisions: Pick<RuleDecisions, 'note'>
  /** IANA; null: the computer's. */
  timeZone?: () => string | undefined
}

/** The calling rules of the signed-in account. */
export class AccountRules implements OpenedRules {
  readonly #deps: AccountRulesDeps
  readonly #tenant: TenantAttempts
  readonly #cancelPrepare: () => void
  /** When a dial last waited in vain. */
  #gaveUp: Moment | null = null

  constructor(deps: AccountRulesDeps) {
    this.#deps = deps
    this.#tenant = new TenantAttempts({
      service: deps.service,
      clock: deps.clock,
      neededMs: () => neededMs(deps.settings().attempts)
    })
    this.#cancelPrepare = this.#isTenantNeeded()
      ? deps.clock.after(prepareAfterMs, () => void this.#refresh())
      : () => undefined
  }

  check(number: string): RuleCheck {
    const { doNotCall, hours, attempts } = this.#deps.settings()
    const broken: RuleCheck['broken'] = []
    const add = (action: RuleAction, breach: RuleBreach | null): void => {
      if (action !== 'off' && breach !== null) broken.push({ action, breach: this.#withinHours(breach) })
    }
    if (doNotCall.action !== 'off') add(doNotCall.action, this.#onList(number))
    if (hours.action !== 'off') {
      const outside = outsideHours(hours.days, this.#deps.clock.wallNow(), this.#deps.timeZone?.())
      add(hours.action, outside === null ? null : { kind: 'outside-hours', ...outside })
    }
    if (attempts.action === 'off') return { broken, facts: null }
    const refreshing = this.#refresh()
    const isAwaited = refreshing !== null && !this.#hasJustGivenUp()
    const breach = this.#attemptsTo(number, attempts)
    const isUnknown = breach?.kind === 'attempts-unknown'
    // While the service is being asked, only what is known already counts.
    if (!(isUnknown && isAwaited)) add(isUnknown ? attempts.whenUnknown : attempts.action, breach)
    return { broken, facts: isAwaited ? this.#within(refreshing) : null }
  }

  totalDays(): number {
    return this.#deps.settings().attempts.totalDays
  }

  decided(decision: Decided): void {
    this.#deps.decisions.note(decision)
  }

  onCall(call: Call): void {
    this.#deps.attempts.note(call)
  }

  close(): void {
    this.#cancelPrepare()
    this.#deps.attempts.flush()
    this.#tenant.close()
  }

  /** Another rule's end can lie outside the calling hours: then the call is possible when they begin. */
  #withinHours(breach: RuleBreach): RuleBreach {
    const { hours } = this.#deps.settings()
    if (hours.action === 'off' || breach.possibleAtMs === null) return breach
    const outside = outsideHours(hours.days, breach.possibleAtMs, this.#deps.timeZone?.())
    return outside === null ? breach : { ...breach, ...outside }
  }

  #onList(number: string): RuleBreach | null {
    const entry = this.#deps.list.find(number)
    if (entry !== null) {
      const { reason, addedAtMs, untilMs } = entry
      return { kind: 'do-not-call', reason, addedAtMs, possibleAtMs: untilMs }
    }
    if (this.#deps.blocked.has(number)) {
      return { kind: 'do-not-call', reason: '', addedAtMs: null, possibleAtMs: null }
    }
    return this.#deps.list.isKnown() ? null : { kind: 'do-not-call-unknown', possibleAtMs: null }
  }

  #attemptsTo(number: string, rules: CallingRules['attempts']): RuleBreach | null {
    const nowMs = this.#deps.clock.now()
    const own = this.#deps.attempts.to(number)
    const isTenant = rules.scope === 'tenant'
    const others = isTenant ? this.#tenant.to(number) : []
    const isKnownElsewhere = ({ atMs, id }: Attempt): boolean =>
      others.some((call) =>
        id === null ? Math.abs(call.atMs - atMs) < sameCallMs : call.id === hashOfId(id)
      )
    const atMs = [...others, ...own.filter((attempt) => !isKnownElsewhere(attempt))].map((call) => call.atMs)
    const ownFromMs = this.#deps.attempts.isKnown() ? 0 : Infinity
    const knownFromMs = isTenant ? this.#tenant.knownFromMs() : ownFromMs
    const breach = attemptsBreach({ rules, atMs, knownFromMs, nowMs })
    if (breach?.possibleAtMs == null) return breach
    // Shown to the user, and so in this computer's time.
    return { ...breach, possibleAtMs: breach.possibleAtMs - this.#deps.clock.offsetMs() }
  }

  /** Asks the service if the rules need it; null: they don't, or it was just asked. */
  #refresh(): Promise<void> | null {
    return this.#isTenantNeeded() ? this.#tenant.refresh() : null
  }

  #isTenantNeeded(): boolean {
    const { attempts } = this.#deps.settings()
    return attempts.action !== 'off' && attempts.scope === 'tenant' && neededMs(attempts) > 0
  }

  #hasJustGivenUp(): boolean {
    return this.#gaveUp !== null && this.#deps.clock.moment().msSince(this.#gaveUp) < freshMs
  }

  /** Requests go on after the limit, for the next dial. */
  #within(refreshing: Promise<void>): Promise<void> {
    const { clock } = this.#deps
    return new Promise((resolve) => {
      const cancelTimer = clock.after(factsLimitMs, () => {
        this.#gaveUp = clock.moment()
        resolve()
      })
      void refreshing.then(() => {
        cancelTimer()
        resolve()
      })
    })
  }
}
