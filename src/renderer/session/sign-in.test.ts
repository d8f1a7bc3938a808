import { expect, it } from 'vitest'
import { fieldOf, isPlainHttp, missingFields } from './sign-in'
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

const empty = { tenantId: ' ', token: '', agentId: '', callerNumber: '', salesmanCode: '' }

it('all required fields that are empty are reported at once, in their order', () => {
  const fields = (form: Parameters<typeof missingFields>[0]) => missingFields(form).map(({ field }) => field)
  expect(fields({ ...empty, server: { kind: 'automatic' } })).toEqual(['tenantId', 'token', 'agentId'])
  const custom = { kind: 'custom' as const, apiPrefix: '', fayeUrl: 'http://host/faye' }
  expect(fields({ ...empty, tenantId: 't', server: custom })).toEqual(['apiPrefix', 'token', 'agentId'])
  expect(fields({ ...empty, tenantId: 't', token: 'k', agentId: '7', server: { kind: 'test' } })).toEqual([])
})
