import { isOpen } from '../../../shared/callbacks/callbacks'
import { callbackLimits } from '../../../shared/callbacks/limits'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import { maxListedCallerNumbers, maxRegionChoices } from '../../../shared/dialling/caller-numbers'
import type { StoredCallers } from '../../../shared/dialling/schema'
import type { FormerNote } from '../../../shared/records/row-schema'
import { maxTeamSize } from '../../../shared/team/team'
import type { TeamEntry } from '../../../shared/team/schema'
import { maxWrapUps } from '../../../shared/wrap-ups/limits'
import type { KeptWrapUp } from '../../../shared/wrap-ups/schema'
import { maxCalls } from '../../calls/call-list'
import type { KeptDownloads } from '../../recordings/download-list'

// Merges documents that were kept separately for the same account; on conflicts the newer document wins.

const union = <T>(newer: readonly T[], older: readonly T[], keyOf: (item: T) => unknown): T[] => {
  const known = new Set(newer.map(keyOf))
  return [...newer, ...older.filter((item) => !known.has(keyOf(item)))]
}

/** Merges calls without duplicates, newest first, up to the limit. */
export const joinCalls = (newer: readonly Call[], older: readonly Call[]): Call[] =>
  union(newer, older, (call) => call.callId ?? call.key)
    .sort((a, b) => b.startedAtMs - a.startedAtMs)
    .slice(0, maxCalls)

/** Merges colleagues without duplicates, up to the limit. */
export const joinTeams = (newer: readonly TeamEntry[], older: readonly TeamEntry[]): TeamEntry[] =>
  union(newer, older, ({ agentId }) => agentId).slice(0, maxTeamSize)

/** Merges caller numbers and the choices for regions without duplicates, up to the limits. */
export const joinCallers = (newer: StoredCallers, older: StoredCallers): StoredCallers => ({
  numbers: union(newer.numbers, older.numbers, ({ number }) => number).slice(0, maxListedCallerNumbers),
  regionChoices: union(
    newer.regionChoices.toReversed(),
    older.regionChoices.toReversed(),
    ({ region }) => region
  )
    .slice(0, maxRegionChoices)
    .toReversed()
})

/** Maximum number of notes in a document of an earlier version. */
export const maxFormerNotes = 5_000

/** Merges the notes of each call, oldest first, up to the limit. */
export function joinNotes(newer: readonly FormerNote[], older: readonly FormerNote[]): FormerNote[] {
  const known = new Set(newer.map(({ id }) => id))
  return [...older.filter(({ id }) => !known.has(id)), ...newer].slice(-maxFormerNotes)
}

/** Merges wrap-ups without duplicates, up to the limit. */
export const joinWrapUps = (newer: readonly KeptWrapUp[], older: readonly KeptWrapUp[]): KeptWrapUp[] =>
  union(newer, older, ({ key }) => key).slice(0, maxWrapUps)

/** Merges call-backs without duplicates, in the order of their creation; open ones before done ones up to the limit. */
export function joinCallbacks(newer: readonly Callback[], older: readonly Callback[]): Callback[] {
  const all = union(newer, older, ({ id }) => id)
  const open = all.filter(isOpen).slice(0, callbackLimits.maxOpen)
  const done = all.filter((one) => !isOpen(one)).slice(0, callbackLimits.maxDone)
  return [...open, ...done].sort((a, b) => a.createdAtMs - b.createdAtMs)
}

const maxDownloads = 10_000

/** Merges downloads without duplicates; paused if either was paused. */
export function joinDownloads(
  newer: KeptDownloads | null,
  older: KeptDownloads | null
): KeptDownloads | null {
  if (newer === null || older === null) return newer ?? older
  return {
    isPaused: newer.isPaused || older.isPaused,
    items: union(newer.items, older.items, ({ callId, folder }) => `${callId} ${folder}`).slice(
      0,
      maxDownloads
    )
  }
}
