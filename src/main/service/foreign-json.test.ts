import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDepthScan, maxJsonDepth, parseForeignJson } from './foreign-json'

const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth)

describe('JSON from another program', () => {
  test('is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseForeignJson(text)).toEqual(JSON.parse(text))
      })
    )
    for (const text of ['', '{', '"', '[1,]', 'undefined'])
      expect(() => parseForeignJson(text)).toThrow(SyntaxError)
  })

  test.each([
    ['lists', nested(maxJsonDepth + 1)],
    ['objects', '{"a":'.repeat(maxJsonDepth + 1) + '1' + '}'.repeat(maxJsonDepth + 1)],
    ['five million lists', nested(5_000_000)],
    ['five million objects that never end', '{"a":'.repeat(5_000_000)],
    ['a list behind quotes that are escaped', `{"a":"\\"","b":${nested(maxJsonDepth)}}`]
  ])('that is nested too deeply is rejected without parsing: %s', (_name, text) => {
    expect(() => parseForeignJson(text)).toThrow('nested too deeply')
  })

  test('brackets in strings, and siblings, don’t count as depth', () => {
    const sides = JSON.stringify(['[{'.repeat(500), '\\"[[', ...Array.from({ length: 500 }, () => [{}])])
    expect(parseForeignJson(sides)).toEqual(JSON.parse(sides))
    expect(parseForeignJson(nested(maxJsonDepth))).toEqual(JSON.parse(nested(maxJsonDepth)))
  })

  test('chunks are scanned like the whole text, wherever it is split', () => {
    const text = fc.oneof(
      fc.json({ maxDepth: 4 }).map((inner) => nested(maxJsonDepth - 2, inner)),
      fc
        .array(fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', ','), { maxLength: 300 })
        .map((units) => units.join(''))
    )
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (whole, cuts) => {
        const borders = [
          0,
          ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b),
          whole.length
        ]
        const scan = createDepthScan()
        const pieces = borders.slice(1).map((end, index) => whole.slice(borders[index], end))
        const isShallow = pieces.map((piece) => scan.isShallow(piece)).every(Boolean)
        expect(isShallow).toBe(createDepthScan().isShallow(whole))
      })
    )
  })
})
