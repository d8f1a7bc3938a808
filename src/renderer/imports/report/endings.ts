import type { ImportStatus, ImportSummary } from '../../../shared/imports/imports-state'

type Kind = ImportStatus['kind']

/** What is known of imports that went on, by their id. */
export type SeenKinds = ReadonlyMap<string, Kind>

/** What each import does now. */
export const kindsOf = (imports: readonly ImportSummary[]): SeenKinds =>
  new Map(imports.map(({ id, status }) => [id, status.kind]))

/** The imports that ended, stopped or were cancelled since `seen`; of one that wasn't seen before it is old news. */
export const endedSince = (seen: SeenKinds, imports: readonly ImportSummary[]): ImportSummary[] =>
  imports.filter(({ id, status: { kind } }) => {
    const before = seen.get(id)
    return before !== undefined && before !== kind && ['ended', 'cancelled', 'stopped'].includes(kind)
  })
