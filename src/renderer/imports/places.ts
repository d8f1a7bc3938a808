import type { ReportPart } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/state-schema'
import { inOrder, isActive, needsUser } from './imports'

/** A page of the window, selected in the sidebar. */
export type Place =
  | { kind: 'draft' }
  | { kind: 'import'; id: string }
  | { kind: 'campaigns' }
  | { kind: 'block-list' }

/** Unique key of a page. */
export const keyOf = (place: Place): string => (place.kind === 'import' ? place.id : place.kind)

/** All pages, in the order of the sidebar. */
export const placesOf = (imports: readonly ImportSummary[]): Place[] => [
  { kind: 'draft' },
  ...inOrder(imports).map(({ id }): Place => ({ kind: 'import', id })),
  { kind: 'campaigns' },
  { kind: 'block-list' }
]

/** The page `step` entries further down, clamped; for a page that isn't listed, the first. */
export function placeBeside(places: readonly Place[], from: Place, step: number): Place {
  const at = places.findIndex((place) => keyOf(place) === keyOf(from))
  return places[Math.max(0, Math.min(places.length - 1, at + step))] ?? { kind: 'draft' }
}

/** Initial page: the draft if it has lists, else an unfinished import. */
export function firstPlace(imports: readonly ImportSummary[], hasDraft: boolean): Place {
  const asking = inOrder(imports).find(
    (one) => isActive(one.status) || one.status.kind === 'paused' || needsUser(one)
  )
  return hasDraft || asking === undefined ? { kind: 'draft' } : { kind: 'import', id: asking.id }
}

/** The page to show after removing an import: the one below it, else above, else the draft. */
export function placeAfter(imports: readonly ImportSummary[], removedId: string): Place {
  const listed = inOrder(imports)
  const at = listed.findIndex(({ id }) => id === removedId)
  const next = listed[at + 1] ?? listed[at - 1]
  return next === undefined || at < 0 ? { kind: 'draft' } : { kind: 'import', id: next.id }
}

/** The two views of an import. */
export type ImportView = 'overview' | 'entries'

/** Navigation state of the window. */
export interface NavigationState {
  /** Null: no page was requested yet. */
  place: Place | null
  /** View of the selected import. */
  view: ImportView
  /** The part whose numbers are listed; null: all. */
  part: ReportPart | null
  /** The import whose removal is being confirmed. */
  removingId: string | null
}

/** Initial state. */
export const noPlace: NavigationState = { place: null, view: 'overview', part: null, removingId: null }

/** Another page starts at its overview; the same one keeps its state. */
export const navigated = (navigation: NavigationState, place: Place): NavigationState =>
  navigation.place !== null && keyOf(navigation.place) === keyOf(place) ? navigation : { ...noPlace, place }
