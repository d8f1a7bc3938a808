import { blankCall } from '../../shared/calls/blank-call'
import { monitorStates, type CallOutcome, type CallStep, type MonitorState } from '../../shared/calls/steps'
import type { Call, TimelineEntry } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'

// The state machine of one call. The table of states is from the service's document (订阅话机状态); what each state means
// to the user, and that a call only moves forward, is Deskline's interpretation.

/** The maximum number of timeline entries. */
export const maxTimelineEntries = 64

/** Reserved for the states of the document and Deskline's own; unknown states beyond the rest are dropped. */
const reservedEntries = 20

// callAgentFailed has the rank of callAgentSuccess: the one received first wins.
const ranks: Record<MonitorState, number> = {
  started: 0,
  agentReady: 1,
  callAgentSuccess: 2,
  callAgentFailed: 2,
  callCallee: 3,
  calleeRingBack: 4,
  processed: 5,
  calleeAnswered: 6,
  hangup: 7
}

const isKnown = (state: string): state is MonitorState => (monitorStates as readonly string[]).includes(state)

const hasHeard = (call: Call, state: MonitorState): boolean =>
  call.timeline.some((entry) => entry.state === state && entry.source !== 'here')

const rankReached = (call: Call): number =>
  call.timeline.reduce(
    (rank, entry) => (isKnown(entry.state) ? Math.max(rank, ranks[entry.state]) : rank),
    -1
  )

const stepOf: Record<Exclude<MonitorState, 'callAgentFailed' | 'processed' | 'hangup'>, CallStep> = {
  started: 'starting',
  agentReady: 'phone-rings',
  callAgentSuccess: 'phone-answered',
  callCallee: 'calling',
  calleeRingBack: 'ringing',
  calleeAnswered: 'talking'
}

/** The outcome of a hang-up, given the states before it. */
function outcomeAtHangUp(call: Call): CallOutcome {
  if (call.answeredAtMs !== null) return 'answered'
  if (hasHeard(call, 'calleeRingBack')) return call.hasGap ? 'unknown' : 'not-answered'
  if (call.hasGap) return 'unknown'
  return hasHeard(call, 'callCallee') ? 'not-answered' : 'hung-up-early'
}

const endedBy = (call: Call, outcome: CallOutcome, atMs: number): Call => ({
  ...call,
  step: 'ended',
  outcome,
  endedAtMs: atMs
})

/** Only an answer disproves an end that `processed` implied because the ring-back was missing. */
const canReopen = (call: Call, state: MonitorState): boolean =>
  state === 'calleeAnswered' && call.outcome === 'not-reached' && call.record.status !== 'complete'

/**
 * The call after receiving `state` at `atMs` (epoch ms). An event of an older state is only added to the timeline; a
 * repeated one returns the same call.
 */
export function hearState(call: Call, state: string, atMs: number): Call {
  if (call.timeline.some((entry) => entry.state === state && entry.source === 'live')) return call
  const entry: TimelineEntry = { state, atMs, source: 'live', isLate: false }

  if (!isKnown(state)) {
    if (call.timeline.length >= maxTimelineEntries - reservedEntries) return call
    return { ...call, timeline: [...call.timeline, entry] }
  }

  const isClosing = state === 'hangup' && call.step === 'ended'
  entry.isLate =
    ranks[state] < rankReached(call) ||
    (hasHeard(call, 'callAgentFailed') && state !== 'hangup') ||
    (hasHeard(call, 'callAgentSuccess') && state === 'callAgentFailed') ||
    (call.step === 'ended' && !isClosing && !canReopen(call, state))
  const heard: Call = { ...call, timeline: [...call.timeline, entry] }
  if (entry.isLate || isClosing) return heard

  switch (state) {
    case 'callAgentFailed':
      return endedBy(heard, 'phone-failed', atMs)
    case 'processed':
      // If events may have been missed, a missing ring-back proves nothing: the record decides.
      return hasHeard(call, 'calleeRingBack') || call.hasGap ? heard : endedBy(heard, 'not-reached', atMs)
    case 'hangup':
      return endedBy(heard, outcomeAtHangUp(call), atMs)
    case 'calleeAnswered':
      return { ...heard, step: 'talking', outcome: null, endedAtMs: null, answeredAtMs: atMs }
    case 'started':
    case 'agentReady':
    case 'callAgentSuccess':
    case 'callCallee':
    case 'calleeRingBack':
      return { ...heard, step: stepOf[state] }
  }
}

/** The call with all fields of a live message except its state. */
export function fillFromMessage(call: Call, message: MonitorMessage): Call {
  return {
    ...call,
    callId: message.callId,
    callee: call.callee === '' ? (message.calleeNumber ?? '') : call.callee,
    caller: call.caller ?? message.callerNumber,
    agentId: call.agentId ?? message.agentId,
    salesmanCode: call.salesmanCode ?? message.salesmanCode
  }
}

const withEntry = (timeline: TimelineEntry[], state: MonitorState, atMs: number | null): TimelineEntry[] => {
  if (atMs === null || timeline.some((entry) => entry.state === state)) return timeline
  const at = timeline.findIndex((entry) => entry.atMs > atMs)
  const entry: TimelineEntry = { state, atMs, source: 'record', isLate: false }
  return at < 0 ? [...timeline, entry] : timeline.toSpliced(at, 0, entry)
}

/** Live states explain more precisely than a record why a call was not answered. */
function outcomeByRecord(call: Call, record: CallRecord): CallOutcome {
  if (record.answeredAtMs !== null) return 'answered'
  const fine = call.outcome === null || call.outcome === 'unknown' || call.outcome === 'answered'
  return fine ? 'not-answered' : (call.outcome ?? 'not-answered')
}

const isSame = (one: Call, other: Call): boolean =>
  one.callId === other.callId &&
  one.callee === other.callee &&
  one.caller === other.caller &&
  one.agentId === other.agentId &&
  one.salesmanCode === other.salesmanCode &&
  one.step === other.step &&
  one.outcome === other.outcome &&
  one.answeredAtMs === other.answeredAtMs &&
  one.endedAtMs === other.endedAtMs &&
  one.timeline === other.timeline &&
  one.record.status === other.record.status &&
  one.record.duration === other.record.duration &&
  one.record.cost === other.record.cost &&
  one.record.hasRecording === other.record.hasRecording &&
  one.error === other.error

/** The open call with what its record says so far: that it was answered, not that it is still active. */
function fillOpen(call: Call, record: CallRecord): Call {
  if (call.step === 'ended' || record.answeredAtMs === null) return call
  return {
    ...call,
    answeredAtMs: call.answeredAtMs ?? record.answeredAtMs,
    timeline: withEntry(call.timeline, 'calleeAnswered', record.answeredAtMs)
  }
}

/**
 * The call with the data of its record (二、查询一通呼叫); the same call if nothing is new. A record with an end is
 * authoritative, including its times, and overrides live events; one without an end only adds its data.
 */
export function fillFromRecord(call: Call, record: CallRecord): Call {
  const filled: Call = {
    ...call,
    callId: record.id,
    callee: call.callee === '' ? (record.calleeNumber ?? '') : call.callee,
    caller: call.caller ?? record.callerNumber,
    agentId: call.agentId ?? record.agentId,
    salesmanCode: call.salesmanCode ?? record.salesmanCode,
    record: {
      status: record.endedAtMs === null ? call.record.status : 'complete',
      duration: record.duration ?? call.record.duration,
      cost: record.cost ?? call.record.cost,
      hasRecording: record.recordUrl !== null || call.record.hasRecording
    }
  }
  if (record.endedAtMs === null) {
    const open = fillOpen(filled, record)
    return isSame(open, call) ? call : open
  }
  let timeline = withEntry(filled.timeline, 'calleeAnswered', record.answeredAtMs)
  timeline = withEntry(timeline, 'hangup', record.endedAtMs)
  const complete: Call = {
    ...filled,
    step: 'ended',
    outcome: outcomeByRecord(call, record),
    answeredAtMs: record.answeredAtMs,
    endedAtMs: record.endedAtMs,
    error: call.error?.code === 'call-unknown' ? null : call.error,
    timeline
  }
  return isSame(complete, call) ? call : complete
}

/** The call with times taken from this computer's clock moved by `byMs`; those of the record stay. */
export function redated(call: Call, byMs: number): Call {
  const own = new Set(call.timeline.flatMap(({ source, atMs }) => (source === 'record' ? [] : [atMs])))
  const moved = (atMs: number): number => (own.has(atMs) ? Math.max(0, atMs + byMs) : atMs)
  const movedOrNull = (atMs: number | null): number | null => (atMs === null ? null : moved(atMs))
  return {
    ...call,
    startedAtMs: moved(call.startedAtMs),
    answeredAtMs: movedOrNull(call.answeredAtMs),
    endedAtMs: movedOrNull(call.endedAtMs),
    timeline: call.timeline.map((entry) =>
      entry.source === 'record' ? entry : { ...entry, atMs: moved(entry.atMs) }
    )
  }
}

/**
 * A call of which no event was received, built from its record under `key`. Without an end in the record its state is
 * unknown. Its start is at most `nowMs`.
 */
export function callOfRecord(record: CallRecord, key: string, nowMs: number): Call {
  const beganAtMs = record.startedAtMs ?? record.answeredAtMs ?? record.endedAtMs ?? nowMs
  const startedAtMs = Math.min(beganAtMs, nowMs)
  const unheard: Call = {
    ...blankCall,
    ...{ key, callee: '', startedAtMs, origin: 'elsewhere', step: 'unknown', hasGap: true },
    timeline: [{ state: 'started', atMs: startedAtMs, source: 'record', isLate: false }]
  }
  return fillFromRecord(unheard, record)
}

/**
 * True for a call that only `processed` ended, because the ring-back was missing: the ring-back may have been lost,
 * so the call may continue.
 */
export const isEndInferred = (call: Call): boolean =>
  call.outcome === 'not-reached' && !hasHeard(call, 'hangup')

/** True if only the record can tell the state of the call. */
export function isRecordWanted(call: Call): boolean {
  if (call.callId === null || call.record.status === 'complete') return false
  if (call.step === 'ended') return call.outcome !== 'refused'
  return call.step === 'unknown' || (call.hasGap && hasHeard(call, 'processed'))
}
