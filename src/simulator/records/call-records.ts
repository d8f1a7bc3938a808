import type { Caller } from '../agents'
import { seedOf } from './seeded-hash'

/** A record as sent (查询一通呼叫, Response). Hostile ones can contain anything. */
export type CallRecordBody = { id: string } & Record<string, unknown>

/** A stored record; its body can change until the record is complete. */
export interface CallRecord {
  readonly id: string
  /** Ms since 1970. */
  readonly startMs: number
  body: () => CallRecordBody
  /** Length of the recording in seconds; null without one. */
  recordingSeconds: () => number | null
}

/** All facts of a finished call; times in ms since 1970. */
export interface CallFacts extends Caller {
  id: string
  calleeNumber: string
  startMs: number
  answerMs: number | null
  endMs: number
}

/** How complete a record is: the full record lags behind the hang-up, and the recording lags further. */
export type RecordStage = 'open' | 'complete' | 'recorded'

/** 话费: 15 fen for each started minute. */
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
 * Returns the record of a call at a stage. The document doesn't say how unknown values are sent, so they are absent,
 * null or "", chosen by the call's id so that clients see all three.
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
