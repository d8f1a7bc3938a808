import { tick } from 'svelte'

/** What the window shows: the home view, or one page over it. */
export type View = { view: 'home' } | { view: 'settings' } | { view: 'keys' } | { view: 'call'; key: string }

let view = $state.raw<View>({ view: 'home' })
let cameFrom: HTMLElement | null = null

/** Which page is shown. A page takes the focus; going back gives it to where it was. */
export const navigation = {
  get view() {
    return view
  },

  show(next: View): void {
    if (next.view === 'home') {
      void this.back()
      return
    }
    if (view.view === 'home' && document.activeElement instanceof HTMLElement)
      cameFrom = document.activeElement
    view = next
  },

  /** Closes the page; false when none was open. */
  back(): boolean {
    if (view.view === 'home') return false
    view = { view: 'home' }
    const target = cameFrom
    cameFrom = null
    void tick().then(() => {
      if (target?.isConnected === true) target.focus()
    })
    return true
  }
}
