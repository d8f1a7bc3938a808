import type { Call } from './schema'

/** True for a call whose reply was lost and whose state is still unknown. */
export const isUnresolved = ({ step, callId }: Pick<Call, 'step' | 'callId'>): boolean =>
  step === 'unknown' && callId === null
