import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldText, searchMarks, searchWords } from './contact-search'
import { cleanContent } from './contact-text'
import { contactOf } from './testing/contacts'

/** A name as contacts have it, none that looks like a number. */
const anyName = fc
  .oneof(
    fc.stringMatching(/^[a-eO'’éÉ 张三·.,-]{1,20}$/u),
    fc.constantFrom("Pat O'Brien", 'O’Brien', "xi'an", 'Ａｎｎ Ｌｅｅ', 'İstanbul', '张三', 'ﬁne', "'x'")
  )
  .map((name) => cleanContent(contactOf({ name, company: '甲' }))?.name ?? '')
  .filter((name) => /\p{L}/u.test(name))

it('a name is found by itself, its words and its beginnings', () => {
  fc.assert(
    fc.property(anyName, fc.nat(), (name, at) => {
      const search = searchMarks.name + foldText(name)
      const beginning = Array.from(name)
        .slice(0, 1 + (at % name.length))
        .join('')
      for (const typed of [name, name.toUpperCase(), beginning, ...name.split(' ')])
        for (const word of searchWords(typed).words) expect(search).toContain(word)
      expect(search.startsWith(searchMarks.name + searchWords(beginning).text)).toBe(true)
    }),
    { numRuns: 300 }
  )
})

it.each(["o'b", 'O’BRIEN', 'obrien', 'pat oʼb'])('%s finds an Irish name', (typed) => {
  const search = searchMarks.name + foldText("Pat O'Brien")
  for (const word of searchWords(typed).words) expect(search).toContain(word)
})
