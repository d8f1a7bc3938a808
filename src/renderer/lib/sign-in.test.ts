import { expect, it } from 'vitest'
import { fieldOf } from './sign-in'

it('an error is shown at the field that it names, the service’s name of the token included', () => {
  expect(fieldOf({ code: 'token-refused', field: 'access_token' }, 'product')).toBe('token')
  expect(fieldOf({ code: 'service-refused', field: 'callerNumber' }, 'product')).toBe('callerNumber')
})

it('an error of an address that is not shown belongs to no field', () => {
  expect(fieldOf({ code: 'line-unreachable', field: 'fayeUrl' }, 'product')).toBeNull()
  expect(fieldOf({ code: 'line-unreachable', field: 'fayeUrl' }, 'custom')).toBe('fayeUrl')
})

it.each([undefined, 'startTime', 'constructor'])('%s is no field of the form', (field) => {
  expect(fieldOf({ code: 'internal', field }, 'custom')).toBeNull()
})
