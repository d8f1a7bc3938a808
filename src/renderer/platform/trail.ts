/** The subpages of the settings. */
const settingsSections = [
  'dialling',
  'callerNumbers',
  'hotKeys',
  'links',
  'pages',
  'results',
  'workLists',
  'callingRules',
  'doNotCall',
  'privacy',
  'about'
] as const

/** A subpage of the settings. */
export type SettingsSection = (typeof settingsSections)[number]

/** A view of the window: the home view, or a page over it. */
export type View =
  | { view: 'home' }
  | { view: 'settings'; section?: SettingsSection }
  | { view: 'connection' }
  | { view: 'sign-in' }
  | { view: 'guide' }
  | { view: 'keys' }
  | { view: 'team' }
  | { view: 'team-call'; agentId: number }
  | { view: 'callbacks'; id: string | null }
  | { view: 'call'; key: string }

/** An open page, and the mark (data-return) of the element to focus when the user returns to it. */
interface Place {
  view: View
  returnTo: string | null
}

/** The open pages above the home view; the last one is visible. */
export type Trail = readonly Place[]

/**
 * Returns the trail with `next` opened from the element marked `mark`. Opening a page that is already open goes back to
 * it, so the trail can't grow beyond the number of pages.
 */
export function opened(trail: Trail, next: View, mark: string | null): Trail {
  if (next.view === 'home') return []
  const at = trail.findIndex(({ view }) => view.view === next.view)
  const kept =
    at < 0
      ? trail.map((place, i) => (i === trail.length - 1 ? { ...place, returnTo: mark } : place))
      : trail.slice(0, at)
  return [...kept, { view: next, returnTo: null }]
}

/** Returns the trail without its last page; from a subpage of the settings it goes back to the settings. */
export function closed(trail: Trail): Trail {
  const last = trail.at(-1)
  if (last?.view.view !== 'settings' || last.view.section === undefined) return trail.slice(0, -1)
  return [...trail.slice(0, -1), { view: { view: 'settings' }, returnTo: last.view.section }]
}
