/** Whether windows can be shown: always on Windows and macOS, on Linux with an X or Wayland display. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
