import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactLine } from './log-text'

describe('secrets are redacted by their name', () => {
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
    ['http://user:s3cret@host/path', 'http://…@host/path'],
    ['http://user:s3@cret@host/path', 'http://…@host/path'],
    ['{"a":"http:\\/\\/user:s3cret@host\\/"}', '{"a":"http:\\/\\/…@host\\/"}'],
    ['?url=http%3A%2F%2Fuser%3As3cret%40host%2Fpath', '?url=http%3A%2F%2F…%40host%2Fpath'],
    ['http%253A%252F%252Fuser%253As3%2540cret%2540host', 'http%253A%252F%252F…%2540host'],
    ['?pwd=s3cret&key=s3cret&auth=s3cret&sig=s3cret&x=1', '?pwd=…&key=…&auth=…&sig=…&x=1'],
    ['pwd: s3cret', 'pwd: …'],
    ['{"pwd":"s3cret","auth":"s3cret","x":1}', '{"pwd":"…","auth":"…","x":1}'],
    ['?pass=s3cret&sign=s3cret&X-Amz-Signature=s3cret', '?pass=…&sign=…&X-Amz-Signature=…'],
    ['key%3Ds3cret%26x', 'key%3D…%26x'],
    ['X-Api-Key: s3cret', 'X-Api-Key: …'],
    ['session_id=s3cret jwt=s3cret', 'session_id=… jwt=…'],
    ['passphrase = s3cret', 'passphrase = …'],
    ['密码：s3cret 令牌=s3cret', '密码：… 令牌=…'],
    ['Proxy-Authorization: Token s3cret', 'Proxy-Authorization: …'],
    ['asked with Negotiate czNjcmV0czNj', 'asked with Negotiate …'],
    ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s3cret', 'got …']
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
    (one) => `http://name:${encodeURIComponent(one)}@host/`,
    (one) => encodeURIComponent(`http://name:${encodeURIComponent(one)}@host/`),
    ...['pwd', 'key', 'auth', 'pass', 'sig', 'jwt', 'client_secret'].map(
      (name) => (one: string) => `GET /q?x=1&${name}=${encodeURIComponent(one)}&y=1`
    )
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
    ['138,0013,8000', '138****8000'],
    ['１３８，００１３，８０００', '138****8000'],
    ['138:0013:8000', '138****8000'],
    ['138_0013_8000', '138****8000'],
    ['138、0013、8000', '138****8000'],
    ['[138][0013][8000]', '[138****8000]'],
    ['138%2C0013%2D8000', '138****8000'],
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
  const separator = fc.constantFrom(
    '',
    ' ',
    '-',
    ' - ',
    '–',
    '－',
    '\u00a0',
    '\u200b',
    '%20',
    '+',
    ') ',
    '/',
    ',',
    '，',
    '%2C'
  )
  const fullWidth = (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

  test('however they are grouped, encoded or surrounded', () => {
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
  'took 120.25 ms, at 10:00:05.250 of 00:10:00',
  '{"durationMs":1200,"attempt":1,"status":200,"sizes":[1,2,3,4,5,6,7,8]}',
  'author: Zhang, monkey=1, hot-key: Ctrl+F9, 12 passed: code call-unknown, key: call-1',
  '[2026-07-21T10:00:00.123Z] [info]  woken resume',
  '2026-07-21T10:00:00.123Z live',
  'call 3f2504e0-4f89-41d3-9a0c-0305e82c3301 ended',
  'connected to 183.213.19.115:9003',
  'Chromium 130.0.6723.137, Node 20.18.0',
  'the token was refused; code token-refused; "tokenKept":"key-store"'
])('%j stays unchanged', (line) => {
  expect(redactLine(line)).toBe(line)
})

test('a hostile line of a million characters is redacted in one pass', () => {
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
    '1.',
    '12,',
    'key=',
    'auth',
    'eyJ-',
    '%2F',
    '%252F',
    '\\/'
  ]) {
    const line = piece.repeat(Math.floor(1_000_000 / piece.length))
    expect(redactLine(line).length).toBeLessThanOrEqual(2 * line.length)
  }
})
