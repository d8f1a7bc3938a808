import type { AppError } from '../../shared/platform/schema'
import { ruleErrorText } from '../../shared/messages/rule-text'
import { errorsEn } from '../../shared/messages/en/errors'
import { errorsZhCn } from '../../shared/messages/zh-cn/errors'
import { windowEn } from '../../shared/messages/en/window'
import { windowZhCn } from '../../shared/messages/zh-cn/window'
import { errorDetail } from './error-detail'
import { wallNow } from './time'
import { app } from './state.svelte.ts'

const languages = {
  en: { window: windowEn, errors: errorsEn },
  'zh-CN': { window: windowZhCn, errors: errorsZhCn }
}

// The system's language until the first snapshot arrives.
const guess = navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
const locale = $derived(app.environment?.locale ?? guess)
const sentences = $derived(languages[locale])

/** The current language and its messages. */
export const i18n = {
  get locale() {
    return locale
  },
  get t() {
    return sentences.window
  },
  /** Joins sentences with the separator of the language. */
  join(...parts: string[]): string {
    return parts.filter((part) => part !== '').join(locale === 'zh-CN' ? '' : ' ')
  },
  /** The service's own message if there is one, else ours with the details an administrator may ask for. */
  error(error: AppError): string {
    if (error.message !== undefined) return error.message
    const rule = ruleErrorText(error, { nowMs: wallNow(), locale })
    if (rule !== null) return rule
    const text = sentences.errors[error.code]
    const detail = errorDetail(error)
    return detail === null ? text : sentences.window.app.errorDetail(text, detail)
  }
}
