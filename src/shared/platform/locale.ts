/** A language of the user interface. */
export type Locale = 'zh-CN' | 'en'

/** The first supported language of the user's list (BCP 47); any Chinese is zh-CN, all else en. */
export function chooseLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-CN'
    if (/^en\b/i.test(language)) return 'en'
  }
  return 'en'
}
