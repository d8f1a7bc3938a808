import type { EntriesExport } from '../../shared/imports/imports-state'

/** An export by its name: two that ended the same have the same. */
export const exportKey = (state: EntriesExport): string =>
  state.kind === 'done' ? `done ${state.rows} ${state.fileName}` : state.kind

/**
 * What is old news of exports, by `exportKey`, after `state` was seen; `before`: what was until then, undefined when
 * the window begins to look. What had ended before that is old; the next one may end as the last one did.
 */
export function oldNews(before: string | null | undefined, state: EntriesExport): string | null {
  if (state.kind === 'running') return null
  return before === undefined ? exportKey(state) : before
}

/** Whether an export is told. */
export const isNews = (state: EntriesExport, old: string | null | undefined): boolean =>
  state.kind !== 'none' && exportKey(state) !== old
