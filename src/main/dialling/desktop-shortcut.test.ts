import { describe, expect, test } from 'vitest'
import { dialCommand, gnomeBinding, kdeBinding, shortcutDesktopOf, shortcutLine } from './desktop-shortcut'
import { portalTrigger } from './key-combination'

test.each([
  ['GNOME', 'gnome'],
  ['ubuntu:GNOME', 'gnome'],
  ['KDE', 'kde'],
  ['sway', 'sway'],
  ['Hyprland', 'hyprland'],
  ['XFCE', null],
  ['constructor', null],
  ['', null]
])('the desktop %j is %s', (currentDesktop, expected) => {
  expect(shortcutDesktopOf(currentDesktop)).toBe(expected)
})

test.each([
  ['CommandOrControl+Shift+F9', 'CTRL+SHIFT+F9', '<Control><Shift>F9', 'Ctrl+Shift+F9'],
  ['Control+Alt+D', 'CTRL+ALT+d', '<Control><Alt>d', 'Ctrl+Alt+D'],
  ['Super+PageUp', 'LOGO+Page_Up', '<Super>Page_Up', 'Meta+PgUp'],
  ['Alt+/', 'ALT+slash', '<Alt>slash', 'Alt+/'],
  ['Alt+num4', 'ALT+KP_4', '<Alt>KP_4', null],
  ['F12', 'F12', 'F12', 'F12'],
  ['Hyper+D', null, null, null],
  ['constructor+D', null, null, null],
  ['Alt+constructor', null, null, null],
  ['Control+MediaStop', null, null, null],
  ['', null, null, null]
])('%s in the notation of the portal, of GNOME and of KDE', (accelerator, portal, gnome, kde) => {
  expect([portalTrigger(accelerator), gnomeBinding(accelerator), kdeBinding(accelerator)]).toEqual([
    portal,
    gnome,
    kde
  ])
})

describe('the line to copy', () => {
  const command = dialCommand(['/opt/Deskline/deskline'])
  test.each([
    ['sway', 'bindsym Ctrl+Shift+Mod1+d exec /opt/Deskline/deskline dial'],
    ['hyprland', 'bind = CTRL SHIFT ALT, d, exec, /opt/Deskline/deskline dial'],
    [null, '/opt/Deskline/deskline dial']
  ] as const)('of %s', (desktop, line) => {
    expect(shortcutLine(desktop, 'CommandOrControl+Shift+Alt+D', command)).toBe(line)
  })

  test('is one word for a shell per argument, whatever the path contains', () => {
    expect(dialCommand(["/home/小王/it's here/$(rm)/deskline"])).toBe(
      "'/home/小王/it'\\''s here/$(rm)/deskline' dial"
    )
  })
})
