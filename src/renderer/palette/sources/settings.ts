import Settings from '@lucide/svelte/icons/settings'
import { i18n } from '../../platform/i18n.svelte.ts'
import { navigation } from '../../platform/navigation.svelte.ts'
import type { SettingsSection } from '../../platform/trail'
import { bestMatches } from '../match'
import { messages } from '../messages.svelte.ts'
import type { PaletteSource } from '../source'

const maxEntries = 5

/** A row of the settings, and its page; null: the first page. */
type SettingRow = [title: string, section: SettingsSection | null]

/** The pages of the settings and their rows. */
function settingRows(): SettingRow[] {
  const t = i18n.t.settings
  const { sections, actions } = t
  return [
    [sections.dialling, 'dialling'],
    [t.policy, 'dialling'],
    [t.undoPause, 'dialling'],
    [t.askAgain, 'dialling'],
    [t.selection, 'dialling'],
    [t.bar, 'dialling'],
    [sections.callerNumbers, 'callerNumbers'],
    [sections.hotKeys, 'hotKeys'],
    ...Object.values(actions).map((title): SettingRow => [title, 'hotKeys']),
    [sections.workLists, 'workLists'],
    [sections.links, 'links'],
    [t.linksOn, 'links'],
    [sections.pages, 'pages'],
    [t.language, null],
    [t.theme, null],
    [t.phoneRings, null],
    [t.calleeAnswered, null],
    [t.callEnded, null],
    [t.openAtLogin, null],
    [t.tokenEverywhere, null],
    [t.forget, null]
  ]
}

/** The pages of the settings, and what can be set there. */
export const settingSource: PaletteSource = {
  group: 'settings',
  find(query) {
    if (query === '') return []
    const { sections, title, notifications, look, general, account } = i18n.t.settings
    const t = i18n.t.settings
    const groupOf = (row: string): string => {
      if (row === t.language || row === t.theme) return look
      if (row === t.openAtLogin || row === t.tokenEverywhere) return general
      return row === t.forget ? account : notifications
    }
    const entries = settingRows().map(([row, section]) => ({
      id: `${section ?? ''}-${row}`,
      title: row,
      detail: section === null ? groupOf(row) : row === sections[section] ? title : sections[section],
      keywords: messages.palette.settings.keywords,
      Icon: Settings,
      action: {
        label: messages.palette.acts.open,
        run: () => navigation.show(section === null ? { view: 'settings' } : { view: 'settings', section })
      }
    }))
    return bestMatches(query, entries, maxEntries)
  }
}
