import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedContent } from './contact-merge'
import { cleanContent } from './contact-text'
import { anyContact } from './testing/any-contact'
import { contactOf } from './testing/contacts'

/** With fields of the same name. */
const anyRepeating = fc
  .tuple(
    anyContact,
    fc.array(fc.record({ name: fc.constantFrom('E-mail', '城市'), value: fc.constantFrom('a', 'b', 'c') }), {
      maxLength: 4
    })
  )
  .map(([contact, more]) => ({ ...contact, fields: [...contact.fields, ...more] }))

describe('what an import brings', () => {
  const mails = (...values: string[]) =>
    contactOf({ name: '张三', fields: values.map((value) => ({ name: 'E-mail', value })) })

  it('replaces fields of the same name one by one, so that both e-mail addresses stay', () => {
    expect(mergedContent(mails('a', 'b'), mails('a', 'b'))).toEqual(mails('a', 'b'))
    expect(mergedContent(mails('a', 'b'), mails('a', 'c', 'd'))).toEqual(mails('a', 'c', 'd'))
    expect(mergedContent(mails('a', 'b'), mails('b'))).toEqual(mails('a', 'b'))
    expect(mergedContent(mails('a', 'b'), mails('c'))).toEqual(mails('c', 'b'))
    expect(mergedContent(mails('a', 'b'), contactOf({ name: '张三' }))).toEqual(mails('a', 'b'))
  })

  it('changes nothing when it is the contact itself', () => {
    fc.assert(
      fc.property(anyRepeating, (contact) => {
        expect(mergedContent(contact, contact)).toEqual(contact)
      })
    )
  })

  it('changes nothing when it is imported again, and keeps all numbers and the limits', () => {
    fc.assert(
      fc.property(anyRepeating, anyRepeating, (stored, imported) => {
        const once = mergedContent(stored, imported)
        expect(mergedContent(once, imported)).toEqual(once)
        expect(cleanContent(once)).toEqual(once)
        expect(once.fields.length).toBeGreaterThanOrEqual(stored.fields.length)
        expect(once.fields).toEqual(expect.arrayContaining(imported.fields))
        expect(once.numbers.slice(0, stored.numbers.length).map(({ number }) => number)).toEqual(
          stored.numbers.map(({ number }) => number)
        )
      })
    )
  })
})
