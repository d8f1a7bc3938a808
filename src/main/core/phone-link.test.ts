import { expect, test } from 'vitest'
import { isPhoneLink, phoneLinkText } from './phone-link'

test('tel: and callto: are phone links in any case, up to 2,000 characters', () => {
  for (const url of ['tel:1', 'TEL:+86138', 'CallTo:138', `tel:${'1'.repeat(1_996)}`])
    expect(isPhoneLink(url)).toBe(true)
  for (const url of ['', 'tel', 'tels:1', ' tel:1', 'sip:1', 'https://x', `tel:${'1'.repeat(1_997)}`]) {
    expect(isPhoneLink(url)).toBe(false)
  }
})

test('what is percent-encoded is read; what is badly encoded stays as it is', () => {
  expect(phoneLinkText('tel:%2B86%20138')).toBe('tel:+86 138')
  expect(phoneLinkText('tel:138%ZZ')).toBe('tel:138%ZZ')
})
