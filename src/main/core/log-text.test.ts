import { expect, test } from 'vitest'
import { redactLine } from './log-text'

test.each([
  ['dialled 13800138000', 'dialled 138****8000'],
  ['GET /calls/queryByPeriod?access_token=s3cret&x=1', 'GET /calls/queryByPeriod?access_token=…&x=1'],
  ['{"access_token":"s3cret"}', '{"access_token":"…"}'],
  ['ACCESS_TOKEN: s3cret', 'ACCESS_TOKEN: …'],
  ['took 120 ms, status 422', 'took 120 ms, status 422']
])('%j is logged as %j', (line, logged) => {
  expect(redactLine(line)).toBe(logged)
})

test('no number that could be called is left whole, however it is written', () => {
  for (const line of ['138 0013 8000', '138-0013-8000', '+86 138 0013 8000', '01088888888', '010-88888888']) {
    const digits = redactLine(`to ${line}.`).replace(/\D/g, '')
    expect(digits.length, line).toBeLessThan(line.replace(/\D/g, '').length)
  }
})
