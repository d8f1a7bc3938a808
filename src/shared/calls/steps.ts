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
