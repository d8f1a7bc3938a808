import { recordingsEn } from '../../shared/messages/recordings.en'
import { recordingsZhCn } from '../../shared/messages/recordings.zh-cn'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = { en: recordingsEn, 'zh-CN': recordingsZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of recordings and downloads, loaded only by windows that show them. */
export const messages = {
  get recordings() {
    return current
  }
}
