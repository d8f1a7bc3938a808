import { expect, test } from 'vitest'
import { displaySystemOf, type DisplaySystem } from './display-system'

const waylandSession = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }
const of = (
  electronMajor: number,
  env: NodeJS.ProcessEnv,
  switches: Record<string, string> = {},
  platform: NodeJS.Platform = 'linux'
): DisplaySystem =>
  displaySystemOf({ platform, env, electronMajor, switchValue: (name) => switches[name] ?? '' })

test('a Wayland session is native from Electron 38 on, and XWayland before it', () => {
  expect(of(45, waylandSession)).toBe('wayland')
  expect(of(45, { WAYLAND_DISPLAY: 'wayland-1' })).toBe('wayland')
  expect(of(33, waylandSession)).toBe('x11')
})

test('a switch overrides the session type', () => {
  expect(of(45, waylandSession, { 'ozone-platform': 'x11' })).toBe('x11')
  expect(of(33, waylandSession, { 'ozone-platform': 'wayland' })).toBe('wayland')
  expect(of(33, waylandSession, { 'ozone-platform-hint': 'auto' })).toBe('wayland')
  expect(of(33, { ...waylandSession, ELECTRON_OZONE_PLATFORM_HINT: 'wayland' })).toBe('wayland')
})

test('an X11 session is X11, and other platforms have neither', () => {
  expect(of(45, { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBe('x11')
  expect(of(45, { DISPLAY: ':0' })).toBe('x11')
  expect(of(33, { DISPLAY: ':0' }, { 'ozone-platform-hint': 'auto' })).toBe('x11')
  expect(of(45, waylandSession, {}, 'darwin')).toBeNull()
  expect(of(45, {}, {}, 'win32')).toBeNull()
})
