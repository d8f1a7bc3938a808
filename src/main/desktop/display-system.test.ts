import { expect, test } from 'vitest'
import { displaySystemOf, isClipboardOpen, isXWaylandBetter, type DisplaySystem } from './display-system'

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

test.each([
  [45, { ...waylandSession, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, {}, true],
  // Before Electron 38 it runs there anyway.
  [33, { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME' }, {}, false],
  [45, { ...waylandSession, XDG_CURRENT_DESKTOP: 'KDE' }, {}, false],
  [45, { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME', DISPLAY: '' }, {}, false],
  [45, { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME' }, { 'ozone-platform': 'wayland' }, false],
  // The start again has the switch, so that there is only one.
  [45, { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME' }, { 'ozone-platform': 'x11' }, false],
  [45, { XDG_CURRENT_DESKTOP: 'GNOME', DISPLAY: ':0' }, {}, false]
])('Electron %s in %j with %j: XWayland is better: %s', (electronMajor, env, switches, expected) => {
  const switchValue = (name: string): string => (switches as Record<string, string>)[name] ?? ''
  expect(isXWaylandBetter({ platform: 'linux', env, electronMajor, switchValue })).toBe(expected)
})

test('the clipboard is open to a window without focus on X11 and GNOME’s XWayland only', () => {
  expect(isClipboardOpen('x11', 'linux', { DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'KDE' })).toBe(true)
  expect(isClipboardOpen('x11', 'linux', { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME' })).toBe(true)
  expect(isClipboardOpen('x11', 'linux', { ...waylandSession, XDG_CURRENT_DESKTOP: 'KDE' })).toBe(false)
  expect(isClipboardOpen('wayland', 'linux', { ...waylandSession, XDG_CURRENT_DESKTOP: 'GNOME' })).toBe(false)
  expect(isClipboardOpen(null, 'darwin', {})).toBe(true)
})
