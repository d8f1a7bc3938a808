import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editableText, visibleText } from './visible-text'

describe('text from files', () => {
  it('a control character is shown as a symbol', () => {
    expect(visibleText('138\t0013\r\n8000\u0000\u007f')).toBe('138→0013↵↵8000··')
  })

  it('bidirectional and zero-width characters are removed', () => {
    expect(visibleText('\u202e0008\u202c138\u200b\ufeff\u2066x\u2069')).toBe('0008138x')
  })

  it('ordinary text stays unchanged', () => {
    expect(visibleText('张三 138-0013-8000 “家”')).toBe('张三 138-0013-8000 “家”')
  })

  it('in an input field a control character becomes a space', () => {
    expect(editableText('138\t0013\u200b8000')).toBe('138 00138000')
  })

  it('no control, format or line separator character is left in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        expect(editableText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
      })
    )
  })
})
