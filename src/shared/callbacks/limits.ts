import { maxAheadMs } from '../platform/chosen-time'

/** The limits of the call-backs of one account. */
export const callbackLimits = {
  /** Call-backs that are not done. */
  maxOpen: 1_000,
  /** Call-backs that are done; the oldest are dropped first. */
  maxDone: 200,
  /** How long they are kept, in ms. */
  keepDoneMs: 30 * 86_400_000,
  /** The longest note, in UTF-16 units. */
  maxNote: 500,
  /** How far ahead a call-back can be due, in ms. */
  maxAheadMs
} as const
