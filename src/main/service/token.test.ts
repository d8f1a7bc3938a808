import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact, withToken } from './token'

test('the token is added as documented, after any existing query', () => {
  expect(withToken('/calls', 'a b&c')).toBe('/calls?access_token=a%20b%26c')
  expect(withToken('/calls/queryByPeriod?startTime=1', 'x')).toBe(
    '/calls/queryByPeriod?startTime=1&access_token=x'
  )
})

test('any token can be read back from the URL by a server', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (token) => {
      expect(new URL(withToken('/calls', token), 'http://host').searchParams.get('access_token')).toBe(token)
    })
  )
})

test('redacted text never contains the token', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2 }), fc.string(), fc.string(), (token, before, after) => {
      fc.pre(!'***'.includes(token))
      const text = redact(`${before}${token}${after}${encodeURIComponent(token)}`, token)
      expect(text.split('***').join('\0')).not.toContain(token)
    })
  )
})

test('without a token the text is unchanged', () => {
  expect(redact('text', '')).toBe('text')
})
