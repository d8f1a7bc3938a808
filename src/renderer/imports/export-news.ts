import type { EntriesExport } from '../../shared/imports/state-schema'

/** Key of an export state; identical results have the same key. */
export const exportKey = (state: EntriesExport): string =>
  state.kind === 'done' ? `done ${state.rows} ${state.fileName}` : state.kind

/**
 * Returns the `exportKey` that was already seen, given the next `state`. `before` is the previous return value,
 * undefined for the first state: an export that ended before that is not news. A running export resets it, so that
 * an identical result is news again.
 */
export function oldNews(before: string | null | undefined, state: EntriesExport): string | null {
  if (state.kind === 'running') return null
  return before === undefined ? exportKey(state) : before
}

/** Whether an export should be shown. */
export const isNews = (state: EntriesExport, old: string | null | undefined): boolean =>
  state.kind !== 'none' && exportKey(state) !== old
