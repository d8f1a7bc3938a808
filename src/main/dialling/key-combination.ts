type Modifier = 'CTRL' | 'ALT' | 'SHIFT' | 'LOGO'

/** Names of the XDG shortcut specification for Electron's modifiers. */
const modifiers: ReadonlyMap<string, Modifier> = new Map(
  Object.entries({
    commandorcontrol: 'CTRL',
    cmdorctrl: 'CTRL',
    control: 'CTRL',
    ctrl: 'CTRL',
    alt: 'ALT',
    shift: 'SHIFT',
    super: 'LOGO',
    meta: 'LOGO'
  } as const)
)

/** Names of X keysyms for Electron's keys that aren't called the same. */
const keysyms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    enter: 'Return',
    return: 'Return',
    space: 'space',
    tab: 'Tab',
    backspace: 'BackSpace',
    escape: 'Escape',
    delete: 'Delete',
    insert: 'Insert',
    home: 'Home',
    end: 'End',
    pageup: 'Page_Up',
    pagedown: 'Page_Down',
    up: 'Up',
    down: 'Down',
    left: 'Left',
    right: 'Right',
    printscreen: 'Print',
    plus: 'plus',
    numdec: 'KP_Decimal',
    numadd: 'KP_Add',
    numsub: 'KP_Subtract',
    nummult: 'KP_Multiply',
    numdiv: 'KP_Divide',
    '-': 'minus',
    '=': 'equal',
    '[': 'bracketleft',
    ']': 'bracketright',
    '\\': 'backslash',
    ';': 'semicolon',
    "'": 'apostrophe',
    '`': 'grave',
    ',': 'comma',
    '.': 'period',
    '/': 'slash'
  })
)

/** A combination as modifiers, by the names of the XDG shortcut specification, and the X keysym of its key. */
export interface KeyCombination {
  modifiers: readonly Modifier[]
  keysym: string
}

const keysymOf = (key: string): string | null => {
  if (/^[a-z\d]$/i.test(key)) return key.toLowerCase()
  if (/^f\d{1,2}$/i.test(key)) return key.toUpperCase()
  if (/^num\d$/i.test(key)) return `KP_${key.slice(3)}`
  return keysyms.get(key.toLowerCase()) ?? null
}

/** Splits Electron's notation of a combination; null if a Linux desktop has no name for one of its parts. */
export function readCombination(accelerator: string): KeyCombination | null {
  const parts = accelerator.split('+')
  const keysym = keysymOf(parts.at(-1) ?? '')
  const names = parts.slice(0, -1).map((part) => modifiers.get(part.toLowerCase()) ?? null)
  const known = names.filter((name) => name !== null)
  return keysym === null || known.length < names.length ? null : { modifiers: known, keysym }
}

/** The combination as the portal for global shortcuts reads it (XDG shortcut specification): `CTRL+SHIFT+F9`. */
export const portalTrigger = (accelerator: string): string | null => {
  const combination = readCombination(accelerator)
  return combination && [...combination.modifiers, combination.keysym].join('+')
}
