import { describe, expect, it, test } from 'vitest'
import { contentRange, judgeReply, rangeValidator, type HeldPart, type ReplyHeaders } from './recording-reply'

const held: HeldPart = { sizeBytes: 100, validator: '"v1"', totalBytes: 300 }
const judge = (
  status: number,
  headers: ReplyHeaders,
  own: HeldPart | null = held
): ReturnType<typeof judgeReply> => judgeReply(status, headers, { held: own, maxBytes: 1_000, nowMs: 0 })
const rest = { 'content-range': 'bytes 100-299/300', 'content-length': '200', etag: '"v1"' }

describe('a reply to a range request for the rest', () => {
  it('206 with matching headers is the rest', () => {
    expect(judge(206, rest)).toEqual({ kind: 'rest', totalBytes: 300 })
    expect(judge(206, { 'content-range': 'bytes 100-299/*' })).toEqual({ kind: 'rest', totalBytes: 300 })
  })

  it.each([
    ['no Content-Range', { ...rest, 'content-range': undefined }],
    ['several parts', { 'content-type': 'multipart/byteranges; boundary=x' }],
    ['another start', { ...rest, 'content-range': 'bytes 0-299/300' }],
    ['another size', { ...rest, 'content-range': 'bytes 100-300/301' }],
    ['another version', { ...rest, etag: '"v2"' }],
    ['a length that isn’t the range’s', { ...rest, 'content-length': '500' }],
    ['an end beyond the size', { ...rest, 'content-range': 'bytes 100-300/300' }],
    ['another unit', { ...rest, 'content-range': 'items 100-299/300' }]
  ])('206 with %s leads to a new request for all of it', (_name, headers) => {
    expect(judge(206, headers)).toEqual({ kind: 'ask-anew' })
  })

  it('200 is the whole recording, in the version that it names', () => {
    expect(judge(200, { 'content-length': '500', etag: '"v2"' })).toEqual({
      kind: 'anew',
      totalBytes: 500,
      validator: '"v2"'
    })
  })

  it('416 means complete when the sizes agree, otherwise all of it is requested again', () => {
    const all = { ...held, sizeBytes: 300 }
    expect(judge(416, { 'content-range': 'bytes */300' }, all)).toEqual({ kind: 'whole' })
    expect(judge(416, { 'content-range': 'bytes */300' }, { ...all, totalBytes: null })).toEqual({
      kind: 'whole'
    })
    expect(judge(416, { 'content-range': 'bytes */300' })).toEqual({ kind: 'ask-anew' })
    expect(judge(416, { 'content-range': 'bytes */100' })).toEqual({ kind: 'ask-anew' })
    expect(judge(416, {})).toEqual({ kind: 'ask-anew' })
  })
})

describe('a reply without a recording', () => {
  it.each([
    [404, {}, { code: 'recording-missing' }],
    [410, {}, { code: 'recording-missing' }],
    [401, {}, { code: 'recording-refused' }],
    [403, {}, { code: 'recording-refused' }],
    [416, {}, { code: 'recording-refused' }],
    [408, {}, { code: 'timed-out' }],
    [429, { 'retry-after': '7' }, { code: 'rate-limited', retryAfterMs: 7_000 }],
    [
      503,
      { 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' },
      { code: 'service-failed', retryAfterMs: 9_000 }
    ],
    // The date is by the server's clock, independent of this computer's.
    [
      503,
      { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' },
      { code: 'service-failed', retryAfterMs: 29_500 }
    ],
    [500, {}, { code: 'service-failed' }],
    [204, {}, { code: 'recording-invalid' }],
    [206, rest, { code: 'recording-invalid' }],
    [304, {}, { code: 'recording-invalid' }],
    [200, { 'content-encoding': 'gzip' }, { code: 'recording-invalid' }],
    [200, { 'content-encoding': ['br'] }, { code: 'recording-invalid' }],
    [200, { 'content-length': '1001' }, { code: 'recording-too-large' }]
  ])('%i %j', (status, headers, error) => {
    expect(judge(status, headers, null)).toMatchObject({ kind: 'refused', error })
  })

  it('a part of a recording that is too large is refused before it is read', () => {
    expect(
      judge(206, { 'content-range': 'bytes 100-4999/5000' }, { ...held, totalBytes: null })
    ).toMatchObject({
      error: { code: 'recording-too-large' }
    })
  })
})

describe('validators allowed in If-Range (RFC 9110, 13.1.5)', () => {
  const modified = 'Sun, 22 Nov 2026 10:00:00 GMT'
  it.each([
    ['a strong ETag', { etag: '"abc"' }, '"abc"'],
    ['an empty one', { etag: '""' }, '""'],
    ['a weak one: nothing', { etag: 'W/"abc"' }, null],
    ['a weak one, with a date: the date', { etag: 'W/"abc"', 'last-modified': modified }, modified],
    ['no quotes: nothing', { etag: 'abc' }, null],
    ['one without end: nothing', { etag: `"${'x'.repeat(600)}"` }, null],
    ['a date of this second: nothing', { 'last-modified': modified, date: modified }, null],
    ['an older date', { 'last-modified': modified, date: 'Sun, 22 Nov 2026 10:00:02 GMT' }, modified],
    ['no date at all: nothing', { 'last-modified': 'yesterday' }, null]
  ])('%s', (_name, headers: ReplyHeaders, validator) => expect(rangeValidator(headers)).toBe(validator))
})

test('Content-Range is parsed strictly', () => {
  expect(contentRange('bytes 0-0/1')).toEqual({ first: 0, last: 0, totalBytes: 1 })
  for (const text of [
    '',
    'bytes',
    'bytes 5-4/9',
    'bytes 0-9/9',
    'bytes -5-9/10',
    'bytes 0-1',
    'bytes 0-1/2 ',
    'bytes 1e3-2/3'
  ]) {
    expect(contentRange(text), text).toBeNull()
  }
})
