import { basename } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { desktopEn } from '../../src/shared/messages/en/desktop'
import { errorsEn } from '../../src/shared/messages/en/errors'
import { windowEn } from '../../src/shared/messages/en/window'
import { messageFiles, sentencesOf } from './sentences.mjs'
import { errorsZhCn } from '../../src/shared/messages/zh-cn/errors'

/** All texts of a language as [module and path, text], without the module's own export name. */
async function textsOf(language, argument) {
  const modules = messageFiles([language]).map(async (file) =>
    (await sentencesOf(file, argument)).map(([path, text]) => [
      path.replace(/^\w+?(En|ZhCn)\b/, basename(file, '.ts')),
      text
    ])
  )
  return (await Promise.all(modules)).flat()
}

const nouns =
  /(^|[^\d,.])1 (more )?(calls|call-backs|numbers|rows|requests|contacts|results|columns|lines|entries|recordings|files)\b/
/** Their numbers are never 1: limits, shares, and several of a kind. */
const neverOne = new Set([
  'window.contacts.severalNumbers',
  'records.table.tooMany',
  'contacts.tooMany',
  'work-lists.list.tooMany',
  'lists.table.mostColumns',
  'lists.table.share',
  'lists.start.sizeHint',
  'desktop.notification.callBacks.title'
])

describe('sentences', () => {
  let english = []
  let chinese = []
  beforeAll(async () => {
    english = await textsOf('en')
    chinese = await textsOf('zh-cn')
  })

  it('both languages have the same keys', () => {
    expect(english.length).toBeGreaterThan(1_500)
    expect(chinese.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort())
  })

  it('none is empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('English contains no Chinese except the name of the language', () => {
    const found = english.filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([path]) => path)
    expect(found.filter((path) => !path.endsWith('languages.zh-CN'))).toEqual([])
  })

  it('Chinese uses Chinese punctuation', () => {
    expect(chinese.filter(([, text]) => /[\u4e00-\u9fff][,.;:!?]/.test(text))).toEqual([])
  })

  it('every error text ends with a full stop', () => {
    for (const text of Object.values(errorsEn)) expect(text).toMatch(/\.$/)
    for (const text of Object.values(errorsZhCn)) expect(text).toMatch(/。$/)
  })

  it('counts agree with their nouns', async () => {
    expect(windowEn.recents.count(1)).toBe('1 call')
    expect(windowEn.recents.count(2)).toBe('2 calls')
    // Some functions take a number, others the formatted one.
    const disagreeing = async (one) =>
      (await textsOf('en', one))
        .filter(([path, text]) => !neverOne.has(path) && nouns.test(text))
        .map(([path]) => path)
    const asText = new Set(await disagreeing('1'))
    expect((await disagreeing(1)).filter((path) => asText.has(path))).toEqual([])
    expect(desktopEn.quit.detail(1)).toMatch(/^1 number is /)
    expect(desktopEn.notification.importInterrupted.body('Spring', 1)).toMatch(/^Spring: 1 number is /)
  })
})
