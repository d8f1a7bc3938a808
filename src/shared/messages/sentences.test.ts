import { describe, expect, it } from 'vitest'
import { administrationEn } from './en/administration'
import { administrationZhCn } from './zh-cn/administration'
import { chartsEn } from './en/charts'
import { chartsZhCn } from './zh-cn/charts'
import { contactsEn } from './en/contacts'
import { contactsZhCn } from './zh-cn/contacts'
import { desktopEn } from './en/desktop'
import { entriesEn } from './en/entries'
import { entriesZhCn } from './zh-cn/entries'
import { errorsEn } from './en/errors'
import { errorsZhCn } from './zh-cn/errors'
import { importsEn } from './en/imports'
import { importsZhCn } from './zh-cn/imports'
import { paletteEn } from './en/palette'
import { paletteZhCn } from './zh-cn/palette'
import { recordingsEn } from './en/recordings'
import { recordingsZhCn } from './zh-cn/recordings'
import { recordsEn } from './en/records'
import { recordsZhCn } from './zh-cn/records'
import { windowEn } from './en/window'
import { windowZhCn } from './zh-cn/window'

/** Returns every text of a tree as [path, text]; functions get `arg` for each parameter. */
function sentences(tree: object, path = '', arg: unknown = 7): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const here = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') {
      const args = Array.from({ length: value.length }, () => arg)
      return [[here, String((value as (...args: unknown[]) => unknown)(...args))]]
    }
    return typeof value === 'object' && value !== null ? sentences(value, here, arg) : []
  })
}

const englishTree = {
  administration: administrationEn,
  window: windowEn,
  errors: errorsEn,
  records: recordsEn,
  recordings: recordingsEn,
  charts: chartsEn,
  entries: entriesEn,
  imports: importsEn,
  contacts: contactsEn,
  palette: paletteEn
}
const english = sentences(englishTree)
const chinese = sentences({
  administration: administrationZhCn,
  window: windowZhCn,
  errors: errorsZhCn,
  records: recordsZhCn,
  recordings: recordingsZhCn,
  charts: chartsZhCn,
  entries: entriesZhCn,
  imports: importsZhCn,
  contacts: contactsZhCn,
  palette: paletteZhCn
})

const nouns =
  /(^|[^\d,.])1 (more )?(calls|call-backs|numbers|rows|requests|contacts|results|columns|lines|entries|recordings|files)\b/
/** Their numbers are never 1: a limit, or several numbers of a contact. */
const neverOne = new Set(['window.contacts.severalNumbers', 'records.table.tooMany', 'contacts.tooMany'])

describe('sentences', () => {
  it('both languages have the same keys', () => {
    expect(chinese.map(([path]) => path)).toEqual(english.map(([path]) => path))
  })

  it('none is empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('English contains no Chinese except the name of the language', () => {
    const found = english.filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([path]) => path)
    expect(found).toEqual(['window.settings.languages.zh-CN'])
  })

  it('Chinese uses Chinese punctuation', () => {
    expect(chinese.filter(([, text]) => /[\u4e00-\u9fff][,.;:!?]/.test(text))).toEqual([])
  })

  it('every error text ends with a full stop', () => {
    for (const text of Object.values(errorsEn)) expect(text).toMatch(/\.$/)
    for (const text of Object.values(errorsZhCn)) expect(text).toMatch(/。$/)
  })

  it('counts agree with their nouns', () => {
    expect(windowEn.recents.count(1)).toBe('1 call')
    expect(windowEn.recents.count(2)).toBe('2 calls')
    // Some functions take a number, others the formatted one.
    const disagreeing = (one: unknown): string[] =>
      sentences(englishTree, '', one)
        .filter(([path, text]) => !neverOne.has(path) && nouns.test(text))
        .map(([path]) => path)
    const asText = new Set(disagreeing('1'))
    expect(disagreeing(1).filter((path) => asText.has(path))).toEqual([])
    expect(desktopEn.quit.detail(1)).toMatch(/^1 number is /)
    expect(desktopEn.notification.importInterrupted.body('Spring', 1)).toMatch(/^Spring: 1 number is /)
  })
})
