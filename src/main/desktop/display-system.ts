/** What a Linux desktop shows Deskline's windows with; `null` on other systems. */
export type DisplaySystem = 'x11' | 'wayland' | null

/** From this Electron on, Wayland is used by itself in a Wayland session. */
const waylandByDefault = 38

/**
 * Which of the two Chromium uses: a switch decides, else the session's type (Electron 38 and later), else X11,
 * through XWayland in a Wayland session. `switchValue` gives a command-line switch, '' when it isn't there.
 */
export function displaySystemOf(facts: {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  electronMajor: number
  switchValue: (name: string) => string
}): DisplaySystem {
  const { platform, env, electronMajor, switchValue } = facts
  if (platform !== 'linux') return null
  const named = switchValue('ozone-platform')
  if (named === 'wayland' || named === 'x11') return named
  const isWaylandSession = env['XDG_SESSION_TYPE'] === 'wayland' || env['WAYLAND_DISPLAY'] !== undefined
  if (!isWaylandSession) return 'x11'
  if (electronMajor >= waylandByDefault) return 'wayland'
  const hint = switchValue('ozone-platform-hint') || (env['ELECTRON_OZONE_PLATFORM_HINT'] ?? '')
  return hint === 'wayland' || hint === 'auto' ? 'wayland' : 'x11'
}
