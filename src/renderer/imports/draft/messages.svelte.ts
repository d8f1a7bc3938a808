import { listsEn } from '../../../shared/messages/en/lists'
import { listsZhCn } from '../../../shared/messages/zh-cn/lists'
import { i18n } from '../../platform/i18n.svelte.ts'
import { messages as importMessages } from '../messages.svelte.ts'

const languages = { en: listsEn, 'zh-CN': listsZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of the draft. */
export const messages = {
  get lists() {
    return current
  },
  get entries() {
    return importMessages.entries
  }
}
