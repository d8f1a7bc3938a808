import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact, withToken } from './token'

test('the token is added as the document shows it, after whatever query there is', () => {
  expect(withToken('/calls', 'a b&c')).toBe('/calls?access_token=a%20b%26c')
  expect(withToken('/calls/queryByPeriod?startTime=1', 'x')).toBe(
    '/calls/queryByPeriod?startTime=1&access_token=x'
  )
})

test('whatever the token is, a server reads it back from the URL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (token) => {
      expect(new URL(withToken('/calls', token), 'http://host').searchParams.get('access_token')).toBe(token)
    })
  )
})

test('no text holds the token after it was redacted', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2 }), fc.string(), fc.string(), (token, before, after) => {
      fc.pre(!'***'.includes(token))
      const text = redact(`${before}${token}${after}${encodeURIComponent(token)}`, token)
      expect(text.split('***').join('\0')).not.toContain(token)
    })
  )
})

test('without a token nothing is changed', () => {
  expect(redact('text', '')).toBe('text')
})
