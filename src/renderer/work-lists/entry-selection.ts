/** The ids of selected entries. */
export type EntryIds = ReadonlySet<number>

/** The ids as a selection. */
export const entryIds = (ids: Iterable<number> = []): EntryIds => new Set(ids)

/** Adds an id or removes it; null: there are `max` ids already. */
export function withToggledId(ids: EntryIds, id: number, max: number): EntryIds | null {
  const next = new Set(ids)
  if (next.delete(id)) return next
  return next.size < max ? next.add(id) : null
}
