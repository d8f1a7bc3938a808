import { tick } from 'svelte'

/** The pages of the settings that open from the first one. */
export const settingsSections = ['dialling', 'hotKeys', 'links', 'pages'] as const

/** A page of the settings that opens from the first one. */
export type SettingsSection = (typeof settingsSections)[number]

/** What the window shows: the home view, or one page over it. */
export type View =
  | { view: 'home' }
  | { view: 'settings'; section?: SettingsSection }
  | { view: 'keys' }
  | { view: 'call'; key: string }

let view = $state.raw<View>({ view: 'home' })
let cameFrom: HTMLElement | null = null

/** Which page is shown. A page takes the focus; going back gives it to where it was. */
export const navigation = {
  get view() {
    return view
  },

  show(next: View): void {
    if (next.view === 'home') {
      this.home()
      return
    }
    if (view.view === 'home' && document.activeElement instanceof HTMLElement)
      cameFrom = document.activeElement
    view = next
  },

  /** Closes the page, of a section of the settings that section; false when none was open. */
  back(): boolean {
    if (view.view !== 'settings' || view.section === undefined) return this.home()
    const { section } = view
    view = { view: 'settings' }
    void tick().then(() => document.querySelector<HTMLElement>(`[data-section="${section}"]`)?.focus())
    return true
  },

  /** Closes every page; false when none was open. */
  home(): boolean {
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
