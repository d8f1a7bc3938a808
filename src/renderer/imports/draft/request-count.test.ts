import { describe, expect, it } from 'vitest'
import { readCount } from './request-count'

const limits = { min: 1, max: 10_000 }

describe('a typed count', () => {
  it.each([
    ['1', 1],
    [' 1000 ', 1_000],
    ['1,000', 1_000],
    ['10 000', 10_000]
  ])('%j is parsed as %i', (text, count) => expect(readCount(text, limits)).toBe(count))

  it.each(['', '0', '10001', '1.5', '-3', '1e3', 'many', '1,00'])('%j is invalid', (text) =>
    expect(readCount(text, limits)).toBeNull()
  )
})
