import type { Call } from './schema'
import { talkMs } from './talk-time'

/** The highest goal of calls per day. */
export const maxDailyGoal = 9_999

/** A day in local time, epoch ms; `endMs` is excluded. 23 or 25 hours where clocks change. */
export interface LocalDay {
  startMs: number
  endMs: number
}

/** What the calls of a day come to. */
export interface DayFigures {
  calls: number
  answered: number
  talkMs: number
}

/** Figures, and where they come from: the recent calls, or the records of the service. */
export interface ShownFigures extends DayFigures {
  from: 'recents' | 'records'
}

/** The day of `nowMs` in the computer's current time zone. */
export function localDayOf(nowMs: number): LocalDay {
  const now = new Date(nowMs)
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  return { startMs: new Date(year, month, day).getTime(), endMs: new Date(year, month, day + 1).getTime() }
}

/**
 * The figures of the calls that started on a day and have ended. A call that the service refused never took place,
 * and an open one counts once it has ended, so that a figure doesn't fall again.
 */
export function figuresOf(calls: readonly Call[], { startMs, endMs }: LocalDay): DayFigures {
  const counted = calls.filter(
    (call) =>
      call.startedAtMs >= startMs &&
      call.startedAtMs < endMs &&
      call.step === 'ended' &&
      call.outcome !== 'refused'
  )
  return {
    calls: counted.length,
    answered: counted.filter(({ outcome }) => outcome === 'answered').length,
    talkMs: counted.reduce((sum, call) => sum + (talkMs(call) ?? 0), 0)
  }
}

/**
 * The figures that know more: the records hold calls from before Deskline was started, the recent calls those whose
 * record isn't loaded yet. `records`: null while they aren't loaded for the day.
 */
export function greaterFigures(recents: DayFigures, records: DayFigures | null): ShownFigures {
  const isMore =
    records !== null &&
    (records.calls > recents.calls ||
      (records.calls === recents.calls &&
        (records.answered > recents.answered ||
          (records.answered === recents.answered && records.talkMs > recents.talkMs))))
  return isMore ? { ...records, from: 'records' } : { ...recents, from: 'recents' }
}
