import type { ImportStatus, ImportSummary } from '../../../shared/imports/state-schema'

type Kind = ImportStatus['kind']

/** Last seen status of each import, by id. */
export type SeenKinds = ReadonlyMap<string, Kind>

/** The current status of each import. */
export const kindsOf = (imports: readonly ImportSummary[]): SeenKinds =>
  new Map(imports.map(({ id, status }) => [id, status.kind]))

/** Imports that ended, stopped or were cancelled since `seen`; imports missing from `seen` are ignored. */
export const endedSince = (seen: SeenKinds, imports: readonly ImportSummary[]): ImportSummary[] =>
  imports.filter(({ id, status: { kind } }) => {
    const before = seen.get(id)
    return before !== undefined && before !== kind && ['ended', 'cancelled', 'stopped'].includes(kind)
  })
