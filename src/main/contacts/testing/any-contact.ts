import fc from 'fast-check'
import type { ContactContent } from '../../../shared/contacts/schema'
import { cleanContent } from '../contact-text'

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constantFrom(
      '张三',
      '=1+1',
      '@SUM(A1)',
      'a;b,c\\n',
      '"q"',
      "'x",
      '<b>x</b>',
      'x:y',
      '\u202e123',
      'Ann Lee',
      'a\tb',
      '-1'
    )
  )
/** Free texts begin with a letter where a table would need a title. */
const label = fc.constantFrom('手机', '办公室', 'Mobile', 'Home phone', '备用手机', '')
const fieldName = fc.constantFrom('城市', '等级', 'City', 'VIP level', '微信')
const number = fc.oneof(
  fc.integer({ min: 13_000_000_000, max: 13_999_999_999 }).map(String),
  fc.integer({ min: 20_000_000, max: 89_999_999 }).map((local) => `0755${local}`)
)

/** A contact as the store keeps it, with texts that files have to escape. */
export const anyContact: fc.Arbitrary<ContactContent> = fc
  .record({
    name: text(20),
    company: text(20),
    numbers: fc.array(fc.record({ label, number }), { maxLength: 5 }),
    fields: fc.uniqueArray(fc.record({ name: fieldName, value: text(40) }), {
      maxLength: 4,
      selector: ({ name }) => name
    }),
    note: text(60)
  })
  .map(cleanContent)
  .filter((contact) => contact !== null)
