import { describe, expect, test } from 'vitest'
import { reasonOf, useKeyStore, type Keytar } from './key-store'

// The end-to-end tests use keytar itself with a real key ring; this fake fails in ways that a test cannot cause
// there. The messages are those of libsecret and macOS.
const fake = (more: Partial<Keytar> = {}): (() => Promise<Keytar>) => {
  const kept = new Map<string, string>()
  return () =>
    Promise.resolve({
      getPassword: (_service, account) => Promise.resolve(kept.get(account) ?? null),
      setPassword: (_service, account, token) => {
        kept.set(account, token)
        return Promise.resolve()
      },
      deletePassword: (_service, account) => Promise.resolve(kept.delete(account)),
      ...more
    })
}
const locked = 'Cannot create an item in a locked collection'

describe('the key store', () => {
  test('returns what it stored, and nothing once it was removed', async () => {
    const load = fake()
    const at = { service: 's', account: 'a' }
    expect(await useKeyStore(load, { kind: 'keep', ...at, token: 't' })).toEqual({ kind: 'done' })
    expect(await useKeyStore(load, { kind: 'read', ...at })).toEqual({ kind: 'token', token: 't' })
    expect(await useKeyStore(load, { kind: 'remove', ...at })).toEqual({ kind: 'done' })
    expect(await useKeyStore(load, { kind: 'read', ...at })).toEqual({ kind: 'token', token: null })
  })

  test('that is locked reads as empty, but is reported as locked', async () => {
    const load = fake({ setPassword: () => Promise.reject(new Error(locked)) })
    expect(await useKeyStore(load, { kind: 'read', service: 's', account: 'a' })).toEqual({
      kind: 'failed',
      code: 'vault-locked'
    })
    expect(await useKeyStore(load, { kind: 'remove', service: 's', account: 'a' })).toMatchObject({
      code: 'vault-locked'
    })
  })

  test('that accepts a secret and loses it is reported as failed', async () => {
    const load = fake({ setPassword: () => Promise.resolve() })
    expect(await useKeyStore(load, { kind: 'keep', service: 's', account: 'a', token: 't' })).toEqual({
      kind: 'failed',
      code: 'vault-failed'
    })
  })

  test('whose library can’t be loaded is reported as missing', async () => {
    const load = () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'))
    expect(await useKeyStore(load, { kind: 'read', service: 's', account: 'a' })).toEqual({
      kind: 'failed',
      code: 'vault-missing'
    })
  })
})

test.each([
  [locked, 'vault-locked'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'vault-missing'],
  ['Unknown or unsupported transport “disabled” for address “disabled:”', 'vault-missing'],
  ['Could not connect: No such file or directory', 'vault-missing'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'vault-missing'],
  ['User interaction is not allowed.', 'vault-denied'],
  ['User canceled the operation.', 'vault-denied'],
  ['something new', 'vault-failed']
])('%j means %s', (words, code) => {
  expect(reasonOf(new Error(words))).toBe(code)
})
