import type { ReportPart } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/imports-state'
import { inOrder, isActive, needsPerson } from './imports'

/** What the window shows beside its list of places. */
export type Place =
  { kind: 'draft' } | { kind: 'import'; id: string } | { kind: 'campaigns' } | { kind: 'block-list' }

/** A place's name among all of them. */
export const keyOf = (place: Place): string => (place.kind === 'import' ? place.id : place.kind)

/** All places, as they are listed. */
export const placesOf = (imports: readonly ImportSummary[]): Place[] => [
  { kind: 'draft' },
  ...inOrder(imports).map(({ id }): Place => ({ kind: 'import', id })),
  { kind: 'campaigns' },
  { kind: 'block-list' }
]

/** The place `step` further down, within the ends; of a place that isn't listed, the first. */
export function placeBeside(places: readonly Place[], from: Place, step: number): Place {
  const at = places.findIndex((place) => keyOf(place) === keyOf(from))
  return places[Math.max(0, Math.min(places.length - 1, at + step))] ?? { kind: 'draft' }
}

/** Where the window begins: at lists that were added, else at an import that isn't done. */
export function firstPlace(imports: readonly ImportSummary[], hasDraft: boolean): Place {
  const asking = inOrder(imports).find(
    (one) => isActive(one.status) || one.status.kind === 'paused' || needsPerson(one)
  )
  return hasDraft || asking === undefined ? { kind: 'draft' } : { kind: 'import', id: asking.id }
}

/** Where to go when an import is removed: to the one below it, else above, else to the draft. */
export function placeAfter(imports: readonly ImportSummary[], removedId: string): Place {
  const listed = inOrder(imports)
  const at = listed.findIndex(({ id }) => id === removedId)
  const next = listed[at + 1] ?? listed[at - 1]
  return next === undefined || at < 0 ? { kind: 'draft' } : { kind: 'import', id: next.id }
}

/** The two views of an import. */
export type ImportView = 'overview' | 'entries'

/** Where the window stands. */
export interface Standing {
  /** Null: nothing was asked for yet. */
  place: Place | null
  /** Of an import. */
  view: ImportView
  /** The part of an import's numbers that is listed; null: all. */
  part: ReportPart | null
  /** The import about whose removal is asked. */
  removingId: string | null
}

/** Before anything was asked for. */
export const nowhere: Standing = { place: null, view: 'overview', part: null, removingId: null }

/** Another place begins at its overview; the same one stays as it is. */
export const standingAt = (standing: Standing, place: Place): Standing =>
  standing.place !== null && keyOf(standing.place) === keyOf(place) ? standing : { ...nowhere, place }
