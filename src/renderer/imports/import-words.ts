import type { AppError } from '../../shared/platform/schema'
import type { ImportRequest, KnownCampaign } from '../../shared/imports/schema'
import type { ImportStatus, ImportSummary } from '../../shared/imports/state-schema'
import type { EntriesMessages } from '../../shared/messages/en/entries'
import type { ImportsMessages } from '../../shared/messages/en/imports'
import { visibleText } from './draft/rows/visible-text'

const minuteMs = 60_000

/** Display name of an import: its first list. */
export const nameOf = ({ name }: Pick<ImportSummary, 'name'>, t: EntriesMessages): string =>
  name === '' ? t.pasted : visibleText(name)

/** The user's label of a campaign, else its id. */
export function campaignName(id: string, campaigns: readonly KnownCampaign[]): string {
  const label = campaigns.find((campaign) => campaign.id === id)?.label ?? ''
  return label === '' ? id : label
}

/** Remaining time in minutes: `about 2 minutes left`. */
export function leftText(leftMs: number, t: ImportsMessages['progress']['left']): string {
  const minutes = Math.ceil(leftMs / minuteMs)
  if (leftMs < minuteMs) return t.moment
  if (minutes < 60) return t.minutes(minutes)
  // Beyond an hour, round to five minutes.
  const rounded = Math.round(minutes / 5) * 5
  return t.hours(Math.floor(rounded / 60), rounded % 60)
}

/** Numbers per second; one decimal below ten. */
export const speedText = (perSecond: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: perSecond < 10 ? 1 : 0 }).format(perSecond)

/** Texts about an import that isn't running normally. */
export interface StatusWords {
  tone: 'wait' | 'bad'
  text: string
  /** What to do about it; may be empty. */
  hint: string
  /** The service's message; may be empty. */
  said: string
}

type T = ImportsMessages['status']

const waitWords = (error: AppError, time: string, errorText: string, t: T): string => {
  if (error.code === 'rate-limited') return t.rateLimited(time)
  // The outcome of an import with a 5xx reply is unknown, but the cause is the service.
  if (error.code === 'service-failed' || (error.status ?? 0) >= 500) return t.serviceFailed(time)
  if (error.code === 'unreachable' || error.code === 'timed-out') return t.offline(time)
  return t.waiting(errorText, time)
}

function stopWords(error: AppError, errorText: string, t: T): [text: string, hint: string] {
  switch (error.code) {
    case 'token-refused':
    case 'signed-out':
      return [t.tokenRefused, t.tokenHint]
    case 'not-found':
      return [t.campaignGone, t.campaignHint]
    case 'disk-full':
      return [t.diskFull, t.diskHint]
    case 'imports-failed':
    case 'imports-locked':
      return [t.storeFailed, t.storeHint]
    case 'certificate-refused':
      return [t.certificate, t.certificateHint]
    default:
      return [errorText, t.otherHint]
  }
}

/** Texts for a status; null: none needed. `timeOf` formats a time within a sentence, `errorText` an error. */
export function statusWords(
  status: ImportStatus,
  leftMs: number,
  t: T,
  { timeOf, errorText }: { timeOf: (atMs: number) => string; errorText: (error: AppError) => string }
): StatusWords | null {
  switch (status.kind) {
    case 'waiting': {
      const { error, untilMs } = status
      const text = leftMs <= 0 ? t.now : waitWords(error, timeOf(untilMs), errorText(error), t)
      return { tone: 'wait', text, hint: '', said: '' }
    }
    case 'interrupted':
      return { tone: 'wait', text: t.interrupted, hint: t.interruptedHint, said: '' }
    case 'stopped': {
      const [text, hint] = stopWords(status.error, errorText(status.error), t)
      const said = status.error.message ?? ''
      return { tone: 'bad', text, hint, said: said === text ? '' : said }
    }
    case 'running':
    case 'pausing':
    case 'paused':
    case 'ended':
    case 'cancelled':
      return null
  }
}

/** A connection that ends within this time was cut; later, the reply timed out. */
const patienceMs = 10_000

/** Why the reply to a request was lost. */
export function lossText(
  { error, sentAtMs, settledAtMs }: Pick<ImportRequest, 'error' | 'sentAtMs' | 'settledAtMs'>,
  t: ImportsMessages['unknown'],
  locale: string
): string {
  if (error === null) return t.quit
  if (error.status !== undefined)
    return error.status >= 500 ? t.failed(error.status) : t.unreadable(error.status)
  const tookMs = Math.max(0, (settledAtMs ?? sentAtMs) - sentAtMs)
  const seconds = new Intl.NumberFormat(locale, {
    maximumFractionDigits: tookMs < patienceMs ? 1 : 0
  }).format(tookMs / 1_000)
  return tookMs < patienceMs ? t.ended(seconds) : t.noAnswer(seconds)
}

/** Announcement of how an import ended, as sentences. */
export function endingSentences(
  one: ImportSummary,
  t: ImportsMessages['said'],
  entries: EntriesMessages
): string[] {
  const name = nameOf(one, entries)
  if (one.status.kind === 'stopped') return [t.stopped(name)]
  if (one.status.kind === 'cancelled') return [t.cancelled(name, one.sent)]
  return [
    t.ended(name, one.sent),
    one.refused > 0 ? t.refused(one.refused) : '',
    one.unknown > 0 ? t.unknown(one.unknown) : ''
  ]
}
