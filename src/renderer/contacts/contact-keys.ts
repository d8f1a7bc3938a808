import type { contactsEn } from '../../shared/messages/en/contacts'

/** Keyboard shortcuts of the contacts window, for its help. */
export function contactKeys(
  isMac: boolean,
  t: (typeof contactsEn)['keys']
): { keys: string[]; what: string }[] {
  const mod = isMac ? '⌘' : 'Ctrl'
  return [
    { keys: [`${mod} F`], what: t.search },
    { keys: [`${mod} N`], what: t.add },
    { keys: [`${mod} O`], what: t.import },
    { keys: ['↑ ↓', 'PgUp', 'PgDn'], what: t.move },
    { keys: ['Home', 'End'], what: t.ends },
    { keys: ['Shift ↑ ↓', `${mod} Space`], what: t.select },
    { keys: [`${mod} A`], what: t.selectAll },
    { keys: ['Enter'], what: t.open },
    { keys: ['R'], what: t.call },
    { keys: ['E', 'F2'], what: t.edit },
    { keys: ['C', `${mod} C`], what: t.copy },
    { keys: [isMac ? '⌫' : 'Delete'], what: t.remove },
    { keys: [`${mod} Z`], what: t.undo },
    { keys: [`${mod} Enter`], what: t.save }
  ]
}
