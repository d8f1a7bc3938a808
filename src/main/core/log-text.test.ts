import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactLine } from './log-text'

describe('what names a secret loses its value', () => {
  test.each([
    ['GET /calls/queryByPeriod?access_token=s3cret&x=1', 'GET /calls/queryByPeriod?access_token=…&x=1'],
    ['{"access_token":"s3cret"}', '{"access_token":"…"}'],
    ['{"access_token":"s3 \\"cr\\" et","x":1}', '{"access_token":"…","x":1}'],
    ['{"a":"{\\"token\\":\\"s3cret\\"}"}', '{"a":"{\\"token\\":\\"…"}'],
    ["{ accessToken: 's3cret' }", "{ accessToken: '…' }"],
    ['ACCESS_TOKEN: s3cret', 'ACCESS_TOKEN: …'],
    ['token=s3cret', 'token=…'],
    ['?url=http%3A%2F%2Fh%2Fq%3Faccess_token%3Ds3cret%26x', '?url=http%3A%2F%2Fh%2Fq%3Faccess_token%3D…%26x'],
    ['access_token%253Ds3cret%2526x', 'access_token%253D…%2526x'],
    ['%22access_token%22%3A%22s3cret%22', '%22access_token%22%3A%22…%22'],
    ['Authorization: Bearer s3cret', 'Authorization: …'],
    ['authorization: Digest username="x", response="s3cret"', 'authorization: …'],
    ['{"Authorization":"Basic czNjcmV0","x":1}', '{"Authorization":"…","x":1}'],
    ["['authorization', 'Bearer s3cret']", "['authorization', 'Bearer …']"],
    ['Cookie: a=s3cret; b=s3cret', 'Cookie: …'],
    ['http://user:s3cret@host/path', 'http://…@host/path']
  ])('%j is logged as %j', (line, logged) => {
    expect(redactLine(line)).toBe(logged)
    expect(redactLine(logged)).toBe(logged)
  })

  const token = fc.oneof(
    fc.uuid(),
    fc.stringMatching(/^[\w~.+/=-]{12,64}$/),
    fc.stringMatching(/^[a-z][\x21-\x7e]{11,40}$/)
  )
  const forms: ((token: string) => string)[] = [
    (one) => `GET /q?startTime=1&access_token=${encodeURIComponent(one)}&x=1`,
    (one) => `at ${encodeURIComponent(`/q?access_token=${encodeURIComponent(one)}&x=1`)}`,
    (one) => JSON.stringify({ access_token: one, x: 1 }),
    (one) => JSON.stringify({ a: [{ token: one }] }),
    (one) => `Authorization: Bearer ${one}`,
    (one) => JSON.stringify({ headers: { authorization: `Bearer ${one}` } }),
    (one) => `http://name:${encodeURIComponent(one)}@host/`
  ]
  test('in whatever form the token is written beside its name', () => {
    fc.assert(
      fc.property(token, fc.constantFrom(...forms), fc.string(), (one, form, before) => {
        const logged = redactLine(`${before.replaceAll('\\', '')} ${form(one)} after`)
        expect(logged).not.toContain(one)
        expect(logged).not.toContain(encodeURIComponent(one))
        expect(logged).not.toContain(JSON.stringify(one).slice(1, -1))
      }),
      { numRuns: 2_000 }
    )
  })
})

describe('numbers are masked', () => {
  test.each([
    ['dialled 13800138000', 'dialled 138****8000'],
    ['138 0013 8000', '138****8000'],
    ['138.0013.8000', '138****8000'],
    ['１３８－００１３－８０００', '138****8000'],
    ['138%200013%208000', '138****8000'],
    ['138\u200b0013\u00a08000', '138****8000'],
    ['(010) 8888 8888', '(010****8888'],
    ['tel:%2B8613800138000', 'tel:%2B*********8000'],
    ['+86 138 0013 8000', '*********8000'],
    ['monitor_agent_699861013', 'monitor_agent_*****1013']
  ])('%j is logged as %j', (line, logged) => {
    expect(redactLine(line)).toBe(logged)
    expect(redactLine(logged)).toBe(logged)
  })

  const digits = fc.oneof(
    fc.stringMatching(/^1[3-9]\d{9}$/),
    fc.stringMatching(/^0\d{9,11}$/),
    fc.stringMatching(/^(\+86|0086|86)1[3-9]\d{9}$/),
    fc.stringMatching(/^[48]00\d{7}$/)
  )
  const separator = fc.constantFrom('', ' ', '-', ' - ', '–', '－', '\u00a0', '\u200b', '%20', '+', ') ', '/')
  const fullWidth = (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

  test('however they are grouped, coded or surrounded', () => {
    fc.assert(
      fc.property(
        digits,
        separator,
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        fc.constantFrom<[string, string]>(
          ['', ''],
          ['to ', '.'],
          ['{"callee":"', '"}'],
          ['tel:', ';ext=1'],
          ['拨打', '成功'],
          ['x', 'y']
        ),
        (number, join, size, isWide, [before, after]) => {
          const groups = number.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
          const written = isWide ? groups.map(fullWidth).join(join) : groups.join(join)
          const logged = redactLine(`${before}${written}${after}`)
          const left = logged.normalize('NFKC').replace(/%\d\d/g, '').match(/\d+/g) ?? []
          expect(Math.max(0, ...left.map((run) => run.length)), logged).toBeLessThanOrEqual(4)
          expect(left.join('').length, logged).toBeLessThanOrEqual(9)
        }
      ),
      { numRuns: 2_000 }
    )
  })
})

test.each([
  'took 120 ms, status 422',
  '[2026-07-21 10:00:00.123] [info]  woken resume',
  '2026-07-21T10:00:00.123Z live',
  'call 3f2504e0-4f89-41d3-9a0c-0305e82c3301 ended',
  'connected to 183.213.19.115:9003',
  'Chromium 130.0.6723.137, Node 20.18.0',
  'the token was refused; code token-refused; "tokenKept":"key-store"'
])('%j stays as it is', (line) => {
  expect(redactLine(line)).toBe(line)
})

test('a hostile line of a million characters is read in one pass', () => {
  for (const piece of [
    '1',
    '1 ',
    'token',
    'token=',
    '\\',
    '//',
    '%25',
    'Bearer ',
    '"access_token":"\\',
    '1.'
  ]) {
    const line = piece.repeat(Math.floor(1_000_000 / piece.length))
    expect(redactLine(line).length).toBeLessThanOrEqual(2 * line.length)
  }
})
