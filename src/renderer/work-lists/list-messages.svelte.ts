import { workListsEn } from '../../shared/messages/en/work-lists'
import { workListsZhCn } from '../../shared/messages/zh-cn/work-lists'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = { en: workListsEn, 'zh-CN': workListsZhCn }
const current = $derived(languages[i18n.locale])

/** Messages for making and managing work lists; `i18n` has those of the main window. */
export const listMessages = {
  get lists() {
    return current
  }
}
