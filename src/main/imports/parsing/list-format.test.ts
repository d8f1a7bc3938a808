import { describe, expect, it } from 'vitest'
import { findFormat, isTextLike } from './list-format'

const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))))
const formatOf = (head: Uint8Array, name = 'list', tail: Uint8Array = new Uint8Array()) =>
  findFormat({ head, tail }, name)

describe('The format of a file', () => {
  const zip = bytes('PK', [3, 4, 20, 0], 'first.xml')

  it('A zip is a workbook when its name or the name of a part says so', () => {
    expect(formatOf(zip, 'a.XLSX')).toBe('workbook')
    expect(formatOf(zip, 'a.xlsm')).toBe('workbook')
    expect(formatOf(bytes(zip, 'xl/workbook.xml'), 'a.bin')).toBe('workbook')
    expect(formatOf(zip, 'a.zip', bytes('PK', [1, 2], 'xl/workbook.xml'))).toBe('workbook')
  })

  it('Other zips aren’t workbooks, whatever they contain', () => {
    expect(formatOf(zip, 'a.zip')).toBe('unsupported')
    expect(formatOf(bytes('PK', [5, 6]), 'empty.zip')).toBe('unsupported')
    expect(formatOf(bytes(zip, 'word/document.xml'), 'a.docx')).toBe('unsupported')
    expect(formatOf(bytes(zip, 'xl/workbook.bin'), 'a.xlsb')).toBe('unsupported')
  })

  it.each<[string, Uint8Array]>([
    ['an old workbook, or one with a password', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a PDF', bytes('%PDF-1.7\n13800138000')],
    ['a PNG', bytes([0x89], 'PNG\r\n')],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['a GIF', bytes('GIF89a')],
    ['gzip', bytes([0x1f, 0x8b, 8])],
    ['7z', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c])],
    ['RTF', bytes('{\\rtf1')]
  ])('%s is rejected, whatever its name', (_, head) => {
    expect(formatOf(head, 'list.csv')).toBe('unsupported')
  })

  it('Anything else may be text, even if it begins like a signature or is named like a workbook', () => {
    for (const head of [
      bytes(''),
      bytes('PK,13800138000'),
      bytes('BM,1'),
      bytes('Rar,1'),
      bytes('%PD'),
      bytes([0xff, 0xfe])
    ]) {
      expect(formatOf(head, 'a.xlsx')).toBe('text')
    }
  })

  it('Text has hardly any control characters, except NUL padding from databases', () => {
    expect(isTextLike([])).toBe(true)
    expect(isTextLike(bytes('a,b\r\n\t\f\v\u001a\u001b'))).toBe(true)
    expect(isTextLike(bytes('13800138000\0\0\0\0\0\0\0\0\n'))).toBe(true)
    expect(isTextLike(bytes([0xd6, 0xd0, 0x80, 0xff], ',1\n'))).toBe(true)
    expect(isTextLike(new Uint8Array(100))).toBe(false)
    expect(isTextLike(Uint8Array.from({ length: 256 }, (_, at) => at))).toBe(false)
    expect(isTextLike(Array.from('13800138000\uffff', (char) => char.charCodeAt(0)))).toBe(false)
  })
})
