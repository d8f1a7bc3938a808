import type { AppError } from '../platform/errors'

/**
 * The states of a desk phone in the service's document (订阅话机状态), in the order of a call. An unknown state is shown
 * unchanged and doesn't end the call.
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

/** The step of a call, as shown to the user. */
export const callSteps = [
  /** requested, not yet answered by the service */
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

/** See {@link callSteps}. */
export type CallStep = (typeof callSteps)[number]

/** How a call ended. */
export const callOutcomes = [
  'answered',
  /** rang (or a carrier's tone indicated it), not answered */
  'not-answered',
  /** ended without a ring-back */
  'not-reached',
  /** the desk phone could not be reached or was not picked up */
  'phone-failed',
  /** hung up before the callee was called */
  'hung-up-early',
  /** the service refused to start it */
  'refused',
  /** ended while the line was down, or its reply was lost; the record may still contain the outcome */
  'unknown'
] as const

/** See {@link callOutcomes}. */
export type CallOutcome = (typeof callOutcomes)[number]

/** One entry of a call's timeline. */
export interface TimelineEntry {
  /**
   * A state of the document, an unknown state unchanged, or one of Deskline's own (`requested`, `accepted`,
   * `refused`, `reply-lost`).
   */
  state: string
  /** When it was received here, or the record's time; epoch ms. */
  atMs: number
  source: 'here' | 'live' | 'record'
  /** It arrived after a later state and changed nothing. */
  isLate: boolean
}

/** The data of a call that only its record (话单) contains. */
interface CallRecordPart {
  /** `pending` while Deskline keeps requesting it; `incomplete` if it gave up before `endTime` was present. */
  status: 'none' | 'pending' | 'complete' | 'incomplete'
  /** 通话持续时长, seconds as written by the service. */
  duration: string | null
  /** 费用, yuan as the service wrote it. */
  cost: string | null
  hasRecording: boolean
}

/** A call as every view shows it. */
export interface Call {
  /** Deskline's own id of the call; stable from the request on. */
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
  /** Events may have been missed: nothing is inferred from missing ones. */
  hasGap: boolean
  record: CallRecordPart
  /** Why it was refused or its state is unknown. */
  error: AppError | null
}

/** A call without any data; a base for rules and tests. */
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
