import { expect, test } from 'vitest'
import type { WrapUp } from '../../shared/wrap-ups/schema'
import { usedTags, wrapUpOf } from './wrap-up-of'

const wrapUp = (key: string, tags: string[]): WrapUp => ({ key, result: null, note: '', tags })

test('a call without a wrap-up has a blank one', () => {
  const all = [wrapUp('a', ['vip'])]
  expect(wrapUpOf(all, 'a').tags).toEqual(['vip'])
  expect(wrapUpOf(all, 'b')).toEqual(wrapUp('b', []))
  expect(wrapUpOf([wrapUp('b', ['new'])], 'b').tags).toEqual(['new'])
})

test('suggested tags come most frequent first', () => {
  expect(usedTags([wrapUp('a', ['x', 'y']), wrapUp('b', ['y'])])).toEqual(['y', 'x'])
})
