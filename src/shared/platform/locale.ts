/** A language that Deskline speaks. */
export type Locale = 'zh-CN' | 'en'

/** The first language of the person's list (BCP 47) that Deskline speaks; any Chinese is zh-CN, all else en. */
export function chooseLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-CN'
    if (/^en\b/i.test(language)) return 'en'
  }
  return 'en'
}
