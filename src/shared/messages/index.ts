import type { Locale } from '../platform/locale'
import { contactFilesEn } from './contact-files.en'
import { contactFilesZhCn } from './contact-files.zh-cn'
import { desktopEn } from './desktop.en'
import { desktopZhCn } from './desktop.zh-cn'
import { entriesEn } from './entries.en'
import { entriesZhCn } from './entries.zh-cn'
import { errorsEn } from './errors.en'
import { errorsZhCn } from './errors.zh-cn'
import { exportsEn } from './exports.en'
import { exportsZhCn } from './exports.zh-cn'

export { chooseLocale, type Locale } from '../platform/locale'

/** The texts of the tray, notifications, errors and exported files, in each language. */
export const messages = {
  en: {
    desktop: desktopEn,
    errors: errorsEn,
    exports: exportsEn,
    entries: entriesEn,
    contactFiles: contactFilesEn
  },
  'zh-CN': {
    desktop: desktopZhCn,
    errors: errorsZhCn,
    exports: exportsZhCn,
    entries: entriesZhCn,
    contactFiles: contactFilesZhCn
  }
} as const satisfies Record<Locale, unknown>
