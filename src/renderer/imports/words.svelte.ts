import { entriesEn } from '../../shared/messages/entries.en'
import { entriesZhCn } from '../../shared/messages/entries.zh-cn'
import { importsEn } from '../../shared/messages/imports.en'
import { importsZhCn } from '../../shared/messages/imports.zh-cn'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = {
  en: { imports: importsEn, entries: entriesEn },
  'zh-CN': { imports: importsZhCn, entries: entriesZhCn }
}

const sentences = $derived(languages[i18n.locale])
const grouped = $derived(new Intl.NumberFormat(i18n.locale))

/** The sentences of imports and of the entries of their lists; `i18n` has those shared with the main window. */
export const words = {
  get imports() {
    return sentences.imports
  },
  get entries() {
    return sentences.entries
  },
  /** 187,204 */
  number: (value: number): string => grouped.format(value)
}
