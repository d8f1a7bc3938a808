import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contactLimits } from '../../../shared/contacts/contacts'
import { lookUpAnswerSchema } from '../../../shared/contacts/look-up-contract'
import { readLookUpReply } from './look-up-reply'

const read = (text: string, status = 200) =>
  readLookUpReply({ kind: 'reply', status, body: new TextEncoder().encode(text) })

it.each<[string, number, unknown]>([
  ['{"name":"张伟","company":"天成"}', 200, { kind: 'found', name: '张伟', company: '天成', link: null }],
  ['{"company":"天成","vip":true}', 200, { kind: 'found', name: '', company: '天成', link: null }],
  ['{"name":"a\\u0000b\\u202ec\\n"}', 200, { kind: 'found', name: 'a b c', company: '', link: null }],
  ['{}', 200, { kind: 'unknown' }],
  ['null', 200, { kind: 'unknown' }],
  ['{"name":" "}', 200, { kind: 'unknown' }],
  ['{"name":"\\u200b\\ufeff","company":"\\u2060"}', 200, { kind: 'unknown' }],
  ['{"__proto__":{"name":"x"},"constructor":"y"}', 200, { kind: 'unknown' }],
  ['{"name":"x","name":null}', 200, { kind: 'unknown' }],
  ['', 204, { kind: 'unknown' }],
  ['whatever', 404, { kind: 'unknown' }],
  ['[]', 200, { kind: 'failed', problem: 'unknown-shape', status: 200 }],
  ['"张伟"', 200, { kind: 'failed', problem: 'unknown-shape', status: 200 }],
  ['{"name":["张伟"]}', 200, { kind: 'failed', problem: 'unknown-shape', status: 200 }],
  ['', 200, { kind: 'failed', problem: 'not-json', status: 200 }],
  ['['.repeat(60_000), 200, { kind: 'failed', problem: 'not-json', status: 200 }],
  ['{"name":"x"}', 302, { kind: 'failed', problem: 'redirected', status: 302 }],
  ['{"name":"x"}', 401, { kind: 'failed', problem: 'refused', status: 401 }]
])('%j with %i', (text, status, answer) => {
  expect(read(text, status)).toEqual(answer)
})

it.each([
  ['https://crm.example/1?a=%20', 'https://crm.example/1?a=%20'],
  ['HTTP://crm.example', 'http://crm.example/'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['https://user:secret@crm.example/', null],
  ['/relative', null],
  [`https://crm.example/${'x'.repeat(3_000)}`, null],
  ['https://crm.example/\u202e', 'https://crm.example/%E2%80%AE']
])('the link %j: %j', (link, kept) => {
  expect(read(JSON.stringify({ name: 'x', link }))).toMatchObject({ link: kept })
})

it('whatever a server sends becomes a valid, bounded answer', () => {
  const field = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 250 }),
    fc.constantFrom(null, 7, true, [], {}, 'https://crm.example/?\u202e')
  )
  fc.assert(
    fc.property(fc.record({ name: field, company: field, link: field }, { requiredKeys: [] }), (json) => {
      const answer = read(JSON.stringify(json))
      expect(lookUpAnswerSchema.safeParse(answer).success).toBe(true)
      if (answer.kind === 'found') expect(answer.name.length).toBeLessThanOrEqual(contactLimits.maxName)
    }),
    { numRuns: 60 }
  )
})
