/** The display system of Deskline's windows on Linux; `null` on other systems. */
export type DisplaySystem = 'x11' | 'wayland' | null

/** What decides the display system. `switchValue` returns a command-line switch, '' if absent. */
export interface DisplayFacts {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  electronMajor: number
  switchValue: (name: string) => string
}

/** The first Electron version that uses Wayland by default in a Wayland session. */
const waylandByDefault = 38

/** True in a Wayland session, also for a program that runs in it by XWayland. */
export const isWaylandSession = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform === 'linux' && (env['XDG_SESSION_TYPE'] === 'wayland' || env['WAYLAND_DISPLAY'] !== undefined)

/** True on GNOME and desktops derived from it. */
const isGnome = (env: NodeJS.ProcessEnv): boolean =>
  (env['XDG_CURRENT_DESKTOP'] ?? '').split(':').some((name) => name.toUpperCase() === 'GNOME')

/**
 * True where XWayland serves Deskline better than the native Wayland that Chromium would choose: GNOME shows every
 * window of XWayland the current clipboard, places it, and lets a bar stay without the focus (docs/decisions/0052).
 */
export const isXWaylandBetter = (facts: DisplayFacts): boolean =>
  facts.switchValue('ozone-platform') === '' &&
  displaySystemOf(facts) === 'wayland' &&
  isGnome(facts.env) &&
  (facts.env['DISPLAY'] ?? '') !== ''

/**
 * True if the clipboard can be read without the keyboard focus. A Wayland compositor shows it only to the focused
 * client, and most keep an older one for XWayland meanwhile; GNOME keeps that current.
 */
export const isClipboardOpen = (
  displaySystem: DisplaySystem,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv
): boolean =>
  displaySystem === null || (displaySystem === 'x11' && (!isWaylandSession(platform, env) || isGnome(env)))

/**
 * Returns the display system that Chromium uses: a switch decides, otherwise the session type (Electron 38 and
 * later), otherwise X11, through XWayland in a Wayland session.
 */
export function displaySystemOf(facts: DisplayFacts): DisplaySystem {
  const { platform, env, electronMajor, switchValue } = facts
  if (platform !== 'linux') return null
  const named = switchValue('ozone-platform')
  if (named === 'wayland' || named === 'x11') return named
  if (!isWaylandSession(platform, env)) return 'x11'
  if (electronMajor >= waylandByDefault) return 'wayland'
  const hint = switchValue('ozone-platform-hint') || (env['ELECTRON_OZONE_PLATFORM_HINT'] ?? '')
  return hint === 'wayland' || hint === 'auto' ? 'wayland' : 'x11'
}
