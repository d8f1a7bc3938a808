import type { Call } from '../../shared/calls/call'
import type { LineStatus } from '../../shared/calls/line'
import type { CallRecord, MonitorMessage } from '../../shared/records/record'
import { maxTeamLabelLength, maxTeamSize, type TeamEntry } from '../../shared/team/team'
import type { Clock, TeamFile } from '../platform/ports'
import type { Moment } from '../platform/moment'
import { hearPhone, memberOf, missPhone, settlePhone, unheardPhone, type TeamPhone } from './team-member'
import type { StateStore } from '../platform/state-store'

/** While events arrive, the state's `team` is published at most this often, in ms. */
const showEveryMs = 250

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

/**
 * Maintains the state's `team` from live events, by the same rules as for the own calls. A phone's state is unknown
 * while the line is down, and after a gap until an event or record reveals it. The cost of an event doesn't depend on
 * the number of phones. `watch` passes the phones to the live line, now and after each change of the list.
 */
export function createTeam(deps: {
  state: StateStore
  clock: Clock
  file: TeamFile
  ownAgentId: number
  watch: (agentIds: readonly number[]) => void
}): Team {
  const { state, clock, file, ownAgentId, watch } = deps
  let isLive = false
  let shown: Moment | null = null
  let cancelShow: (() => void) | null = null
  let lastKey = 0
  const newKey = (): string => `team-${(lastKey += 1)}`

  const cleaned = (list: readonly TeamEntry[]): TeamEntry[] => {
    const byId = new Map<number, TeamEntry>()
    for (const { agentId, label } of list) {
      if (agentId === ownAgentId || byId.has(agentId) || byId.size >= maxTeamSize) continue
      byId.set(agentId, { agentId, label: label.trim().slice(0, maxTeamLabelLength) })
    }
    return [...byId.values()]
  }
  let entries = cleaned(file.read())
  let phones = new Map(entries.map(({ agentId }): [number, TeamPhone] => [agentId, unheardPhone]))

  const show = (): void => {
    cancelShow?.()
    cancelShow = null
    shown = clock.moment()
    state.set(
      'team',
      entries.map((entry) => memberOf(entry, phones.get(entry.agentId) ?? unheardPhone, isLive))
    )
  }
  const showSoon = (): void => {
    if (cancelShow !== null) return
    const sinceMs = shown === null ? showEveryMs : clock.moment().msSince(shown)
    const waitMs = showEveryMs - sinceMs
    if (waitMs <= 0) show()
    else cancelShow = clock.after(waitMs, show)
  }
  const change = (agentId: number, move: (phone: TeamPhone) => TeamPhone): void => {
    const before = phones.get(agentId)
    if (before === undefined) return
    const after = move(before)
    if (after === before) return
    phones.set(agentId, after)
    showSoon()
  }
  const missAll = (): void => {
    for (const [agentId, phone] of phones) phones.set(agentId, missPhone(phone))
  }

  watch([...phones.keys()])
  show()

  return {
    hear: (message, heardAtMs) =>
      change(message.agentId, (phone) => {
        const heard = hearPhone(phone, message, heardAtMs, newKey)
        return isLive || heard.knownBy === null ? heard : { ...heard, knownBy: null }
      }),

    onLine(status, gapSinceMs) {
      const wasLive = isLive
      isLive = status.kind === 'live'
      const hasMissed = wasLive ? !isLive || gapSinceMs !== null : isLive && gapSinceMs !== null
      if (hasMissed) missAll()
      if (hasMissed || wasLive !== isLive) show()
    },

    onRecords(records) {
      const newest = new Map<number, CallRecord>()
      for (const record of records) {
        if (record.agentId === null || !phones.has(record.agentId)) continue
        const other = newest.get(record.agentId)
        if (other === undefined || (record.startedAtMs ?? 0) >= (other.startedAtMs ?? 0)) {
          newest.set(record.agentId, record)
        }
      }
      for (const [agentId, record] of newest) {
        change(agentId, (phone) => settlePhone(phone, record, isLive, newKey))
      }
    },

    onAgentRefused: (agentId) =>
      change(agentId, (phone) => ({ ...missPhone(phone), refusedAtMs: clock.now() })),

    set(list) {
      entries = cleaned(list)
      phones = new Map(
        entries.map(({ agentId }): [number, TeamPhone] => [agentId, phones.get(agentId) ?? unheardPhone])
      )
      file.write(entries)
      watch([...phones.keys()])
      show()
    },

    call: (agentId) => phones.get(agentId)?.call ?? null,

    close() {
      cancelShow?.()
      cancelShow = null
      state.set('team', [])
    }
  }
}
