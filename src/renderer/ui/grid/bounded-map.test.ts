import { expect, it } from 'vitest'
import { createBoundedMap } from './bounded-map'

it('the newest entries are kept, and setting a key again makes it the newest', () => {
  const map = createBoundedMap<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4])
})
