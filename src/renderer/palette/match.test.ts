import { expect, it } from 'vitest'
import * as fc from 'fast-check'
import { bestMatches, matchScore } from './match'

const titles = (query: string, ...all: string[]) =>
  bestMatches(
    query,
    all.map((title) => ({ title })),
    10
  ).map(({ entry }) => entry.title)

it('the start of the title is better than the start of a word, the inside, and the starts of words', () => {
  expect(titles('re', 'Ring early', 'There', 'Show records', 'Records')).toEqual([
    'Records',
    'Show records',
    'There',
    'Ring early'
  ])
})

it('the starts of words find a title, letters from anywhere do not', () => {
  for (const query of ['or', 'opre', 'orec', 'openr']) expect(titles(query, 'Open records')).toHaveLength(1)
  for (const query of ['oc', 'pr', 'ro', 'operc']) expect(titles(query, 'Open records')).toEqual([])
})

it('a name of a hundred words that begin alike takes no time', () => {
  const title = Array.from({ length: 100 }, () => 'ab').join(' ')
  expect(matchScore(`${'a'.repeat(60)}x`, { title })).toBe(0)
  expect(matchScore('aab'.repeat(20), { title })).toBeGreaterThan(0)
})

it('every word has to match, in any order', () => {
  expect(titles('hot key', 'Global keys', 'Hot keys', 'Key: hot')).toEqual(['Hot keys', 'Key: hot'])
  expect(titles('records x', 'Records')).toEqual([])
})

it('keywords are found by the start of a word, so pinyin and its initials work', () => {
  const entry = { title: '打开联系人', keywords: 'lianxiren lxr contacts' }
  for (const query of ['lianx', 'lxr', 'CONT', '联系']) expect(matchScore(query, entry)).toBeGreaterThan(0)
  expect(matchScore('ren', entry)).toBeGreaterThan(0)
  expect(matchScore('zxr', entry)).toBe(0)
})

it('digits match only as they follow each other', () => {
  expect(titles('1380', '138 0013 8000', '13800138000', '1xx3xx8xx0')).toEqual(['13800138000'])
})

it('an empty query keeps all entries in their order, up to the limit', () => {
  expect(titles(' ', 'b', 'a', 'c')).toEqual(['b', 'a', 'c'])
  expect(bestMatches('', [{ title: 'a' }, { title: 'b' }], 1)).toHaveLength(1)
})

it('any part of a title finds it', () => {
  const word = fc.stringMatching(/^[a-z联系人0-9]{1,8}$/u)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (words, from, length) => {
      const title = words.join(' ')
      const start = from % title.length
      const part = title.slice(start, start + 1 + (length % title.length))
      expect(matchScore(part, { title })).toBeGreaterThan(0)
    }),
    { numRuns: 200 }
  )
})
