import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppError } from '../../../shared/platform/schema'
import { failed, succeeded } from '../../../shared/platform/result'
import { endingOf, verdictOf, type ImportVerdict } from './import-verdict'

const range = { from: 100, to: 120 }
const verdict = (error: AppError, over = range): ImportVerdict => verdictOf(failed(error), over)
const refusal = (field?: string): AppError => ({
  ...{ code: 'service-refused', status: 422, message: 'no' },
  ...(field === undefined ? {} : { field })
})
const cutsOf = (field: string | undefined, over = range): number[] | string => {
  const judged = verdict(refusal(field), over)
  return judged.kind === 'split' ? judged.cuts : judged.kind
}

test('a success is accepted', () => {
  expect(verdictOf(succeeded(undefined), range)).toEqual({ kind: 'accepted' })
})

describe('an error after which the numbers may have been taken is unknown', () => {
  test.each<AppError>([
    { code: 'import-unknown' },
    { code: 'import-unknown', status: 503 },
    // The client never returns these as certain; if it did, the numbers must not be sent again.
    { code: 'service-failed', status: 500 },
    { code: 'reply-invalid', status: 200 },
    { code: 'redirect-refused', status: 303 }
  ])('%j', (error) => expect(verdict(error)).toEqual({ kind: 'unknown', error }))
})

describe('an error that isn’t about the numbers, and took none, waits', () => {
  test.each<AppError>([
    { code: 'unreachable' },
    { code: 'certificate-refused' },
    { code: 'proxy-refused' },
    { code: 'cancelled' },
    { code: 'rate-limited', status: 429 },
    { code: 'reply-invalid', status: 408 },
    { code: 'redirect-refused', status: 307 }
  ])('%j', (error) => expect(verdict(error)).toEqual({ kind: 'wait', error }))
})

describe('an error that any numbers would get stops the import', () => {
  test.each<AppError>([
    { code: 'token-refused', status: 401 },
    // The token is valid, but not for this campaign (see the token gate).
    { code: 'service-refused', status: 403 },
    { code: 'not-found', status: 404 },
    { code: 'service-refused', status: 400 },
    { code: 'reply-invalid', status: 405 },
    { code: 'input-invalid', field: 'campaignId' },
    refusal('campaignId'),
    refusal('tenantId'),
    refusal('numbersOfLines'),
    refusal('phoneNumbers[3]')
  ])('%j', (error) => expect(verdict(error)).toEqual({ kind: 'stop', error }))
})

describe('a refusal of the numbers', () => {
  test.each([undefined, '', 'numbers', 'numbers[999]', 'numbers[-1]', 'numbers.x'])(
    'with the field %j points at no number, so the request is halved',
    (field) => expect(cutsOf(field)).toEqual([110])
  )

  test.each([
    'numbers[17]',
    'numbers.17',
    '/numbers/17',
    'numbers/17',
    '#/numbers/17',
    '$.numbers[17]',
    'numbers[17].value'
  ])('that points with %s isolates that number and the one below, as the index may count from 1', (field) =>
    expect(cutsOf(field)).toEqual([116, 117, 118])
  )

  test.each([
    ['numbers[0]', [101]],
    ['numbers[1]', [101, 102]],
    ['numbers[19]', [118, 119]],
    ['numbers[20]', [119]]
  ])('that points at the edge with %s only cuts inside the request', (field, cuts) => {
    expect(cutsOf(field)).toEqual(cuts)
  })

  test.each([undefined, 'numbers', 'numbers[0]', 'numbers[1]', 'numbers[7]'])(
    'of a single number is final (field %j)',
    (field) => expect(cutsOf(field, { from: 5, to: 6 })).toBe('refused')
  )

  test('always gives smaller parts that cover the request, whatever it points at', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 2, max: 50 }), fc.option(fc.nat(60)), (from, size, at) => {
        const cuts = cutsOf(at === null ? undefined : `numbers[${at}]`, { from, to: from + size })
        if (typeof cuts === 'string') throw new Error(cuts)
        expect(cuts.length).toBeGreaterThan(0)
        expect(cuts.length).toBeLessThanOrEqual(8)
        const ends = [from, ...cuts, from + size]
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b))
        // The number is isolated, whether the index counts from 0 or from 1.
        for (const alone of at === null ? [] : [at, at - 1]) {
          if (at !== null && at <= size && alone >= 0 && alone < size) {
            expect(ends).toContain(from + alone)
            expect(ends).toContain(from + alone + 1)
          }
        }
      })
    )
  })
})

test('a request that is too large is halved; a single number stops the import', () => {
  const error: AppError = { code: 'service-refused', status: 413 }
  expect(verdict(error)).toEqual({ kind: 'split', cuts: [110], isTooLarge: true, error })
  expect(verdict(error, { from: 3, to: 4 })).toEqual({ kind: 'stop', error })
})

test('waiting and stopping are recorded as not taken', () => {
  const error: AppError = { code: 'not-found', status: 404 }
  for (const kind of ['wait', 'stop'] as const)
    expect(endingOf({ kind, error })).toEqual({ outcome: 'not-taken', cuts: [], error })
  expect(endingOf({ kind: 'unknown', error })).toEqual({ outcome: 'unknown', cuts: [], error })
  expect(endingOf({ kind: 'accepted' })).toEqual({ outcome: 'accepted', cuts: [], error: null })
})
