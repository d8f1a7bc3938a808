import { expect, it } from 'vitest'
import { createWrapUpKeys } from './wrap-up-keys'

/** Registers wrap-ups that note the keys they get. */
function start() {
  const keys = createWrapUpKeys()
  const pressed: string[] = []
  const add = (place: 'page' | 'card', name: string) =>
    keys.add(place, {
      press(key) {
        pressed.push(`${name} ${key}`)
        return true
      }
    })
  return { keys, pressed, add }
}

it('a call that ends while the page of another one is open doesn’t get the page’s keys', () => {
  const { keys, pressed, add } = start()
  add('page', 'page')
  add('card', 'new call')
  keys.press('page', '1')
  keys.press('card', '2')
  expect(pressed).toEqual(['page 1', 'new call 2'])
})

it('a page without a wrap-up gives no key to the card below it', () => {
  const { keys, pressed, add } = start()
  add('card', 'card')
  expect(keys.press('page', '1')).toBe(false)
  expect(pressed).toEqual([])
})

it('of several cards the last one gets the keys, until it is put away', () => {
  const { keys, pressed, add } = start()
  add('card', 'first')
  const remove = add('card', 'second')
  keys.press('card', '1')
  remove()
  keys.press('card', '1')
  expect(pressed).toEqual(['second 1', 'first 1'])
})
