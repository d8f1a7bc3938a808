import type { recordsEn } from '../../shared/messages/en/records'

/** Keyboard shortcuts of the records window, for its help. */
export function recordsKeys(
  isMac: boolean,
  t: (typeof recordsEn)['keys']
): { keys: string[]; what: string }[] {
  const mod = isMac ? '⌘' : 'Ctrl'
  return [
    { keys: [`${mod} F`], what: t.search },
    { keys: ['F5'], what: t.reload },
    { keys: [`${mod} 1`, `${mod} 2`], what: t.views },
    { keys: ['↑ ↓', 'PgUp', 'PgDn'], what: t.move },
    { keys: ['Home', 'End'], what: t.ends },
    { keys: ['Shift ↑ ↓', `${mod} Space`], what: t.select },
    { keys: [`${mod} A`], what: t.selectAll },
    { keys: ['Enter'], what: t.details },
    { keys: [`${mod} C`], what: t.copy },
    { keys: ['R'], what: t.redial }
  ]
}
