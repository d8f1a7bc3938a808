import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isOwnHost } from './files/own-machine'
import { recordingAddress, redirectAddress } from './recording-address'

const accepted = (text: string | null): string | null => {
  const result = recordingAddress(text)
  return result.ok ? result.value.href : null
}

describe('a recording address', () => {
  it.each([
    ['http://cc.uccc.cc:9037/rec/1.wav', 'http://cc.uccc.cc:9037/rec/1.wav'],
    ['https://a.example/录音.wav?sign=%2F1&x=1', 'https://a.example/%E5%BD%95%E9%9F%B3.wav?sign=%2F1&x=1'],
    ['  http://10.0.0.7/a.mp3  ', 'http://10.0.0.7/a.mp3'],
    ['HTTP://EXAMPLE.COM/A', 'http://example.com/A'],
    ['http://[2001:db8::1]:8080/a', 'http://[2001:db8::1]:8080/a'],
    ['http://a.example/a.wav#t=5', 'http://a.example/a.wav']
  ])('%s is accepted', (text, href) => expect(accepted(text)).toBe(href))

  it.each([null, '', '   '])('that is missing (%j) is recording-missing', (text) => {
    expect(recordingAddress(text)).toEqual({ ok: false, error: { code: 'recording-missing' } })
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt://a.example/%0aalert(1)',
    'file:///etc/passwd',
    'file://server/share/a.wav',
    'data:audio/wav;base64,UklGRg==',
    'blob:http://a.example/1',
    'ftp://a.example/a.wav',
    'app://deskline/index.html',
    'view-source:http://a.example/',
    '//a.example/a.wav',
    '/a.wav',
    'a.wav',
    'http:a.example',
    'http:/a.example',
    'http:///a.example',
    'http:\\\\a.example\\a',
    'http://a.example\\@b.example/',
    'http://user:secret@a.example/',
    'http://user@a.example/',
    'http://:secret@a.example/',
    'http://a.exa\tmple/',
    'http://a.example/\nb',
    'java\nscript:alert(1)',
    'http://a.example:0/',
    'http://a.example:22/',
    'http://a.example:25/',
    'http://a.example:6667/',
    'http://a.example:99999/',
    'http://a b/',
    'http://%00/',
    'http://[::1/',
    'http://',
    `http://a.example/${'x'.repeat(4_000)}`,
    // Short as text, long as a URL.
    `http://a.example/${'录'.repeat(1_000)}`,
    'h'.repeat(1_000_000)
  ])('%.60s is refused', (text) => {
    expect(recordingAddress(text)).toEqual({ ok: false, error: { code: 'recording-address-refused' } })
  })

  it('that is accepted is http(s), has no user and at most 4,000 characters, for any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(fc.webUrl(), fc.string()).map(([url, end]) => url + end),
      fc
        .tuple(fc.constantFrom('http://', 'https:', 'file://', ' http:'), fc.string())
        .map((two) => two.join(''))
    )
    fc.assert(
      fc.property(texts, (text) => {
        const result = recordingAddress(text)
        if (!result.ok) return
        const { protocol, username, password, href, hash } = result.value
        expect(['http:', 'https:']).toContain(protocol)
        expect(username + password + hash).toBe('')
        expect(href.length).toBeLessThanOrEqual(4_000)
        // Validating it again returns the same address.
        expect(accepted(href)).toBe(href)
      })
    )
  })
})

describe('a redirect target', () => {
  const from = new URL('https://a.example/rec/1.wav')

  it.each([
    ['/rec/2.wav', 'https://a.example/rec/2.wav'],
    ['2.wav?x=1', 'https://a.example/rec/2.wav?x=1'],
    ['https://cdn.example/1.wav', 'https://cdn.example/1.wav'],
    ['//cdn.example/1.wav', 'https://cdn.example/1.wav']
  ])('%s is followed', (location, href) => {
    const to = redirectAddress(from, location, isOwnHost)
    expect(to.ok && to.value.href).toBe(href)
  })

  it.each([
    '',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:audio/wav,RIFF',
    'http://a.example/rec/1.wav',
    'https://u:p@a.example/',
    'https://a.example:25/',
    'https://localhost/1.wav',
    'https://127.0.0.1/1.wav',
    'https://2130706433/1.wav',
    'https://[::1]/1.wav',
    'https://[::ffff:127.0.0.1]/1.wav',
    `https://a.example/${'x'.repeat(5_000)}`
  ])('%.60s is not followed', (location) => {
    expect(redirectAddress(from, location, isOwnHost)).toEqual({
      ok: false,
      error: { code: 'redirect-refused' }
    })
  })

  test('http may redirect to https, and this machine to itself', () => {
    expect(redirectAddress(new URL('http://a.example/'), 'https://a.example/', isOwnHost).ok).toBe(true)
    expect(redirectAddress(new URL('http://127.0.0.1:8080/'), 'http://localhost:9090/', isOwnHost).ok).toBe(
      true
    )
  })
})
