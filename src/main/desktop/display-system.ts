/** The display system of Deskline's windows on Linux; `null` on other systems. */
export type DisplaySystem = 'x11' | 'wayland' | null

/** The first Electron version that uses Wayland by default in a Wayland session. */
const waylandByDefault = 38

/**
 * Returns the display system that Chromium uses: a switch decides, otherwise the session type (Electron 38 and
 * later), otherwise X11, through XWayland in a Wayland session. `switchValue` returns a command-line switch, '' if
 * absent.
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
