import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withDefaultHandler, withoutHandler } from './mime-apps'

const tel = 'x-scheme-handler/tel'
const list = [
  '# by hand',
  '[Added Associations]',
  `${tel}=other.desktop;ours.desktop;`,
  'text/plain=code.desktop;',
  '',
  '[Default Applications]',
  'text/html=firefox.desktop',
  `${tel}=ours.desktop`,
  'an odd line',
  '',
  '[Removed Associations]',
  `${tel}=third.desktop;`,
  ''
].join('\n')

describe('a default application', () => {
  test('replaces the line of the previous one and leaves every other line unchanged', () => {
    const changed = withDefaultHandler(list, tel, 'other.desktop')
    expect(changed).toBe(list.replace(`${tel}=ours.desktop\n`, `${tel}=other.desktop\n`))
  })

  test('is added to its group, and the group is added when missing', () => {
    expect(withDefaultHandler('[Default Applications]\na=b\n', tel, 'x.desktop')).toBe(
      `[Default Applications]\n${tel}=x.desktop\na=b\n`
    )
    expect(withDefaultHandler('', tel, 'x.desktop')).toBe(`[Default Applications]\n${tel}=x.desktop\n`)
    expect(withDefaultHandler('[Other]\na=b', tel, 'x.desktop')).toBe(
      `[Other]\na=b\n\n[Default Applications]\n${tel}=x.desktop\n`
    )
  })

  test('that is removed leaves the other handlers on the same line', () => {
    expect(withoutHandler(list, tel, 'ours.desktop')).toBe(
      list.replace('other.desktop;ours.desktop;', 'other.desktop;').replace(`${tel}=ours.desktop\n`, '')
    )
  })

  test('set and removed again leaves any list unchanged, except for the added group', () => {
    const line = fc.oneof(fc.constantFrom('[Default Applications]', '[Other]', '', 'a=b;c'), fc.string())
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const before = `${lines.join('\n')}\n`
        if (before.includes(tel)) return
        const again = withoutHandler(withDefaultHandler(before, tel, 'ours.desktop'), tel, 'ours.desktop')
        const group = '\n[Default Applications]\n'
        expect([before, before + group]).toContain(again)
      })
    )
  })
})
