import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Account, ServerChoice } from '../../shared/session/schema'
import { accountKey, readSignInForm, tenantKey } from '../session/account'
import { formerKeys } from '../session/former-keys'
import { canonicalAddress, serviceKey } from './server-address'

const custom = (apiPrefix: string, fayeUrl = 'http://host:9003/faye'): ServerChoice => ({
  kind: 'custom',
  apiPrefix,
  fayeUrl
})
const account = (server: ServerChoice): Account => ({
  server,
  tenantId: 't',
  agentId: 7,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
})

const piece = fc.constantFrom(
  'a',
  'B',
  '.',
  '..',
  '/',
  '//',
  '%2e',
  '%2F',
  '%7e',
  '%e5%8d',
  '南',
  ' ',
  '\\',
  '%'
)
/** An address in all its equivalent spellings. */
const spelled = fc
  .tuple(
    fc.constantFrom('http://', 'HTTPS://', 'http:'),
    fc.constantFrom('host', 'Host.Example.', '呼叫.cn', '[::1]', '0x7f.1', 'a.b..'),
    fc.constantFrom('', ':80', ':443', ':9037'),
    fc.array(piece, { maxLength: 8 })
  )
  .map(([scheme, host, port, path]) => `${scheme}${host}${port}/${path.join('')}`)

describe('the same address', () => {
  test.each([
    ['slashes at its end', 'http://host:9037/api/v31//', 'http://host:9037/api/v31'],
    ['a slash twice', 'http://host:9037//api//v31', 'http://host:9037/api/v31'],
    ['blanks around it', ' \thttp://host:9037/api/v31\r\n', 'http://host:9037/api/v31'],
    ['blanks of Chinese texts', '\u3000http://host/api\u3000', 'http://host/api'],
    ['blanks without a width', '\u200b\ufeffhttp://host/api\u200b', 'http://host/api'],
    ['other case of scheme and host', 'HTTP://Host.Example/api', 'http://host.example/api'],
    ['http’s own port', 'http://host:80/api', 'http://host/api'],
    ['https’ own port', 'https://host:443/api', 'https://host/api'],
    ['a port with zeros before it', 'http://host:09037/api', 'http://host:9037/api'],
    ['an empty query and fragment', 'http://host/api/?#', 'http://host/api'],
    ['an empty user', 'http://@host/api', 'http://host/api'],
    ['dot segments', 'http://host/x/../api/./v31/.', 'http://host/api/v31'],
    ['encoded dot segments', 'http://host/x/%2E%2e/api', 'http://host/api'],
    ['backslashes', 'http:\\\\host\\api', 'http://host/api'],
    ['needless percent-encoding', 'http://host/%61pi/%7Ev31', 'http://host/api/~v31'],
    ['percent-encoding in lower case', 'http://host/%e5%8d%97', 'http://host/%E5%8D%97'],
    ['a Chinese path', 'http://host/南', 'http://host/%E5%8D%97'],
    ['a Chinese host', 'http://呼叫.example/api', 'http://xn--fprzm.example/api'],
    ['a Chinese full stop in the host', 'http://cc。example/api', 'http://cc.example/api'],
    ['a full-width host', 'http://ｈｏｓｔ.example/api', 'http://host.example/api'],
    ['the root’s dot', 'http://host.example./api', 'http://host.example/api'],
    ['an IPv4 address in hexadecimal', 'http://0x7f.1/api', 'http://127.0.0.1/api'],
    ['a long IPv6 address', 'http://[0:0:0:0:0:0:0:1]:9037/api', 'http://[::1]:9037/api'],
    ['no path', 'http://host/', 'http://host']
  ])('has one canonical form: %s', (_name, typed, form) => {
    const read = canonicalAddress(typed)
    // Punycode is up to the URL parser; only check that there is a single form.
    expect(read).toBe(new URL(form).origin + new URL(form).pathname.replace(/\/$/, ''))
    expect(serviceKey(custom(typed))).toBe(serviceKey(custom(form)))
  })

  test('keeps its canonical form when it is parsed again', () => {
    fc.assert(
      fc.property(spelled, (address) => {
        const form = canonicalAddress(address)
        if (form !== null) expect(canonicalAddress(form)).toBe(form)
      })
    )
  })
})

describe('a different address', () => {
  test.each([
    ['another port', 'http://host:9038/api/v31'],
    ['https', 'https://host:9037/api/v31'],
    ['another case of the path', 'http://host:9037/API/v31'],
    ['a deeper path', 'http://host:9037/api/v31/x'],
    ['a shorter path', 'http://host:9037/api'],
    ['an encoded slash', 'http://host:9037/api%2Fv31'],
    ['a host that only looks the same (Cyrillic о)', 'http://hоst:9037/api/v31'],
    ['a subdomain', 'http://cc.host:9037/api/v31'],
    ['a longer name', 'http://host.example:9037/api/v31']
  ])('is a different service: %s', (_name, other) => {
    expect(canonicalAddress(other)).not.toBeNull()
    expect(serviceKey(custom(other))).not.toBe(serviceKey(custom('http://host:9037/api/v31')))
  })
})

describe('the service of a custom address', () => {
  test.each([
    'http://cc.uccc.cc:9037/api/v31',
    'HTTP://CC.UCCC.CC:9037/api/v31/',
    'http://183.213.19.115:9037/api/v31',
    'http://218.4.189.107:9037/api/v31',
    'http://58.240.234.30:9037/api/v31'
  ])('is the product server when it is one of its addresses: %s', (address) => {
    for (const kind of ['automatic', 'product', 'mobile', 'telecom', 'unicom'] as const)
      expect(tenantKey(account(custom(address)))).toBe(tenantKey(account({ kind })))
  })

  test.each(['http://cc.uccc.cc:9137/api/v31', 'http://58.240.234.30:9137/api/v31/'])(
    'is the test server when it is one of its addresses: %s',
    (address) => {
      expect(tenantKey(account(custom(address)))).toBe(tenantKey(account({ kind: 'test' })))
    }
  )

  test.each([
    'http://cc.uccc.cc:9037/api/v32',
    'http://cc.uccc.cc:9237/api/v31',
    'http://cc.uccc.cc.evil.example:9037/api/v31',
    'http://183.213.19.116:9037/api/v31'
  ])('is a service of its own when it merely resembles one of them: %s', (address) => {
    const others = [account({ kind: 'product' }), account({ kind: 'test' })].map(tenantKey)
    expect(others).not.toContain(tenantKey(account(custom(address))))
  })

  test('doesn’t depend on the address of the live line', () => {
    expect(accountKey(account(custom('http://host/api', 'http://one/faye')))).toBe(
      accountKey(account(custom('http://host/api', 'http://other/faye')))
    )
  })
})

describe('the sign-in form', () => {
  const form = { tenantId: 't', token: 'x', agentId: '7', callerNumber: '', salesmanCode: '' }

  test('returns custom addresses in the form in which they are shown and saved', () => {
    const read = readSignInForm({
      ...form,
      server: custom(' HTTP://Host:80/api/ ', 'http://host:9003//faye')
    })
    expect(read.ok && read.value.account.server).toEqual(custom('http://host/api', 'http://host:9003/faye'))
  })

  test.each(['apiPrefix', 'fayeUrl'] as const)('rejects an invalid address at its field: %s', (field) => {
    const server = { ...custom('http://host/api'), [field]: 'host:9037' }
    expect(readSignInForm({ ...form, server })).toEqual({
      ok: false,
      error: { code: 'address-invalid', field }
    })
  })
})

describe('the keys of earlier versions', () => {
  const keyAsTyped = (typed: string): string => JSON.stringify([typed, 't'])
  const found = (of: ServerChoice): Set<string> =>
    new Set([...formerKeys(account(of), [])].map(({ tenant }) => tenant))

  test.each([
    ['http://host:9037/api/v31', 'http://host:9037/api/v31/'],
    ['http://host:9037/api/v31', 'http://host:9037/api/v31//'],
    ['http://host:9037/api/v31', ' http://host:9037/api/v31'],
    ['http://host:9037/api/v31', 'http://host:9037/api/v31/ '],
    ['http://host:9037/api/v31', 'http://host:9037/api/v31\n'],
    ['http://host:9037/api/v31', 'HTTP://HOST:9037/api/v31'],
    ['http://host:9037/api/v31', 'http://Host:9037/api/v31/'],
    ['http://host:9037/api/v31', 'http://host:9037//api/v31'],
    ['http://host:9037/api/v31', 'http://host:9037/api//v31'],
    ['http://host/api', 'http://host:80/api/'],
    ['https://cc.host.example/api', 'https://Cc.Host.Example:443/api'],
    ['http://cc.uccc.cc:9037/api/v31', 'http://218.4.189.107:9037/api/v31/']
  ])('of %s are found for the spelling %j', (address, typed) => {
    expect(found(custom(address))).toContain(keyAsTyped(typed))
  })

  test('of a custom address are found for the product server behind it', () => {
    expect(found({ kind: 'automatic' })).toContain(keyAsTyped('http://cc.uccc.cc:9037/api/v31/'))
  })

  test('all belong to the same service', () => {
    for (const { tenant } of formerKeys(account(custom('http://host:9037/api/v31')), [])) {
      const [typed] = JSON.parse(tenant) as [string]
      expect(serviceKey(custom(typed))).toBe('http://host:9037/api/v31')
    }
  })

  test('are few enough to try at a sign-in', () => {
    expect([...formerKeys(account({ kind: 'automatic' }), [])].length).toBeLessThan(50_000)
  })
})
