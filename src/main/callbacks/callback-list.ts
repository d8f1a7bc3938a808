import { isOpen } from '../../shared/callbacks/callbacks'
import { callbackLimits } from '../../shared/callbacks/limits'
import type { Callback } from '../../shared/callbacks/schema'

// The changes of the list. Each returns the list itself if nothing changes.

/** All call-backs of one account, in the order of their creation. */
export type Callbacks = readonly Callback[]

/** A due time: the moment, and the local time if the user chose one. */
export type Due = Pick<Callback, 'dueAtMs' | 'localTime'>

/** True while another call-back can be opened. */
export const hasRoom = (list: Callbacks): boolean => list.filter(isOpen).length < callbackLimits.maxOpen

const withOne = (list: Callbacks, id: string, change: (one: Callback) => Callback): Callbacks => {
  const at = list.findIndex((one) => one.id === id)
  const before = list[at]
  if (before === undefined) return list
  const after = change(before)
  return after === before ? list : list.with(at, after)
}

/** The call-back at a new time, which is announced anew, and without a question. */
const movedTo = (one: Callback, due: Due): Callback => ({ ...one, ...due, isAnnounced: false, attempt: null })

/** Changes time and note; null: unchanged. One that is done keeps its time. */
export const changed = (list: Callbacks, id: string, due: Due | null, note: string | null): Callbacks =>
  withOne(list, id, (one) => {
    const moved = due === null || !isOpen(one) ? one : movedTo(one, due)
    return note === null || note === moved.note ? moved : { ...moved, note }
  })

/** Closes a call-back. */
export const done = (list: Callbacks, id: string, closedBy: 'user' | 'call', nowMs: number): Callbacks =>
  withOne(list, id, (one) => (isOpen(one) ? { ...one, closedBy, closedAtMs: nowMs } : one))

/** Opens a call-back that is done. Its due time isn't announced a second time. */
export const reopened = (list: Callbacks, id: string): Callbacks =>
  withOne(list, id, (one) =>
    isOpen(one) ? one : { ...one, closedBy: null, closedAtMs: null, attempt: null }
  )

/** `list` itself if `next` holds the same call-backs. */
export const sameOr = (list: Callbacks, next: Callbacks): Callbacks =>
  next.some((one, index) => one !== list[index]) ? next : list

/** Drops what was closed too long ago, and the oldest of too many. */
export function pruned(list: Callbacks, nowMs: number): Callbacks {
  const oldestMs = nowMs - callbackLimits.keepDoneMs
  const kept = new Set(
    list
      .filter(({ closedAtMs }) => closedAtMs !== null && closedAtMs >= oldestMs)
      .sort((a, b) => (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0))
      .slice(0, callbackLimits.maxDone)
  )
  const rest = list.filter((one) => isOpen(one) || kept.has(one))
  return rest.length === list.length ? list : rest
}

/**
 * Moves what isn't announced yet to its local time in the current zone. `epochOf` returns the moment of a local time,
 * null if there is none.
 */
export function inZone(list: Callbacks, epochOf: (localTime: string) => number | null): Callbacks {
  const moved = list.map((one) => {
    if (one.localTime === null || one.isAnnounced || !isOpen(one)) return one
    const dueAtMs = epochOf(one.localTime) ?? one.dueAtMs
    return dueAtMs === one.dueAtMs ? one : { ...one, dueAtMs }
  })
  return sameOr(list, moved)
}

/** Marks due times as announced. */
export const announced = (list: Callbacks, ids: ReadonlySet<string>): Callbacks =>
  ids.size === 0 ? list : list.map((one) => (ids.has(one.id) ? { ...one, isAnnounced: true } : one))
