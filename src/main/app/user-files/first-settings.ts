import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseLocale, type Locale } from '../../../shared/platform/locale'
import type { Settings } from '../../../shared/app/schema'
import { zoomLimits } from '../../../shared/app/zoom'
import { decodeText, readJson } from '../../platform/files/read-json'

/** The settings that the first window and the tray need. */
export interface FirstSettings {
  locale: Locale
  theme: Settings['theme']
  zoom: number
}

/** The language of the user interface: the user's choice, or the system's. */
export const localeFor = (language: Settings['language']): Locale =>
  language === 'system' ? chooseLocale(app.getPreferredSystemLanguages()) : language

/**
 * Reads the settings that the first frame needs, before the schemas are loaded. Anything unexpected counts as the
 * default: the settings are validated, and damage is reported, when the rest of the program has been loaded.
 */
export function readFirstSettings(userData: string): FirstSettings {
  const { language, theme, zoom } = readKept(userData)
  return {
    locale: localeFor(language === 'en' || language === 'zh-CN' ? language : 'system'),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    zoom: typeof zoom === 'number' && zoom >= zoomLimits.min && zoom <= zoomLimits.max ? zoom : 1
  }
}

function readKept(userData: string): Partial<Record<string, unknown>> {
  try {
    const file = readJson(decodeText(readFileSync(join(userData, 'settings.json'))))?.value
    const value: unknown = typeof file === 'object' && file !== null && 'value' in file ? file.value : null
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // No file yet.
    return {}
  }
}
