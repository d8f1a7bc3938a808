import fc from 'fast-check'
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkFeed, checkSignature, UntrustedFeedError } from './signed-feed'

const keys = generateKeyPairSync('ed25519')
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const sha512 = `${'A'.repeat(86)}==`
const feed = { version: '1.2.3', files: [{ url: 'deskline_1.2.3_amd64.deb', sha512, size: 1 }] }
const text = JSON.stringify(feed)
const signed = (of: string, key = keys.privateKey): string =>
  sign(null, Buffer.from(of), key).toString('base64')

describe('the signature of a feed', () => {
  test('by the key of the policy is accepted, also with a line break at its end', () => {
    expect(() => checkSignature(text, `${signed(text)}\n`, publicKey)).not.toThrow()
  })

  test('of any other text is refused', () => {
    fc.assert(
      fc.property(fc.string(), (other) => {
        fc.pre(other !== text)
        expect(() => checkSignature(other, signed(text), publicKey)).toThrow(UntrustedFeedError)
      })
    )
  })

  test('by another key is refused', () => {
    const other = generateKeyPairSync('ed25519').privateKey
    expect(() => checkSignature(text, signed(text, other), publicKey)).toThrow(UntrustedFeedError)
  })

  test.each(['', '\n', 'no base64!', signed(text).slice(4), '<html>Not found</html>'])(
    '%j is refused',
    (signature) => {
      expect(() => checkSignature(text, signature, publicKey)).toThrow(UntrustedFeedError)
    }
  )

  test.each(['', 'key', Buffer.alloc(44).toString('base64')])(
    'with the key %j nothing is accepted',
    (key) => {
      expect(() => checkSignature(text, signed(text), key)).toThrow(UntrustedFeedError)
    }
  )

  test('by a key of another kind is refused: only Ed25519 is checked', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = other.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(() =>
      checkSignature(text, sign('sha256', Buffer.from(text), other.privateKey).toString('base64'), key)
    ).toThrow(UntrustedFeedError)
  })
})

test.each<[string, unknown]>([
  ['without files', { ...feed, files: [] }],
  ['with a file without a checksum', { ...feed, files: [{ url: 'x.deb' }] }],
  ['with a checksum of another kind', { ...feed, files: [{ url: 'x.deb', sha512: 'abc' }] }],
  ['with a pre-release', { ...feed, version: '1.2.3-beta.1' }],
  ['with a version that isn’t one', { ...feed, version: '../../x' }],
  ['that is a list', []],
  ['that is nothing', null]
])('a signed feed %s is refused', (_name, value) => {
  expect(() => checkFeed(value)).toThrow(UntrustedFeedError)
})

test('a signed feed with checksums is accepted, with keys of the updater beside', () => {
  expect(() => checkFeed({ ...feed, path: 'x.deb', releaseDate: '2026-01-01T00:00:00.000Z' })).not.toThrow()
})
