import { campaignProgressEn } from '../../shared/messages/en/campaign-progress'
import { campaignProgressZhCn } from '../../shared/messages/zh-cn/campaign-progress'
import { entriesEn } from '../../shared/messages/en/entries'
import { entriesZhCn } from '../../shared/messages/zh-cn/entries'
import { importsEn } from '../../shared/messages/en/imports'
import { importsZhCn } from '../../shared/messages/zh-cn/imports'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = {
  en: { imports: importsEn, entries: entriesEn, progress: campaignProgressEn },
  'zh-CN': { imports: importsZhCn, entries: entriesZhCn, progress: campaignProgressZhCn }
}
const current = $derived(languages[i18n.locale])

/** Messages of campaign imports and their entries; `i18n` has those shared with the main window. */
export const messages = {
  get imports() {
    return current.imports
  },
  get entries() {
    return current.entries
  },
  get progress() {
    return current.progress
  }
}
