import { expect, it } from 'vitest'
import { fieldOf, isPlainHttp } from './sign-in'
import { errorDetail } from '../platform/error-detail'

it('an error is shown at the field it names, including the service’s name for the token', () => {
  expect(fieldOf({ code: 'token-refused', field: 'access_token' }, 'product')).toBe('token')
  expect(fieldOf({ code: 'service-refused', field: 'callerNumber' }, 'product')).toBe('callerNumber')
})

it('an error of a hidden address field belongs to no field', () => {
  expect(fieldOf({ code: 'line-unreachable', field: 'fayeUrl' }, 'product')).toBeNull()
  expect(fieldOf({ code: 'line-unreachable', field: 'fayeUrl' }, 'custom')).toBe('fayeUrl')
})

it.each([undefined, 'startTime', 'constructor'])('%s isn’t a field of the form', (field) => {
  expect(fieldOf({ code: 'internal', field }, 'custom')).toBeNull()
})

it.each([
  ['http://host:9037/api/v31', true],
  [' HTTP://host', true],
  ['https://host', false],
  ['', false],
  ['host', false]
])('the address %j is plain http: %s', (address, isPlain) => {
  expect(isPlainHttp(address)).toBe(isPlain)
})

it('an error shows the target of a redirect and the status of another server’s reply', () => {
  expect(errorDetail({ code: 'redirect-refused', status: 301, address: 'https://host' })).toBe('https://host')
  expect(errorDetail({ code: 'redirect-refused', status: 301 })).toBeNull()
  expect(errorDetail({ code: 'reply-invalid', status: 404 })).toBe('HTTP 404')
  expect(errorDetail({ code: 'token-refused', status: 401 })).toBeNull()
})
