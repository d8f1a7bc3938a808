import type { CallOutcome, CallStep } from '../../calls/steps'

/** How a call ended, in English; the same words in windows, tray, notifications and exported files. */
export const outcomesEn = {
  answered: 'Answered',
  'not-answered': 'No answer',
  'not-reached': 'Not reached',
  'phone-failed': 'Desk phone not answered',
  'hung-up-early': 'Hung up before calling',
  refused: 'Refused by the service',
  unknown: 'Unknown'
} satisfies Record<CallOutcome, string>

/** The steps of a call of the user's own desk phone, in English. */
export const stepsEn = {
  requesting: 'Asking the service…',
  unknown: 'Unknown, checking…',
  starting: 'Starting the call…',
  'phone-rings': 'Your phone rings: pick up',
  'phone-answered': 'You picked up',
  calling: 'Calling',
  ringing: 'Ringing',
  talking: 'Talking',
  ended: 'Ended'
} satisfies Record<CallStep, string>
