import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineSplitter, longestLine, type TextLine } from './text-lines'

function linesOf(...parts: string[]): TextLine[] {
  const splitter = createLineSplitter()
  return [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()]
}
const texts = (...parts: string[]): string[] => linesOf(...parts).map(({ text }) => text)

describe('Lines of a text', () => {
  it.each<[string, string[], string[]]>([
    ['nothing has no line', [], []],
    ['an empty text has no line', [''], []],
    ['one without a line break is a line', ['a'], ['a']],
    ['a line break at the end begins no line', ['a\n'], ['a']],
    ['a line break alone is an empty line', ['\n'], ['']],
    [
      'LF, CRLF and CR end lines, also mixed',
      ['a\nb\r\nc\rd\r\re\n\rf'],
      ['a', 'b', 'c', 'd', '', 'e', '', 'f']
    ],
    ['a CRLF that comes in two parts is one line break', ['a\r', '\nb'], ['a', 'b']],
    ['two CRs in two parts are two', ['a\r', '\rb'], ['a', '', 'b']],
    ['a part of nothing parts no CRLF', ['a\r', '', '\nb'], ['a', 'b']],
    [
      'other separators are characters of a line',
      ['a\u2028b\u2029c\u0085d\u000be\u000cf'],
      ['a\u2028b\u2029c\u0085d\u000be\u000cf']
    ],
    ['NUL is a character of a line', ['a\0b\n'], ['a\0b']]
  ])('%s', (_, parts, lines) => {
    expect(texts(...parts)).toEqual(lines)
  })

  it('Wherever a text is split, its lines are the same, and joined they give the text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '中', '\r', '\n', '\r\n', '"', ',') })
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, lengths) => {
        const parts: string[] = []
        let at = 0
        for (const length of lengths) parts.push(whole.slice(at, (at += length)))
        parts.push(whole.slice(at))
        const lines = texts(...parts)
        expect(lines).toEqual(texts(whole))
        const plain = whole.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
        expect(lines.join('\n') + (plain.endsWith('\n') ? '\n' : '')).toBe(plain)
      })
    )
  })

  it('An overlong line comes in pieces without loss, and the next line is whole', () => {
    const piece = 'x'.repeat(65_536)
    const lines = linesOf(...Array.from({ length: 40 }, () => piece), 'x\nnext')
    expect(lines.map(({ text, ...of }) => [text.length, of])).toEqual([
      [longestLine, { isCut: true, isRest: false }],
      [longestLine, { isCut: true, isRest: true }],
      [40 * 65_536 + 1 - 2 * longestLine, { isCut: false, isRest: true }],
      [4, { isCut: false, isRest: false }]
    ])
  })

  it('The longest line is whole; one character more is cut, with a line break and at the end', () => {
    const line = 'y'.repeat(longestLine)
    expect(linesOf(`${line}\n`, line).map(({ isCut }) => isCut)).toEqual([false, false])
    expect(linesOf(`${line}z\n`, line, 'z').map(({ isCut }) => isCut)).toEqual([true, false, true, false])
  })
})
