import { chartsEn } from '../../shared/messages/en/charts'
import { chartsZhCn } from '../../shared/messages/zh-cn/charts'
import { recordsEn } from '../../shared/messages/en/records'
import { recordsZhCn } from '../../shared/messages/zh-cn/records'
import { i18n } from '../platform/i18n.svelte.ts'
import { messages as recordingMessages } from '../recordings/messages.svelte.ts'

const languages = {
  en: { records: recordsEn, charts: chartsEn },
  'zh-CN': { records: recordsZhCn, charts: chartsZhCn }
}
const current = $derived(languages[i18n.locale])

/** Messages of the records window; `i18n` has those shared with the main window. */
export const messages = {
  get records() {
    return current.records
  },
  get recordings() {
    return recordingMessages.recordings
  },
  get charts() {
    return current.charts
  }
}
