import { workRunEn } from '../../../shared/messages/en/work-run'
import { workRunZhCn } from '../../../shared/messages/zh-cn/work-run'
import { i18n } from '../../platform/i18n.svelte.ts'

const languages = { en: workRunEn, 'zh-CN': workRunZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of the call screen of work lists. */
export const runMessages = {
  get run() {
    return current
  }
}
