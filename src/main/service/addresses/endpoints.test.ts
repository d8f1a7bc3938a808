import { expect, test } from 'vitest'
import { addressesOf } from './endpoints'

test.each([
  ['name', 'http://cc.uccc.cc:9037/api/v31', 'http://cc.uccc.cc:9003/faye'],
  ['test', 'http://cc.uccc.cc:9137/api/v31', 'http://cc.uccc.cc:9003/faye'],
  ['mobile', 'http://183.213.19.115:9037/api/v31', 'http://183.213.19.115:9003/faye'],
  ['telecom', 'http://218.4.189.107:9037/api/v31', 'http://218.4.189.107:9003/faye'],
  ['unicom', 'http://58.240.234.30:9037/api/v31', 'http://58.240.234.30:9003/faye']
] as const)('the %s address matches the document', (kind, apiPrefix, fayeUrl) => {
  const server = { kind: kind === 'name' ? 'product' : kind } as const
  expect(addressesOf(server)).toEqual({ ok: true, value: [{ kind, apiPrefix, fayeUrl }] })
})

test('automatic starts with the name, followed by the address of each carrier', () => {
  const automatic = addressesOf({ kind: 'automatic' })
  expect(automatic.ok && automatic.value.map(({ kind }) => kind)).toEqual([
    'name',
    'mobile',
    'telecom',
    'unicom'
  ])
})

test('a custom address is stripped of blanks and trailing slashes and keeps its path', () => {
  const custom = addressesOf({
    kind: 'custom',
    apiPrefix: ' https://Host.example:9037/api/v31// ',
    fayeUrl: 'http://127.0.0.1:9003/'
  })
  expect(custom).toEqual({
    ok: true,
    value: [
      { kind: 'custom', apiPrefix: 'https://host.example:9037/api/v31', fayeUrl: 'http://127.0.0.1:9003' }
    ]
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
])('an invalid address is rejected at its field: %s', (address) => {
  const good = 'http://host/x'
  expect(addressesOf({ kind: 'custom', apiPrefix: address, fayeUrl: good })).toEqual({
    ok: false,
    error: { code: 'address-invalid', field: 'apiPrefix' }
  })
  expect(addressesOf({ kind: 'custom', apiPrefix: good, fayeUrl: address })).toEqual({
    ok: false,
    error: { code: 'address-invalid', field: 'fayeUrl' }
  })
})
