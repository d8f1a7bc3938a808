/** The actions of global keys. */
export const hotKeyActions = [
  'dial-copied',
  'redial-last',
  'toggle-window',
  'wrap-up-last',
  'pause-notifications'
] as const

/** See {@link hotKeyActions}. */
export type HotKeyAction = (typeof hotKeyActions)[number]

/** Why a combination can't be registered. */
export const hotKeyProblems = [
  /** Used by another program or the system. */
  'taken',
  /** Used by another action of Deskline. */
  'used-here',
  /** Not suitable as a global key, e.g. a letter without Ctrl, Alt or Super. */
  'unsuitable',
  /** The desktop (Wayland) gives programs no global keys. */
  'not-offered',
  /** The desktop was asked for the key, and it or the user refused. */
  'refused'
] as const

/** See {@link hotKeyProblems}. */
export type HotKeyProblem = (typeof hotKeyProblems)[number]

/** How a global key reaches Deskline. */
export const keyDeliveries = [
  /** The system delivers what it registered. */
  'system',
  /** Wayland: the desktop is being asked. */
  'asking',
  /** Wayland: by the desktop's portal for global shortcuts. */
  'portal',
  /** Wayland without the portal, as a program of XWayland: only while a window of XWayland has the focus. */
  'xwayland',
  /** Wayland without the portal: not at all. */
  'none'
] as const

/** See {@link keyDeliveries}. */
export type KeyDelivery = (typeof keyDeliveries)[number]

/**
 * The desktop whose own shortcut can run `deskline dial`: Deskline writes it on GNOME and KDE; Sway and Hyprland read
 * a line of the user's configuration; null for others.
 */
export const shortcutDesktops = ['gnome', 'kde', 'sway', 'hyprland'] as const

/** See {@link shortcutDesktops}. */
export type ShortcutDesktop = (typeof shortcutDesktops)[number]
