import { describe, expect, it } from 'vitest'
import { acceleratorOf, isModifier, showAccelerator, showHeld, type KeyPress } from './accelerator'

const press = (code: string, key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held
})
const ctrl = { ctrlKey: true }

describe('reading a key press as an accelerator', () => {
  it.each([
    ['a letter', press('KeyD', 'd', { ctrlKey: true, altKey: true }), 'CommandOrControl+Alt+D'],
    ['a letter with Shift', press('KeyD', 'D', { ...ctrl, shiftKey: true }), 'CommandOrControl+Shift+D'],
    ['a function key', press('F9', 'F9', { ...ctrl, shiftKey: true }), 'CommandOrControl+Shift+F9'],
    ['the last function key', press('F24', 'F24'), 'F24'],
    ['a digit', press('Digit7', '7', ctrl), 'CommandOrControl+7'],
    ['a shifted digit', press('Digit7', '&', { ...ctrl, shiftKey: true }), 'CommandOrControl+Shift+7'],
    ['a digit of the pad', press('Numpad7', '7', ctrl), 'CommandOrControl+num7'],
    ['the pad without Num Lock', press('Numpad7', 'Home', ctrl), 'CommandOrControl+num7'],
    ['plus of the pad', press('NumpadAdd', '+', ctrl), 'CommandOrControl+numadd'],
    ['an arrow', press('ArrowLeft', 'ArrowLeft', { altKey: true }), 'Alt+Left'],
    ['punctuation', press('Semicolon', ':', { ...ctrl, shiftKey: true }), 'CommandOrControl+Shift+;'],
    ['the space bar', press('Space', ' ', { metaKey: true }), 'Super+Space'],
    ['Escape with a modifier', press('Escape', 'Escape', ctrl), 'CommandOrControl+Escape'],
    [
      'all modifiers',
      press('KeyA', 'a', { ctrlKey: true, altKey: true, shiftKey: true, metaKey: true }),
      'CommandOrControl+Alt+Shift+Super+A'
    ]
  ])('%s', (_name, pressed, accelerator) => {
    expect(acceleratorOf(pressed, 'linux')).toBe(accelerator)
  })

  it('on a Mac ⌘ is the main modifier and Control a second one', () => {
    expect(acceleratorOf(press('F9', 'F9', { metaKey: true }), 'darwin')).toBe('CommandOrControl+F9')
    expect(acceleratorOf(press('F9', 'F9', { ctrlKey: true }), 'darwin')).toBe('Control+F9')
  })

  it('if the layout yields no letter, the key’s position decides: input methods, Cyrillic, Option', () => {
    for (const key of ['Process', 'Unidentified', 'в', '∂', 'Dead']) {
      expect(acceleratorOf(press('KeyD', key, ctrl), 'linux')).toBe('CommandOrControl+D')
    }
  })

  it('if the layout yields another letter, that one counts, as it does when registering', () => {
    expect(acceleratorOf(press('KeyQ', 'a', ctrl), 'win32')).toBe('CommandOrControl+A')
  })

  it.each([
    press('ControlLeft', 'Control', ctrl),
    press('AltRight', 'AltGraph', { altKey: true }),
    press('MetaLeft', 'Meta', { metaKey: true })
  ])('a modifier alone isn’t an accelerator yet', (pressed) => {
    expect(isModifier(pressed)).toBe(true)
    expect(acceleratorOf(pressed, 'linux')).toBeNull()
  })

  it.each(['MediaPlayPause', 'AudioVolumeUp', 'CapsLock', 'IntlRo', ''])(
    '%j can’t be the key of an accelerator',
    (code) => {
      expect(acceleratorOf(press(code, code, ctrl), 'linux')).toBeNull()
    }
  )
})

describe('displaying an accelerator', () => {
  it.each([
    ['CommandOrControl+Shift+F9', 'Ctrl+Shift+F9', 'Ctrl+Shift+F9', '⇧⌘F9'],
    ['Control+Alt+D', 'Ctrl+Alt+D', 'Ctrl+Alt+D', '⌃⌥D'],
    ['Super+Space', 'Win+Space', 'Super+Space', '⌘Space'],
    ['Alt+Left', 'Alt+←', 'Alt+←', '⌥←'],
    ['Control+num7', 'Ctrl+Num 7', 'Ctrl+Num 7', '⌃Num 7'],
    ['Control+numadd', 'Ctrl+Num +', 'Ctrl+Num +', '⌃Num +'],
    ['Control+Plus', 'Ctrl++', 'Ctrl++', '⌃+'],
    ['Control+;', 'Ctrl+;', 'Ctrl+;', '⌃;']
  ])('%s', (accelerator, windows, linux, mac) => {
    expect(showAccelerator(accelerator, 'win32')).toBe(windows)
    expect(showAccelerator(accelerator, 'linux')).toBe(linux)
    expect(showAccelerator(accelerator, 'darwin')).toBe(mac)
  })

  it('held modifiers are shown before the key is pressed', () => {
    expect(showHeld(press('ShiftLeft', 'Shift', { ctrlKey: true, shiftKey: true }), 'win32')).toBe(
      'Ctrl+Shift'
    )
    expect(showHeld(press('MetaLeft', 'Meta', { metaKey: true, altKey: true }), 'darwin')).toBe('⌥⌘')
  })
})
