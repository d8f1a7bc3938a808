import type { WorkProgress } from '../../shared/work-lists/schema'
import { minuteClock } from '../platform/clock.svelte.ts'
import { i18n } from '../platform/i18n.svelte.ts'
import { formatMoment, formatTalk } from '../platform/times'
import { formatShare } from '../ui/numbers.svelte.ts'
import { listMessages } from './list-messages.svelte.ts'

/** Entries that need no more call. */
export const doneOf = ({ byState }: WorkProgress): number => byState.done + byState.skipped + byState.never

/** The facts about a list beside its progress bar, the most important first. */
export function progressFacts(progress: WorkProgress): string[] {
  const t = listMessages.lists.card
  const { byState, nextDueAtMs, called, answered, betweenCallsMs } = progress
  const moment = (atMs: number): string => formatMoment(atMs, minuteClock.nowMs, i18n.locale, i18n.t.recents)
  return [
    t.done(doneOf(progress), progress.entries),
    ...(byState.open > 0 ? [t.left(byState.open)] : []),
    ...(byState.unsure > 0 ? [t.unsure(byState.unsure)] : []),
    ...(byState.later > 0 ? [t.later(byState.later)] : []),
    ...(nextDueAtMs !== null ? [t.nextAt(moment(nextDueAtMs))] : []),
    ...(called > 0 ? [t.answered(formatShare(answered / called))] : []),
    ...(betweenCallsMs !== null ? [t.between(formatTalk(betweenCallsMs))] : [])
  ]
}
