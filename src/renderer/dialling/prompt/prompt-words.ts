import { defaultCallingRules } from '../../../shared/calling-rules/defaults'
import { mayHaveTalked } from '../../../shared/dialling/dialling'
import { breachText } from '../../../shared/messages/rule-text'
import type { DialReason, LastCall } from '../../../shared/dialling/schema'
import type { Locale } from '../../../shared/platform/locale'
import type { WindowMessages } from '../../../shared/messages/en/window'
import { wallNow } from '../../platform/time'
import { formatAgo } from '../../platform/times'

/** The outcome of the last call, or that it is still open. */
const endOf = (lastCall: LastCall, t: WindowMessages): string =>
  lastCall.outcome === null ? t.prompt.goesOn : t.outcomes[lastCall.outcome]

/** Called 3 minutes ago · No answer */
export function lastCallWords(lastCall: LastCall, nowMs: number, locale: string, t: WindowMessages): string {
  const ago = formatAgo(nowMs - lastCall.atMs, locale, t.prompt.momentAgo)
  return `${t.prompt.lastCall(ago)} · ${endOf(lastCall, t)}`
}

/**
 * The reason for a confirmation as a sentence; for a recent call with its outcome, if known. `totalDays`: of the calling
 * rule about attempts.
 */
export function reasonWords(
  reason: DialReason,
  lastCall: LastCall | null,
  locale: Locale,
  t: WindowMessages,
  totalDays: number = defaultCallingRules.attempts.totalDays
): string {
  const words = t.prompt.reasons
  switch (reason.kind) {
    case 'doubtful':
      return reason.doubt === null ? words.doubtful : t.doubts[reason.doubt]
    case 'called-recently':
      return words['called-recently'](
        formatAgo(reason.agoMs, locale, t.prompt.momentAgo),
        // A later call without an answer isn't the one that is asked about.
        lastCall?.outcome == null || !mayHaveTalked(lastCall.outcome) ? '' : t.outcomes[lastCall.outcome]
      )
    case 'new-salesman':
      return words['new-salesman'](shorten(reason.code, 14))
    case 'too-many-attempts':
    case 'do-not-call':
    case 'do-not-call-unknown':
    case 'outside-hours':
    case 'attempts-unknown':
      return breachText(reason, { nowMs: wallNow(), locale, totalDays })
    case 'call-under-way':
    case 'outcome-unknown':
    case 'always':
    case 'link':
      return words[reason.kind]
  }
}

/** Truncates a copied text to one line and collapses its white space. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim())
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`
}
