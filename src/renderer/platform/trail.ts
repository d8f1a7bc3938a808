/** The pages of the settings that open from the first one. */
export const settingsSections = ['dialling', 'hotKeys', 'links', 'pages'] as const

/** A page of the settings that opens from the first one. */
export type SettingsSection = (typeof settingsSections)[number]

/** What the window shows: the home view, or one page over it. */
export type View =
  | { view: 'home' }
  | { view: 'settings'; section?: SettingsSection }
  | { view: 'connection' }
  | { view: 'sign-in' }
  | { view: 'keys' }
  | { view: 'team' }
  | { view: 'team-call'; agentId: number }
  | { view: 'call'; key: string }

/** A page that is open, and the mark (data-return) of what is focused when it is come back to. */
export interface Place {
  view: View
  returnTo: string | null
}

/** The pages from the home view, which is not among them, to the one that is shown. */
export type Trail = readonly Place[]

/**
 * The trail with `next` opened from the element that is marked `mark`. A page that is open already is
 * gone back to, so that a trail never grows longer than there are pages.
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

/** The trail with its last page closed; a section of the settings gives way to the list of them. */
export function closed(trail: Trail): Trail {
  const last = trail.at(-1)
  if (last?.view.view !== 'settings' || last.view.section === undefined) return trail.slice(0, -1)
  return [...trail.slice(0, -1), { view: { view: 'settings' }, returnTo: last.view.section }]
}
