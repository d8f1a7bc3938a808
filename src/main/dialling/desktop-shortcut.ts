import { shortcutDesktops, type ShortcutDesktop } from '../../shared/dialling/hot-keys'
import { readCombination, type KeyCombination } from './key-combination'

/** The running desktop; `currentDesktop` is XDG_CURRENT_DESKTOP. Null for one whose shortcuts Deskline doesn't know. */
export function shortcutDesktopOf(currentDesktop: string): ShortcutDesktop | null {
  const names = currentDesktop.toLowerCase().split(':')
  return shortcutDesktops.find((desktop) => names.includes(desktop)) ?? null
}

type Modifier = KeyCombination['modifiers'][number]

const gnomeModifiers: Record<Modifier, string> = {
  CTRL: '<Control>',
  ALT: '<Alt>',
  SHIFT: '<Shift>',
  LOGO: '<Super>'
}
const kdeModifiers: Record<Modifier, string> = { CTRL: 'Ctrl', ALT: 'Alt', SHIFT: 'Shift', LOGO: 'Meta' }
const swayModifiers: Record<Modifier, string> = { CTRL: 'Ctrl', ALT: 'Mod1', SHIFT: 'Shift', LOGO: 'Mod4' }
const hyprlandModifiers: Record<Modifier, string> = {
  CTRL: 'CTRL',
  ALT: 'ALT',
  SHIFT: 'SHIFT',
  LOGO: 'SUPER'
}

/** Qt's names of keys whose X keysym is called otherwise. */
const qtKeys: ReadonlyMap<string, string> = new Map(
  Object.entries({
    space: 'Space',
    BackSpace: 'Backspace',
    Escape: 'Esc',
    Delete: 'Del',
    Insert: 'Ins',
    Page_Up: 'PgUp',
    Page_Down: 'PgDown',
    minus: '-',
    equal: '=',
    bracketleft: '[',
    bracketright: ']',
    slash: '/',
    period: '.',
    apostrophe: "'",
    grave: '`'
  })
)

const qtKeyOf = (keysym: string): string | null => {
  if (/^[a-z\d]$/.test(keysym)) return keysym.toUpperCase()
  return (
    qtKeys.get(keysym) ??
    (/^(F\d+|Return|Tab|Home|End|Up|Down|Left|Right|Print)$/.test(keysym) ? keysym : null)
  )
}

/** GNOME's notation of a combination (gtk_accelerator_parse); null if it has none. */
export function gnomeBinding(accelerator: string): string | null {
  const combination = readCombination(accelerator)
  if (combination === null) return null
  return combination.modifiers.map((modifier) => gnomeModifiers[modifier]).join('') + combination.keysym
}

/** Qt's notation of a combination (QKeySequence); null if Deskline knows none. */
export function kdeBinding(accelerator: string): string | null {
  const combination = readCombination(accelerator)
  const key = combination && qtKeyOf(combination.keysym)
  if (combination === null || key === null) return null
  return [...combination.modifiers.map((modifier) => kdeModifiers[modifier]), key].join('+')
}

/** Quotes one word for a shell. */
const quoteShell = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** The command that dials the copied number. `program`: the words that start this Deskline. */
export const dialCommand = (program: readonly string[]): string =>
  [...program, 'dial'].map(quoteShell).join(' ')

/**
 * The line that makes `command` a shortcut: of the configuration file on Sway and Hyprland, elsewhere the command
 * itself, for the settings of the desktop.
 */
export function shortcutLine(desktop: ShortcutDesktop | null, accelerator: string, command: string): string {
  const combination = readCombination(accelerator)
  if (combination === null) return command
  const { modifiers, keysym } = combination
  if (desktop === 'sway') {
    return `bindsym ${[...modifiers.map((one) => swayModifiers[one]), keysym].join('+')} exec ${command}`
  }
  if (desktop === 'hyprland') {
    return `bind = ${modifiers.map((one) => hyprlandModifiers[one]).join(' ')}, ${keysym}, exec, ${command}`
  }
  return command
}
