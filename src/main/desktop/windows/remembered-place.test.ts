import { describe, expect, test } from 'vitest'
import { placeAgain } from './remembered-place'

const screen = { x: 0, y: 0, width: 1_920, height: 1_040 }
const second = { x: 1_920, y: 0, width: 1_280, height: 984 }
const size = { width: 1_000, height: 700, minWidth: 720, minHeight: 480 }

describe('a reopened window', () => {
  test('keeps its position, on whichever screen', () => {
    const place = { x: 2_000, y: 50, width: 900, height: 600 }
    expect(placeAgain(place, [screen, second], size)).toEqual(place)
  })

  test.each([
    ['the first time', null],
    ['when its screen is gone', { x: 2_000, y: 50, width: 1_000, height: 700 }],
    ['when its title lies above every screen', { x: 100, y: -400, width: 1_000, height: 700 }],
    ['when only its edge is left on a screen', { x: 1_900, y: 50, width: 1_000, height: 700 }]
  ])('%s, is centred on the first screen', (_, place) => {
    expect(placeAgain(place, [screen], size)).toEqual({ x: 460, y: 170, width: 1_000, height: 700 })
  })

  test('is clamped between its minimum size and the size of its screen', () => {
    expect(placeAgain({ x: 10, y: 10, width: 300, height: 5_000 }, [screen], size)).toEqual({
      x: 10,
      y: 10,
      width: 720,
      height: 1_040
    })
  })
})
