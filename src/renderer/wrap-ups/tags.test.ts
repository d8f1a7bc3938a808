import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteLimits } from '../../shared/records/records'
import { addTags, splitTags, suggestTags } from './tags'

describe('tags', () => {
  it.each([
    ['one', ['one']],
    [' one , two,,', ['one', 'two']],
    ['报价，合同；回访、重要', ['报价', '合同', '回访', '重要']],
    ['two words\tand\nlines', ['two words', 'and', 'lines']],
    ['  a   b  ', ['a b']],
    [' ,，;', []],
    ['<script>alert(1)</script>', ['<script>alert(1)</script>']]
  ])('%j is split into tags', (text, tags) => {
    expect(splitTags(text)).toEqual(tags)
  })

  it('are unique regardless of case', () => {
    expect(addTags(['VIP'], 'vip, new, NEW')).toEqual({ tags: ['VIP', 'new'], added: ['new'], refused: null })
  })

  it('that are too long are skipped, and the others are added', () => {
    const long = 'x'.repeat(noteLimits.maxTagLength + 1)
    expect(addTags([], `${long},short`)).toEqual({ tags: ['short'], added: ['short'], refused: 'too-long' })
  })

  it('beyond the limit are not added', () => {
    const full = Array.from({ length: noteLimits.maxTags }, (_, index) => `t${index}`)
    expect(addTags(full, 'more')).toEqual({ tags: full, added: [], refused: 'too-many' })
  })

  it('stay within the limits of a note, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 })), (texts) => {
        const tags = texts.reduce<string[]>((kept, text) => addTags(kept, text).tags, [])
        expect(tags.length).toBeLessThanOrEqual(noteLimits.maxTags)
        for (const tag of tags) {
          expect(tag.trim()).toBe(tag)
          expect(tag.length).toBeGreaterThan(0)
          expect(tag.length).toBeLessThanOrEqual(noteLimits.maxTagLength)
        }
      })
    )
  })

  it('are suggested by prefix before substring, without those already added', () => {
    const known = ['call back', 'back office', 'Backup', 'other']
    expect(suggestTags(known, ['backup'], 'BACK')).toEqual(['back office', 'call back'])
    expect(suggestTags(known, [], '')).toEqual(known)
    expect(suggestTags(known, [], 'other')).toEqual([])
  })
})
