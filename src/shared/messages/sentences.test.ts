import { describe, expect, it } from 'vitest'
import { chartsEn } from './charts.en'
import { chartsZhCn } from './charts.zh-cn'
import { contactsEn } from './contacts.en'
import { contactsZhCn } from './contacts.zh-cn'
import { entriesEn } from './entries.en'
import { entriesZhCn } from './entries.zh-cn'
import { errorsEn } from './errors.en'
import { errorsZhCn } from './errors.zh-cn'
import { importsEn } from './imports.en'
import { importsZhCn } from './imports.zh-cn'
import { paletteEn } from './palette.en'
import { paletteZhCn } from './palette.zh-cn'
import { recordingsEn } from './recordings.en'
import { recordingsZhCn } from './recordings.zh-cn'
import { recordsEn } from './records.en'
import { recordsZhCn } from './records.zh-cn'
import { windowEn } from './window.en'
import { windowZhCn } from './window.zh-cn'

/** Returns every text of a tree as [path, text]; functions are called with a number that all of them accept. */
function sentences(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const here = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') return [[here, String((value as (n: number) => unknown)(7))]]
    return typeof value === 'object' && value !== null ? sentences(value, here) : []
  })
}

const english = sentences({
  window: windowEn,
  errors: errorsEn,
  records: recordsEn,
  recordings: recordingsEn,
  charts: chartsEn,
  entries: entriesEn,
  imports: importsEn,
  contacts: contactsEn,
  palette: paletteEn
})
const chinese = sentences({
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
  })
})
