import type { AppError } from '../platform/errors'

/**
 * The states of a desk phone that the document names (订阅话机状态), in the order in which a call
 * passes them. A state outside this list is shown as it came and ends nothing.
 */
export const monitorStates = [
  'started',
  'agentReady',
  'callAgentSuccess',
  'callAgentFailed',
  'callCallee',
  'calleeRingBack',
  'processed',
  'calleeAnswered',
  'hangup'
] as const

/** A state of the document. */
export type MonitorState = (typeof monitorStates)[number]

/** Where a call stands for the person. */
export const callSteps = [
  /** asked for, not yet answered by the service */
  'requesting',
  /** the reply was lost: it may ring; being checked */
  'unknown',
  'starting',
  'phone-rings',
  'phone-answered',
  'calling',
  'ringing',
  'talking',
  'ended'
] as const

/** Where a call stands for the person. */
export type CallStep = (typeof callSteps)[number]

/** How a call ended. */
export const callOutcomes = [
  'answered',
  /** rang (or a carrier's tone said so), nobody answered */
  'not-answered',
  /** over without a ring-back */
  'not-reached',
  /** the desk phone could not be reached or was not picked up */
  'phone-failed',
  /** hung up before the callee was called */
  'hung-up-early',
  /** the service refused to start it */
  'refused',
  /** ended while the line was down, or its reply was lost; the record may still tell */
  'unknown'
] as const

/** How a call ended. */
export type CallOutcome = (typeof callOutcomes)[number]

/** One line of a call's timeline. */
export interface TimelineEntry {
  /** A state of the document, another one as it came, or one of Deskline's own (`requested`, `refused`, `lost`). */
  state: string
  /** When it was heard here, or the record's time; epoch ms. */
  atMs: number
  source: 'here' | 'live' | 'record'
  /** It came after a later state and changed nothing. */
  isLate: boolean
}

/** What the record (话单) of a call says beyond its live states. */
interface CallRecordPart {
  /** `pending` while Deskline keeps asking; `incomplete` when it gave up before `endTime` was there. */
  status: 'none' | 'pending' | 'complete' | 'incomplete'
  /** 通话持续时长, seconds as the service wrote them. */
  duration: string | null
  /** 费用, yuan as the service wrote it. */
  cost: string | null
  hasRecording: boolean
}

/** A call as every view shows it. */
export interface Call {
  /** This program's name for the call; stable from the request on. */
  key: string
  /** The service's UUID; null until it is known. */
  callId: string | null
  callee: string
  caller: string | null
  agentId: number | null
  salesmanCode: string | null
  origin: 'here' | 'elsewhere'
  step: CallStep
  /** Null until the call has ended. */
  outcome: CallOutcome | null
  startedAtMs: number
  answeredAtMs: number | null
  endedAtMs: number | null
  timeline: TimelineEntry[]
  /** Events may have been missed: nothing is concluded from what was not heard. */
  hasGap: boolean
  record: CallRecordPart
  /** Why it was refused or is not known. */
  error: AppError | null
}

/** A call of which nothing is known yet but its number; what rules and tests begin with. */
export const blankCall: Omit<Call, 'key' | 'callee' | 'startedAtMs'> = {
  callId: null,
  caller: null,
  agentId: null,
  salesmanCode: null,
  origin: 'here',
  step: 'starting',
  outcome: null,
  answeredAtMs: null,
  endedAtMs: null,
  timeline: [],
  hasGap: false,
  record: { status: 'none', duration: null, cost: null, hasRecording: false },
  error: null
}
