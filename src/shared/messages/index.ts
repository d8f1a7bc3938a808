import type { Locale } from '../platform/locale'
import { administrationEn } from './en/administration'
import { administrationZhCn } from './zh-cn/administration'
import { contactFilesEn } from './en/contact-files'
import { contactFilesZhCn } from './zh-cn/contact-files'
import { desktopMessages } from './desktop'
import { entriesEn } from './en/entries'
import { entriesZhCn } from './zh-cn/entries'
import { errorsEn } from './en/errors'
import { errorsZhCn } from './zh-cn/errors'
import { exportsEn } from './en/exports'
import { exportsZhCn } from './zh-cn/exports'
import { workListFilesEn } from './en/work-list-files'
import { workListFilesZhCn } from './zh-cn/work-list-files'
import { workRunTextsEn } from './en/work-run-texts'
import { workRunTextsZhCn } from './zh-cn/work-run-texts'
import { settingsEn } from './en/settings'
import { settingsZhCn } from './zh-cn/settings'
import { rulesEn } from './en/rules'
import { rulesZhCn } from './zh-cn/rules'

export { chooseLocale, type Locale } from '../platform/locale'

/** The texts of the tray, notifications, errors and exported files, in each language. */
export const messages = {
  en: {
    administration: administrationEn,
    desktop: desktopMessages.en,
    errors: errorsEn,
    exports: exportsEn,
    entries: entriesEn,
    contactFiles: contactFilesEn,
    hotKeyActions: settingsEn.actions,
    ruleFiles: rulesEn.files,
    workRun: workRunTextsEn,
    workListFiles: workListFilesEn
  },
  'zh-CN': {
    administration: administrationZhCn,
    desktop: desktopMessages['zh-CN'],
    errors: errorsZhCn,
    exports: exportsZhCn,
    entries: entriesZhCn,
    contactFiles: contactFilesZhCn,
    hotKeyActions: settingsZhCn.actions,
    ruleFiles: rulesZhCn.files,
    workRun: workRunTextsZhCn,
    workListFiles: workListFilesZhCn
  }
} as const satisfies Record<Locale, unknown>
