import { entriesEn } from '../../shared/messages/entries.en'
import { entriesZhCn } from '../../shared/messages/entries.zh-cn'
import { importsEn } from '../../shared/messages/imports.en'
import { importsZhCn } from '../../shared/messages/imports.zh-cn'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = {
  en: { imports: importsEn, entries: entriesEn },
  'zh-CN': { imports: importsZhCn, entries: entriesZhCn }
}
const current = $derived(languages[i18n.locale])

/** Messages of campaign imports and their entries; `i18n` has those shared with the main window. */
export const messages = {
  get imports() {
    return current.imports
  },
  get entries() {
    return current.entries
  }
}
