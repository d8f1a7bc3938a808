import type { Caller } from './agents'
import { seedOf } from './seeded-hash'

/** A record as it is sent (查询一通呼叫, Response). Hostile ones may hold anything under any name. */
export type CallRecordBody = { id: string } & Record<string, unknown>

/** A call as the records know it; its body can still change while the record completes. */
export interface CallRecord {
  readonly id: string
  /** Ms since 1970. */
  readonly startMs: number
  body: () => CallRecordBody
  /** Seconds of sound, or null where there is no recording. */
  recordingSeconds: () => number | null
}

/** All that is known of a call once it is over; times in ms since 1970. */
export interface CallFacts extends Caller {
  id: string
  calleeNumber: string
  startMs: number
  answerMs: number | null
  endMs: number
}

/** How much of a record the service shows: it lags behind the hang-up, the recording still more. */
export type RecordStage = 'open' | 'complete' | 'recorded'

/** 话费: every minute begun costs 15 fen. */
const FEN_PER_MINUTE = 15

/** 通话持续时长(单位:秒), counted from the answer. */
export const talkSeconds = ({ answerMs, endMs }: Pick<CallFacts, 'answerMs' | 'endMs'>): number =>
  answerMs === null ? 0 : Math.round((endMs - answerMs) / 1_000)

/** 费用(单位:元), as a decimal text. */
export const costOf = (seconds: number): string =>
  ((Math.ceil(seconds / 60) * FEN_PER_MINUTE) / 100).toFixed(2)

/** RFC 3339 date-time,如:2016-01-11T18:25:43.511Z */
const dateTime = (ms: number): string => new Date(ms).toISOString()

/**
 * The record of a call at a stage. What isn't known yet is absent, null or "" (by the call's id, so
 * that a client meets all three): the document doesn't say which.
 */
export function recordBody(facts: CallFacts, stage: RecordStage, recordingUrl: string): CallRecordBody {
  const isComplete = stage !== 'open'
  const isAnswered = facts.answerMs !== null
  const seconds = talkSeconds(facts)
  const known: Record<string, unknown> = {
    callerNumber: facts.callerNumber,
    calleeNumber: facts.calleeNumber,
    agentId: facts.agentId,
    salesmanCode: facts.salesmanCode,
    startTime: dateTime(facts.startMs),
    answerTime: isComplete && facts.answerMs !== null ? dateTime(facts.answerMs) : null,
    endTime: isComplete ? dateTime(facts.endMs) : null,
    duration: isComplete ? String(seconds) : null,
    cost: isComplete ? costOf(seconds) : null,
    recordUrl: stage === 'recorded' && isAnswered ? recordingUrl : null
  }
  const body: CallRecordBody = { id: facts.id }
  const variety = seedOf(facts.id) % 3
  for (const [name, value] of Object.entries(known)) {
    if (value !== null) body[name] = value
    else if (variety === 1) body[name] = null
    else if (variety === 2) body[name] = ''
  }
  return body
}
