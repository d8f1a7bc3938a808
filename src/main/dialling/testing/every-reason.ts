import type { ReasonKind } from '../dialer'

/** All reasons for a question: a user who confirms whatever is asked. */
export const everyReason: readonly ReasonKind[] = [
  'doubtful',
  'called-recently',
  'call-under-way',
  'outcome-unknown',
  'always',
  'link',
  'new-salesman',
  'do-not-call',
  'outside-hours',
  'too-many-attempts',
  'attempts-unknown'
]
