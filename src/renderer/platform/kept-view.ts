import { untrack } from 'svelte'
import { commands, on } from './bridge'
import { readPlace, restorePlace } from './page-place'
import { ViewState } from './view-state'

const hasSecret = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement>('input[data-secret]')].some(({ value }) => value !== '')

/** The view state of this window; see {@link ViewState}. */
export const viewState = new ViewState(
  { commands, on },
  { read: readPlace, restore: restorePlace },
  hasSecret
)

/**
 * Keeps a part of the view beyond this page; `key` is unique in the window. Modules call it once, components in an
 * effect: `$effect(() => keepView(…))`.
 */
export const keepView = <T>(key: string, read: () => T, write: (value: T) => void): (() => void) =>
  viewState.keep(key, read, (value: T) => untrack(() => write(value)))
