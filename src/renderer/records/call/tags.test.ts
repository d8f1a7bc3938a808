import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteLimits } from '../../../shared/records/records'
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
  ])('%j is parted', (text, tags) => {
    expect(splitTags(text)).toEqual(tags)
  })

  it('a tag is there once, in whatever case it is typed', () => {
    expect(addTags(['VIP'], 'vip, new, NEW')).toEqual({ tags: ['VIP', 'new'], added: ['new'], refused: null })
  })

  it('one that is too long is left out, and the others are taken', () => {
    const long = 'x'.repeat(noteLimits.maxTagLength + 1)
    expect(addTags([], `${long},short`)).toEqual({ tags: ['short'], added: ['short'], refused: 'too-long' })
  })

  it('beyond the limit none is taken', () => {
    const full = Array.from({ length: noteLimits.maxTags }, (_, index) => `t${index}`)
    expect(addTags(full, 'more')).toEqual({ tags: full, added: [], refused: 'too-many' })
  })

  it('whatever is typed, the tags keep within the limits of a note', () => {
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

  it('suggests what begins with the text before what holds it, and nothing that is there', () => {
    const known = ['call back', 'back office', 'Backup', 'other']
    expect(suggestTags(known, ['backup'], 'BACK')).toEqual(['back office', 'call back'])
    expect(suggestTags(known, [], '')).toEqual(known)
    expect(suggestTags(known, [], 'other')).toEqual([])
  })
})
