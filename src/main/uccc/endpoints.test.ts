import { expect, test } from 'vitest'
import { endpointsOf } from './endpoints'

test.each([
  ['product', 'http://cc.uccc.cc:9037/api/v31', 'http://cc.uccc.cc:9003/faye'],
  ['test', 'http://cc.uccc.cc:9137/api/v31', 'http://cc.uccc.cc:9003/faye'],
  ['mobile', 'http://183.213.19.115:9037/api/v31', 'http://183.213.19.115:9003/faye'],
  ['telecom', 'http://218.4.189.107:9037/api/v31', 'http://218.4.189.107:9003/faye'],
  ['unicom', 'http://58.240.234.30:9037/api/v31', 'http://58.240.234.30:9003/faye']
] as const)('the %s server has the document’s addresses', (kind, apiPrefix, fayeUrl) => {
  expect(endpointsOf({ kind })).toEqual({ ok: true, value: { apiPrefix, fayeUrl } })
})

test('a custom address loses its blanks and trailing slashes and keeps its path', () => {
  const custom = endpointsOf({
    kind: 'custom',
    apiPrefix: ' https://Host.example:9037/api/v31// ',
    fayeUrl: 'http://127.0.0.1:9003/'
  })
  expect(custom).toEqual({
    ok: true,
    value: { apiPrefix: 'https://host.example:9037/api/v31', fayeUrl: 'http://127.0.0.1:9003' }
  })
})

test.each([
  '',
  'cc.uccc.cc:9037',
  'ftp://host/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'ws://host/faye',
  'http://',
  'http://user@host/',
  'http://:secret@host/',
  'http://host/?access_token=1',
  'http://host/#part',
  `http://host/${'x'.repeat(2_000)}`
])('an address that can’t be used is refused at its field: %s', (address) => {
  const good = 'http://host/x'
  expect(endpointsOf({ kind: 'custom', apiPrefix: address, fayeUrl: good })).toEqual({
    ok: false,
    error: { code: 'address-invalid', field: 'apiPrefix' }
  })
  expect(endpointsOf({ kind: 'custom', apiPrefix: good, fayeUrl: address })).toEqual({
    ok: false,
    error: { code: 'address-invalid', field: 'fayeUrl' }
  })
})
