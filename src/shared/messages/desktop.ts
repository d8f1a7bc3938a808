import type { Locale } from '../platform/locale'
import { desktopEn } from './en/desktop'
import { desktopZhCn } from './zh-cn/desktop'

/** The texts of the tray, notifications and the command line: all that is needed before the program is loaded. */
export const desktopMessages = { en: desktopEn, 'zh-CN': desktopZhCn } as const satisfies Record<
  Locale,
  unknown
>
