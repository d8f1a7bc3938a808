import { desktopEn } from './desktop.en'
import { desktopZhCn } from './desktop.zh-cn'
import { entriesEn } from './entries.en'
import { entriesZhCn } from './entries.zh-cn'
import { errorsEn } from './errors.en'
import { errorsZhCn } from './errors.zh-cn'
import { exportsEn } from './exports.en'
import { exportsZhCn } from './exports.zh-cn'

/** A language that Deskline speaks. */
export type Locale = 'zh-CN' | 'en'

/** Every sentence of the tray, the notifications, the errors and exported files, in each language. */
export const messages = {
  en: { desktop: desktopEn, errors: errorsEn, exports: exportsEn, entries: entriesEn },
  'zh-CN': { desktop: desktopZhCn, errors: errorsZhCn, exports: exportsZhCn, entries: entriesZhCn }
} as const satisfies Record<Locale, unknown>

/** The first language of the person's list (BCP 47) that Deskline speaks; any Chinese is zh-CN, all else en. */
export function chooseLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-CN'
    if (/^en\b/i.test(language)) return 'en'
  }
  return 'en'
}
