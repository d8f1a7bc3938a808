import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editableText, visibleText } from './visible-text'

describe('text out of files', () => {
  it('a control character is seen as a sign', () => {
    expect(visibleText('138\t0013\r\n8000\u0000\u007f')).toBe('138→0013↵↵8000··')
  })

  it('what turns the direction of text, or has no width, is dropped', () => {
    expect(visibleText('\u202e0008\u202c138\u200b\ufeff\u2066x\u2069')).toBe('0008138x')
  })

  it('text of people stays as it is', () => {
    expect(visibleText('张三 138-0013-8000 “家”')).toBe('张三 138-0013-8000 “家”')
  })

  it('in a field a control character is a space', () => {
    expect(editableText('138\t0013\u200b8000')).toBe('138 00138000')
  })

  it('nothing that steers a terminal or a line of text is left of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
        expect(editableText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
      })
    )
  })
})
