import { entriesEn } from '../../../shared/messages/entries.en'
import { entriesZhCn } from '../../../shared/messages/entries.zh-cn'
import { listsEn } from '../../../shared/messages/lists.en'
import { listsZhCn } from '../../../shared/messages/lists.zh-cn'
import { i18n } from '../../platform/i18n.svelte.ts'

const languages = {
  en: { lists: listsEn, entries: entriesEn },
  'zh-CN': { lists: listsZhCn, entries: entriesZhCn }
}

const sentences = $derived(languages[i18n.locale])
const grouped = $derived(new Intl.NumberFormat(i18n.locale))
const percent = $derived(new Intl.NumberFormat(i18n.locale, { style: 'percent' }))

/** The sentences of the draft, and its numbers as the language writes them. */
export const words = {
  get lists() {
    return sentences.lists
  },
  get entries() {
    return sentences.entries
  },
  /** 187,204 */
  number: (value: number): string => grouped.format(value),
  /** 0 to 1 as 43%; below 100% until it is all, above 0% when there is anything. */
  share: (value: number): string =>
    percent.format(value <= 0 ? 0 : value >= 1 ? 1 : Math.min(0.99, Math.max(0.01, value)))
}
