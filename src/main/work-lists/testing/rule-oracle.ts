import type { RuleAction } from '../../../shared/calling-rules/limits'
import type { CallRecord } from '../../../shared/records/row-schema'
import { failed, succeeded } from '../../../shared/platform/result'
import { blankRecord } from '../../calling-rules/testing/records'
import { rulesOff, type PrompterUnderTest } from '../../dialling/testing/prompt'

const hourMs = 3_600_000
const minuteMs = 60_000
const perHour = 1
/** The zone of the tests is 8 h ahead of UTC. */
const zoneMs = 8 * hourMs

/** A rule that a number certainly breaks, with the reasons by which it may be asked. */
interface Broken {
  kinds: readonly string[]
  action: RuleAction
}

/** Which calling rules a call breaks, as far as it is certain; written without the rules' own code. */
export class RuleOracle {
  readonly #under: PrompterUnderTest
  /** The service answers queries for the tenant's calls. */
  isAnswering = true
  #records: CallRecord[] = []
  /** The colleagues' calls that the program was given. */
  #given = new Set<CallRecord>()
  #ids = 0

  constructor(under: PrompterUnderTest) {
    this.#under = under
    under.tenant.query = (startMs, endMs) => {
      if (!this.isAnswering) return Promise.resolve(failed({ code: 'service-refused' }))
      const calls = this.#records.filter(
        ({ startedAtMs }) => startedAtMs !== null && startedAtMs >= startMs && startedAtMs <= endMs
      )
      for (const call of calls) this.#given.add(call)
      return Promise.resolve(succeeded({ calls, rowCount: calls.length }))
    }
  }

  set(rule: 'doNotCall' | 'hours' | 'attempts', action: RuleAction): void {
    const { callingRules } = this.#under.state.get('settings')
    const attempts = { ...rulesOff.attempts, perHour, perDay: 0, scope: 'tenant' } as const
    const base = rule === 'attempts' ? attempts : callingRules[rule]
    this.#under.changeRules({ [rule]: { ...base, action } })
  }

  colleagueCalls(number: string): void {
    this.#records.push({
      ...blankRecord,
      id: `colleague-${(this.#ids += 1)}`,
      agentId: 5,
      calleeNumber: number,
      startedAtMs: this.#under.clock.now()
    })
  }

  /** The clock was set, or the account left: what the program knows of calls is no longer certain. */
  forget(): void {
    this.#records = []
    this.#given.clear()
  }

  broken(number: string): Broken[] {
    const { doNotCall, hours, attempts } = this.#under.state.get('settings').callingRules
    const nowMs = this.#under.clock.now()
    const minute = Math.floor((nowMs + zoneMs) / minuteMs) % (24 * 60)
    const found: Broken[] = []
    if (this.#under.doNotCall.find(number) !== null) {
      found.push({ kinds: ['do-not-call'], action: doNotCall.action })
    }
    if (minute < 8 * 60 || minute >= 21 * 60) found.push({ kinds: ['outside-hours'], action: hours.action })
    if (this.#callsTo(number, nowMs) >= perHour) {
      found.push({ kinds: ['too-many-attempts'], action: attempts.action })
    }
    return found.filter(({ action }) => action !== 'off')
  }

  /** At least so many calls within the last hour are known. */
  #callsTo(number: string, nowMs: number): number {
    const isRecent = (atMs: number | null): boolean =>
      atMs !== null && atMs <= nowMs && atMs > nowMs - hourMs + minuteMs
    const own = this.#under.state
      .get('calls')
      .filter(
        (call) =>
          call.origin === 'here' &&
          call.callee === number &&
          call.step !== 'requesting' &&
          call.outcome !== 'refused' &&
          isRecent(call.startedAtMs)
      )
    const others = [...this.#given].filter(
      ({ calleeNumber, startedAtMs }) => calleeNumber === number && isRecent(startedAtMs)
    )
    return own.length + others.length
  }
}
