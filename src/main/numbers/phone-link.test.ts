import { expect, test } from 'vitest'
import { isPhoneLink, withDecodedLinks } from './phone-link'

test('tel: and callto: are phone links in any case, up to 2,000 characters', () => {
  for (const url of ['tel:1', 'TEL:+86138', 'CallTo:138', `tel:${'1'.repeat(1_996)}`])
    expect(isPhoneLink(url)).toBe(true)
  for (const url of ['', 'tel', 'tels:1', ' tel:1', 'sip:1', 'https://x', `tel:${'1'.repeat(1_997)}`]) {
    expect(isPhoneLink(url)).toBe(false)
  }
})

test.each([
  ['tel:%2B86%20138', 'tel:+86 138'],
  ['请打 TEL:%2B86%20138 或 sip:0755%2D1@host', '请打 TEL:+86 138 或 sip:0755-1@host'],
  ['tel:138%ZZ%20%E6%89', 'tel:138%ZZ%20%E6%89'],
  ['tel:%E6%ZZ%20', 'tel:%E6%ZZ '],
  // Decoded only once: what stays encoded was encoded twice.
  ['tel:%252B86', 'tel:%2B86'],
  ['https://x/?a=%20 5%20 hotel:%20', 'https://x/?a=%20 5%20 hotel:%20']
])('in %j the percent-encoding of phone links is decoded: %j', (text, decoded) => {
  expect(withDecodedLinks(text)).toBe(decoded)
})
