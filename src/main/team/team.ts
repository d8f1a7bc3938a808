import type { Call, LineStatus } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import { maxTeamLabelLength, maxTeamSize } from '../../shared/team/team'
import type { TeamEntry } from '../../shared/team/schema'
import type { Clock, TeamFile, MonitorMessage } from '../platform/ports'
import type { Moment } from '../platform/moment'
import { hearPhone, memberOf, missPhone, resolvePhone, unheardPhone, type TeamPhone } from './team-member'
import type { StateStore } from '../platform/state-store'

/** While events arrive, the state's `team` is published at most this often, in ms. */
const publishEveryMs = 250

/** The colleagues' desk phones. */
export interface Team {
  /** Ignores messages of desk phones that aren't in the list. */
  hear(message: MonitorMessage, heardAtMs: number): void
  /** `gapSinceMs`: on becoming live, since when events may have been missed, epoch ms; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** Records of a gap, of any desk phones; the records of one gap can arrive in parts. */
  onRecords(records: readonly CallRecord[]): void
  /** The service refuses to let this desk phone be monitored. */
  onAgentRefused(agentId: number, words: string | null): void
  /** Sets the list, in order: trimmed labels, no duplicates, not the own desk phone, at most {@link maxTeamSize}. */
  set(entries: readonly TeamEntry[]): void
  /** The current or last call; null if none is known. */
  call(agentId: number): Call | null
  close(): void
}

interface TeamDeps {
  state: StateStore
  clock: Clock
  file: TeamFile
  ownAgentId: number
  /** Passes the phones to the live line, now and after each change of the list. */
  watch: (agentIds: readonly number[]) => void
}

/** Trimmed labels, no duplicates, not the own desk phone, at most {@link maxTeamSize}. */
function cleaned(list: readonly TeamEntry[], ownAgentId: number): TeamEntry[] {
  const byId = new Map<number, TeamEntry>()
  for (const { agentId, label } of list) {
    if (agentId === ownAgentId || byId.has(agentId) || byId.size >= maxTeamSize) continue
    byId.set(agentId, { agentId, label: label.trim().slice(0, maxTeamLabelLength) })
  }
  return [...byId.values()]
}

class WatchedTeam implements Team {
  readonly #deps: TeamDeps
  readonly #clock: Clock
  #entries: TeamEntry[]
  #phones: Map<number, TeamPhone>
  #isLive = false
  #published: Moment | null = null
  #cancelPublish: (() => void) | null = null
  #lastKey = 0

  constructor(deps: TeamDeps) {
    this.#deps = deps
    this.#clock = deps.clock
    this.#entries = cleaned(deps.file.read(), deps.ownAgentId)
    this.#phones = this.#phonesOfEntries(new Map())
    this.#watchAndPublish()
  }

  hear(message: MonitorMessage, heardAtMs: number): void {
    this.#change(message.agentId, (phone) => {
      const heard = hearPhone(phone, message, heardAtMs, this.#newKey)
      return this.#isLive || heard.knownBy === null ? heard : { ...heard, knownBy: null }
    })
  }

  onLine(status: LineStatus, gapSinceMs: number | null): void {
    const wasLive = this.#isLive
    const isLive = status.kind === 'live'
    this.#isLive = isLive
    const hasMissed = wasLive ? !isLive || gapSinceMs !== null : isLive && gapSinceMs !== null
    if (hasMissed) for (const [agentId, phone] of this.#phones) this.#phones.set(agentId, missPhone(phone))
    if (hasMissed || wasLive !== isLive) this.#publish()
  }

  onRecords(records: readonly CallRecord[]): void {
    const newest = new Map<number, CallRecord>()
    for (const record of records) {
      if (record.agentId === null || !this.#phones.has(record.agentId)) continue
      const other = newest.get(record.agentId)
      if (other === undefined || (record.startedAtMs ?? 0) >= (other.startedAtMs ?? 0)) {
        newest.set(record.agentId, record)
      }
    }
    for (const [agentId, record] of newest) {
      this.#change(agentId, (phone) => resolvePhone(phone, record, this.#isLive, this.#newKey))
    }
  }

  onAgentRefused(agentId: number): void {
    this.#change(agentId, (phone) => ({ ...missPhone(phone), refusedAtMs: this.#clock.now() }))
  }

  set(list: readonly TeamEntry[]): void {
    this.#entries = cleaned(list, this.#deps.ownAgentId)
    this.#phones = this.#phonesOfEntries(this.#phones)
    this.#deps.file.write(this.#entries)
    this.#watchAndPublish()
  }

  call(agentId: number): Call | null {
    return this.#phones.get(agentId)?.call ?? null
  }

  close(): void {
    this.#cancelPublish?.()
    this.#cancelPublish = null
    this.#deps.state.set('team', [])
  }

  readonly #newKey = (): string => `team-${(this.#lastKey += 1)}`

  #phonesOfEntries(known: ReadonlyMap<number, TeamPhone>): Map<number, TeamPhone> {
    return new Map(this.#entries.map(({ agentId }) => [agentId, known.get(agentId) ?? unheardPhone]))
  }

  #change(agentId: number, move: (phone: TeamPhone) => TeamPhone): void {
    const before = this.#phones.get(agentId)
    if (before === undefined) return
    const after = move(before)
    if (after === before) return
    this.#phones.set(agentId, after)
    this.#publishSoon()
  }

  #watchAndPublish(): void {
    this.#deps.watch([...this.#phones.keys()])
    this.#publish()
  }

  #publishSoon(): void {
    if (this.#cancelPublish !== null) return
    const sinceMs = this.#published === null ? publishEveryMs : this.#clock.moment().msSince(this.#published)
    if (sinceMs >= publishEveryMs) this.#publish()
    else this.#cancelPublish = this.#clock.after(publishEveryMs - sinceMs, () => this.#publish())
  }

  #publish(): void {
    this.#cancelPublish?.()
    this.#cancelPublish = null
    this.#published = this.#clock.moment()
    const members = this.#entries.map((entry) =>
      memberOf(entry, this.#phones.get(entry.agentId) ?? unheardPhone, this.#isLive)
    )
    this.#deps.state.set('team', members)
  }
}

/**
 * Maintains the state's `team` from live events, by the same rules as for the own calls. A phone's state is unknown
 * while the line is down, and after a gap until an event or record reveals it. The cost of an event doesn't depend on
 * the number of phones.
 */
export const createTeam = (deps: TeamDeps): Team => new WatchedTeam(deps)
