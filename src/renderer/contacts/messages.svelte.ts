import { contactsEn } from '../../shared/messages/en/contacts'
import { contactsZhCn } from '../../shared/messages/zh-cn/contacts'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = { en: contactsEn, 'zh-CN': contactsZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of the contacts window and the contact dialog; `i18n` has those of the main window. */
export const messages = {
  get contacts() {
    return current
  }
}
