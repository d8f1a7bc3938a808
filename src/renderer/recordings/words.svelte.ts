import { chartsEn } from '../../shared/messages/charts.en'
import { chartsZhCn } from '../../shared/messages/charts.zh-cn'
import { recordingsEn } from '../../shared/messages/recordings.en'
import { recordingsZhCn } from '../../shared/messages/recordings.zh-cn'
import { recordsEn } from '../../shared/messages/records.en'
import { recordsZhCn } from '../../shared/messages/records.zh-cn'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = {
  en: { records: recordsEn, recordings: recordingsEn, charts: chartsEn },
  'zh-CN': { records: recordsZhCn, recordings: recordingsZhCn, charts: chartsZhCn }
}

const sentences = $derived(languages[i18n.locale])

/** The sentences of the records window alone; `i18n` has those that it shares with the main window. */
export const words = {
  get records() {
    return sentences.records
  },
  get recordings() {
    return sentences.recordings
  },
  get charts() {
    return sentences.charts
  }
}
