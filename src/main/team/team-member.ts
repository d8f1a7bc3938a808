import { blankCall } from '../../shared/calls/blank-call'
import { monitorStates, type MonitorState } from '../../shared/calls/steps'
import type { Call } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'
import type { TeamEntry, TeamMember } from '../../shared/team/schema'
import { fillFromMessage, fillFromRecord, hearState } from '../calls/line'

// The state of one colleague's desk phone, by the same rules as for the own phone (see line.ts).

/** How many calls before the last one are remembered, so that their late events aren't taken for new calls. */
const formerCalls = 4

/** A start further ahead of its arrival than this isn't used for ordering calls, in ms. */
const believableAheadMs = 86_400_000

/** One colleague's desk phone. */
export interface TeamPhone {
  /** The current or last call; null if none is known. */
  call: Call | null
  /** When it started according to the service, epoch ms; orders calls. */
  startedAtMs: number | null
  formerIds: readonly string[]
  /** The source that makes `call` the phone's current state; null if the current state is unknown. */
  knownBy: 'event' | 'record' | null
  /** Since when the service refuses to let it be monitored, epoch ms. */
  refusedAtMs: number | null
}

/** A desk phone without any event. */
export const unheardPhone: TeamPhone = {
  call: null,
  startedAtMs: null,
  formerIds: [],
  knownBy: null,
  refusedAtMs: null
}

const isKnownState = (state: string): boolean => (monitorStates as readonly string[]).includes(state)

const withCall = (phone: TeamPhone, call: Call, startedAtMs: number | null): TeamPhone => ({
  ...phone,
  call,
  startedAtMs,
  formerIds:
    phone.call?.callId == null
      ? phone.formerIds
      : [phone.call.callId, ...phone.formerIds].slice(0, formerCalls)
})

const hasHeard = (call: Call, state: MonitorState): boolean =>
  call.timeline.some((entry) => entry.state === state && entry.source === 'live')

/** If events were missed, it is open whether a call continues after `processed` without a ring-back. */
const isDoubtful = (call: Call): boolean =>
  call.hasGap &&
  call.step !== 'ended' &&
  call.step !== 'talking' &&
  hasHeard(call, 'processed') &&
  !hasHeard(call, 'calleeRingBack')

/** True if an event reveals the phone's current state: not late, unknown or repeated. */
function isRevealing(before: Call | null, after: Call, state: string): boolean {
  if (after === before || !isKnownState(state)) return false
  return after.timeline.at(-1)?.isLate === false
}

/**
 * The phone after a message of its channel, received at `heardAtMs` (epoch ms). `newKey` returns the key of a new
 * call.
 */
export function hearPhone(
  phone: TeamPhone,
  message: MonitorMessage,
  heardAtMs: number,
  newKey: () => string
): TeamPhone {
  // A channel that delivers messages isn't refused.
  const open = phone.refusedAtMs === null ? phone : { ...phone, refusedAtMs: null }
  const { call } = open
  if (call?.callId === message.callId) {
    const heard = hearState(call, message.state, heardAtMs)
    const knownByEvent = isRevealing(call, heard, message.state) ? 'event' : open.knownBy
    const knownBy = isDoubtful(heard) ? null : knownByEvent
    return heard === call && knownBy === open.knownBy ? open : { ...open, call: heard, knownBy }
  }
  if (open.formerIds.includes(message.callId)) return open
  const { startedAtMs: givenMs } = message
  const startedAtMs = givenMs !== null && givenMs <= heardAtMs + believableAheadMs ? givenMs : null
  const isOlder = startedAtMs !== null && open.startedAtMs !== null && startedAtMs < open.startedAtMs
  if (call !== null && isOlder) return open
  const blank: Call = {
    ...blankCall,
    key: newKey(),
    callee: '',
    origin: 'elsewhere',
    startedAtMs: Math.min(startedAtMs ?? heardAtMs, heardAtMs),
    // Joined in the middle: earlier states are unknown.
    hasGap: message.state !== 'started'
  }
  const fresh = hearState(fillFromMessage(blank, message), message.state, heardAtMs)
  return {
    ...withCall(open, fresh, startedAtMs),
    knownBy: !isDoubtful(fresh) && isRevealing(null, fresh, message.state) ? 'event' : null
  }
}

/** The phone after its events may have been missed. */
export function missPhone(phone: TeamPhone): TeamPhone {
  const { call } = phone
  if (phone.knownBy === null && phone.refusedAtMs === null && (call === null || call.hasGap)) return phone
  const isOpen = call !== null && call.step !== 'ended'
  return {
    ...phone,
    call: isOpen ? { ...call, hasGap: true } : call,
    knownBy: null,
    refusedAtMs: null
  }
}

/**
 * The phone after a record. A complete one determines the state; one without an end only shows that no older call
 * does. A record of a call before the last one changes nothing.
 */
export function resolvePhone(
  phone: TeamPhone,
  record: CallRecord,
  isLive: boolean,
  newKey: () => string
): TeamPhone {
  const { call } = phone
  const isComplete = record.endedAtMs !== null
  if (call?.callId === record.id) {
    const filled = fillFromRecord(call, record)
    const knownBy = phone.knownBy ?? (isComplete && isLive ? 'record' : null)
    return filled === call && knownBy === phone.knownBy ? phone : { ...phone, call: filled, knownBy }
  }
  if (phone.formerIds.includes(record.id) || record.startedAtMs === null) return phone
  if (call !== null && record.startedAtMs <= (phone.startedAtMs ?? call.startedAtMs)) return phone
  // A live call is more reliable than an incomplete record.
  if (!isComplete && phone.knownBy === 'event') return phone
  const blank: Call = {
    ...blankCall,
    key: newKey(),
    callee: '',
    origin: 'elsewhere',
    startedAtMs: record.startedAtMs,
    hasGap: true
  }
  const found = fillFromRecord(blank, record)
  return { ...withCall(phone, found, record.startedAtMs), knownBy: isComplete && isLive ? 'record' : null }
}

/** The phone as the team view shows it. */
export function memberOf(entry: TeamEntry, phone: TeamPhone, isLive: boolean): TeamMember {
  const { call } = phone
  const basics = {
    ...entry,
    number: call === null || call.callee === '' ? null : call.callee,
    hasCall: call !== null
  }
  if (isLive && phone.refusedAtMs !== null) {
    return { ...basics, status: 'refused', sinceMs: phone.refusedAtMs }
  }
  if (!isLive || phone.knownBy === null || call === null)
    return { ...basics, status: 'unknown', sinceMs: null }
  switch (call.step) {
    case 'ended':
      return { ...basics, status: 'idle', sinceMs: call.endedAtMs }
    case 'talking':
      return { ...basics, status: 'talking', sinceMs: call.answeredAtMs }
    case 'requesting':
    case 'unknown':
    case 'starting':
    case 'phone-rings':
    case 'phone-answered':
    case 'calling':
    case 'ringing':
      return { ...basics, status: 'ringing', sinceMs: call.startedAtMs }
  }
}
