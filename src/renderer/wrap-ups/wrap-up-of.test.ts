import { expect, test } from 'vitest'
import type { WrapUp } from '../../shared/wrap-ups/schema'
import { wrapUpKeys } from './wrap-up-keys'
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

test('keys are for the wrap-up that was shown last, as long as it is shown', () => {
  const pressed: string[] = []
  const show = (name: string) => wrapUpKeys.add({ press: (key) => pressed.push(`${name} ${key}`) > 0 })
  expect(wrapUpKeys.press('1')).toBe(false)
  const hideCard = show('card')
  const hidePage = show('page')
  wrapUpKeys.press('1')
  hidePage()
  wrapUpKeys.press('2')
  hideCard()
  expect(wrapUpKeys.press('3')).toBe(false)
  expect(pressed).toEqual(['page 1', 'card 2'])
})
