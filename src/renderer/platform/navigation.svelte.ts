import { tick } from 'svelte'
import { keepView } from './kept-view'
import { closed, opened, type Trail, type View } from './trail'

const home: View = { view: 'home' }

let trail = $state.raw<Trail>([])
let cameFrom: HTMLElement | null = null

keepView(
  'trail',
  () => trail,
  (kept: Trail) => (trail = kept)
)

const markOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-return]')?.dataset['return'] ?? null

/** The visible page. Opening a page moves the focus to it; going back restores the focus. */
export const navigation = {
  get view(): View {
    return trail.at(-1)?.view ?? home
  },

  show(next: View): void {
    if (next.view === 'home') {
      this.home()
      return
    }
    const active = document.activeElement
    if (trail.length === 0 && active instanceof HTMLElement) cameFrom = active
    trail = opened(trail, next, markOf(active))
  },

  /** Closes the page; false when none was open. */
  back(): boolean {
    const rest = closed(trail)
    if (rest.length === 0) return this.home()
    trail = rest
    const mark = rest.at(-1)?.returnTo ?? null
    if (mark !== null) {
      void tick().then(() => document.querySelector<HTMLElement>(`[data-return="${mark}"]`)?.focus())
    }
    return true
  },

  /** Closes every page; false when none was open. */
  home(): boolean {
    if (trail.length === 0) return false
    trail = []
    const target = cameFrom
    cameFrom = null
    void tick().then(() => {
      if (target?.isConnected === true) target.focus()
    })
    return true
  }
}
