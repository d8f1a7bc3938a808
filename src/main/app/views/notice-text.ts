import { systemClock } from '../../platform/clock'
import { ruleErrorText } from '../../../shared/messages/rule-text'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import { brieflyNamedNumber } from '../../../shared/contacts/shown-name'
import type { ContactNames } from '../../../shared/contacts/schema'
import type { Prompt } from '../../../shared/dialling/schema'
import { messages, type Locale } from '../../../shared/messages'
import type { Alert } from '../../calls/alerts'
import type { ImportAlert } from '../../imports/sending/import-runs'
import { calleeText, wordsFor } from './words'

/** The language of a notification, the names of numbers, and whether the demo line runs. */
export interface NoticeContext {
  locale: Locale
  names: ContactNames
  isDemo: boolean
}

/** Text about calls while offline: number and outcome of a single call, counts per outcome for several. */
function offlineText(calls: readonly Call[], { locale, names }: NoticeContext): string {
  const { notification, outcome, step } = wordsFor(locale)
  const [call] = calls
  if (calls.length === 1 && call !== undefined) {
    return notification.callEnded.body(
      calleeText(call, names),
      call.outcome === null ? step[call.step] : outcome[call.outcome]
    )
  }
  const answered = calls.filter((one) => one.outcome === 'answered').length
  const unknown = calls.filter((one) => one.outcome === null || one.outcome === 'unknown').length
  return notification.whileOffline.body(calls.length, answered, calls.length - answered - unknown, unknown)
}

/** Title and body of an alert. */
export function noticeText(alert: Alert, context: NoticeContext): { title: string; body: string } {
  const { locale, names, isDemo } = context
  const words = wordsFor(locale)
  const marked = (title: string): string => (isDemo ? `${title} · ${words.demo}` : title)
  if (alert.kind === 'while-offline') {
    return { title: marked(words.notification.whileOffline.title), body: offlineText(alert.calls, context) }
  }
  const number = calleeText(alert.call, names)
  switch (alert.kind) {
    case 'phone-rings':
      return {
        title: marked(words.notification.phoneRings.title),
        body: words.notification.phoneRings.body(number)
      }
    case 'callee-answered':
      return {
        title: marked(words.notification.calleeAnswered.title),
        body: words.notification.calleeAnswered.body(number)
      }
    case 'call-ended': {
      const { callEnded, callEndedTitle, callEndedReason } = words.notification
      const isExplained = (outcome: string): outcome is keyof typeof callEndedTitle =>
        outcome in callEndedTitle
      const title = isExplained(alert.outcome) ? callEndedTitle[alert.outcome] : words.outcome[alert.outcome]
      const reason = isExplained(alert.outcome)
        ? callEndedReason[alert.outcome]
        : words.outcome[alert.outcome]
      return { title: marked(title), body: callEnded.body(number, reason) }
    }
  }
}

/** Title and body of an alert about an import into `campaign`. */
export function importNoticeText(
  alert: ImportAlert,
  campaign: string,
  locale: Locale,
  isDemo: boolean
): { title: string; body: string } {
  const words = wordsFor(locale)
  const { importEnded, importStopped, importInterrupted } = words.notification
  const marked = (title: string): string => (isDemo ? `${title} · ${words.demo}` : title)
  const { status, waiting } = alert.import
  switch (alert.kind) {
    case 'import-ended':
      return { title: marked(importEnded.title), body: importEnded.body(campaign, alert.import) }
    case 'import-stopped': {
      const error = status.kind === 'stopped' ? status.error : { code: 'internal' as const }
      const reason = error.message ?? messages[locale].errors[error.code]
      return { title: marked(importStopped.title), body: importStopped.body(campaign, reason) }
    }
    case 'import-interrupted':
      return { title: marked(importInterrupted.title), body: importInterrupted.body(campaign, waiting) }
  }
}

/** How many numbers a notification of several call-backs names. */
const namedCallbacks = 3

/** Title and body for call-backs that are due; at least one. */
export function callbacksText(
  due: readonly Callback[],
  { locale, names, isDemo }: NoticeContext
): { title: string; body: string } {
  const words = wordsFor(locale)
  const { callBack, callBacks } = words.notification
  const marked = (title: string): string => (isDemo ? `${title} · ${words.demo}` : title)
  const [one] = due
  if (due.length === 1 && one !== undefined) {
    const time = callBack.due(words.time(one.dueAtMs))
    return {
      title: marked(callBack.title(brieflyNamedNumber(names, one.number))),
      body: one.note === '' ? time : `${time}\n${one.note}`
    }
  }
  const numbers = due.slice(0, namedCallbacks).map(({ number }) => brieflyNamedNumber(names, number))
  return {
    title: marked(callBacks.title(due.length)),
    body: callBacks.body(numbers, due.length - numbers.length)
  }
}

/** Why nothing was dialled, for users with the bar switched off; null when there is nothing to report. */
export function promptText(
  prompt: Prompt,
  { locale, names }: Omit<NoticeContext, 'isDemo'>
): { title: string; body: string } | null {
  const { notification } = wordsFor(locale)
  if (prompt.kind === 'no-number') return { title: notification.noNumber, body: `“${prompt.copied}”` }
  if (prompt.kind !== 'refused') return null
  const { error, number } = prompt
  const rule = ruleErrorText(error, { nowMs: systemClock.now(), locale })
  const reason = error.message ?? rule ?? messages[locale].errors[error.code]
  return {
    title: notification.dialRefused,
    body:
      number === null ? reason : notification.callEnded.body(brieflyNamedNumber(names, number.dial), reason)
  }
}
