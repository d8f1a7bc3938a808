import type { Environment } from '../../shared/app/schema'

type Platform = Environment['platform']

/** The parts of a key event that make a combination. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

// Electron's key names by key position (UI Events KeyboardEvent code), without media keys: they belong to players.
const keysByCode: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 24 }, (_, index) => [`F${index + 1}`, `F${index + 1}`] as const),
  ...Array.from({ length: 10 }, (_, digit) => [`Digit${digit}`, String(digit)] as const),
  ...Array.from({ length: 10 }, (_, digit) => [`Numpad${digit}`, `num${digit}`] as const),
  ['NumpadDecimal', 'numdec'],
  ['NumpadAdd', 'numadd'],
  ['NumpadSubtract', 'numsub'],
  ['NumpadMultiply', 'nummult'],
  ['NumpadDivide', 'numdiv'],
  ['NumpadEnter', 'Enter'],
  ['ArrowUp', 'Up'],
  ['ArrowDown', 'Down'],
  ['ArrowLeft', 'Left'],
  ['ArrowRight', 'Right'],
  ['Home', 'Home'],
  ['End', 'End'],
  ['PageUp', 'PageUp'],
  ['PageDown', 'PageDown'],
  ['Insert', 'Insert'],
  ['Delete', 'Delete'],
  ['Backspace', 'Backspace'],
  ['Enter', 'Enter'],
  ['Space', 'Space'],
  ['Tab', 'Tab'],
  ['Escape', 'Escape'],
  ['PrintScreen', 'PrintScreen'],
  ['Minus', '-'],
  ['Equal', '='],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Backslash', '\\'],
  ['Semicolon', ';'],
  ['Quote', "'"],
  ['Backquote', '`'],
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/']
])

const modifierCodes = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$|^AltGraph$/

/** True when only a modifier went down or up. */
export const isModifier = (press: KeyPress): boolean =>
  modifierCodes.test(press.code) || ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta'].includes(press.key)

/**
 * Returns Electron's name of the key; null for a key that can't be in a combination. A letter is the layout's, as
 * for a registration; where the layout or an input method gives none (Cyrillic, Pinyin, Option on a Mac), that of the
 * key's position. All other keys go by position.
 */
function keyOf(press: KeyPress): string | null {
  const place = /^Key([A-Z])$/.exec(press.code)
  if (place !== null) return /^[a-z]$/i.test(press.key) ? press.key.toUpperCase() : (place[1] ?? null)
  return keysByCode.get(press.code) ?? null
}

/**
 * Returns the held modifiers by Electron's names. The platform's main one is always `CommandOrControl`, so that each
 * combination has one spelling.
 */
function modifiersOf(press: KeyPress, platform: Platform): string[] {
  const isMac = platform === 'darwin'
  const held: [boolean, string][] = [
    [isMac ? press.metaKey : press.ctrlKey, 'CommandOrControl'],
    [isMac && press.ctrlKey, 'Control'],
    [press.altKey, 'Alt'],
    [press.shiftKey, 'Shift'],
    [!isMac && press.metaKey, 'Super']
  ]
  return held.flatMap(([isHeld, name]) => (isHeld ? [name] : []))
}

/** Returns the combination in Electron's notation; null while no suitable key is pressed. */
export function acceleratorOf(press: KeyPress, platform: Platform): string | null {
  if (isModifier(press)) return null
  const key = keyOf(press)
  return key === null ? null : [...modifiersOf(press, platform), key].join('+')
}

/** Formats the held modifiers while a combination is recorded. */
export const showHeld = (press: KeyPress, platform: Platform): string =>
  showParts(modifiersOf(press, platform), platform)

const macModifiers: ReadonlyMap<string, string> = new Map([
  ['control', '⌃'],
  ['ctrl', '⌃'],
  ['alt', '⌥'],
  ['option', '⌥'],
  ['shift', '⇧'],
  ['command', '⌘'],
  ['cmd', '⌘'],
  ['super', '⌘'],
  ['meta', '⌘'],
  ['commandorcontrol', '⌘'],
  ['cmdorctrl', '⌘']
])
// Apple's own order (Human Interface Guidelines, Keyboards).
const macOrder = '⌃⌥⇧⌘'

const superNames: Record<Platform, string> = { win32: 'Win', linux: 'Super', darwin: '⌘' }

const otherModifiers = (platform: Platform): ReadonlyMap<string, string> =>
  new Map([
    ['control', 'Ctrl'],
    ['ctrl', 'Ctrl'],
    ['commandorcontrol', 'Ctrl'],
    ['cmdorctrl', 'Ctrl'],
    ['alt', 'Alt'],
    ['option', 'Alt'],
    ['altgr', 'AltGr'],
    ['shift', 'Shift'],
    ['super', superNames[platform]],
    ['meta', superNames[platform]],
    ['command', superNames[platform]],
    ['cmd', superNames[platform]]
  ])

const shownKeys: ReadonlyMap<string, string> = new Map([
  ['up', '↑'],
  ['down', '↓'],
  ['left', '←'],
  ['right', '→'],
  ['pageup', 'PgUp'],
  ['pagedown', 'PgDn'],
  ['escape', 'Esc'],
  ['return', 'Enter'],
  ['plus', '+'],
  ['numdec', 'Num .'],
  ['numadd', 'Num +'],
  ['numsub', 'Num -'],
  ['nummult', 'Num *'],
  ['numdiv', 'Num /']
])

function showKey(key: string): string {
  const name = key.toLowerCase()
  if (/^num\d$/.test(name)) return `Num ${name.slice(3)}`
  return shownKeys.get(name) ?? (key.length === 1 ? key.toUpperCase() : key)
}

function showParts(parts: readonly string[], platform: Platform): string {
  const names = platform === 'darwin' ? macModifiers : otherModifiers(platform)
  const modifiers = parts.flatMap((part) => names.get(part.toLowerCase()) ?? [])
  const keys = parts.filter((part) => !names.has(part.toLowerCase())).map(showKey)
  if (platform !== 'darwin') return [...modifiers, ...keys].join('+')
  const ordered = modifiers.sort((one, other) => macOrder.indexOf(one) - macOrder.indexOf(other))
  return ordered.join('') + keys.join('')
}

/** Formats a combination as the platform does: Ctrl+Shift+F9; ⇧⌘F9 on a Mac. */
export const showAccelerator = (accelerator: string, platform: Platform): string =>
  showParts(accelerator.split('+'), platform)
