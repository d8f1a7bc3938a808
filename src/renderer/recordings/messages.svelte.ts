import { recordingsEn } from '../../shared/messages/en/recordings'
import { recordingsZhCn } from '../../shared/messages/zh-cn/recordings'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = { en: recordingsEn, 'zh-CN': recordingsZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of recordings and downloads, loaded only by windows that show them. */
export const messages = {
  get recordings() {
    return current
  }
}
