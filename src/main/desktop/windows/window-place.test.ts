import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastSize, leastZoomedSize, placeBeside, placeByTray } from './window-place'

const workArea = { x: 0, y: 25, width: 1440, height: 875 }
const size = { width: 380, height: 600 }

describe('the window is placed at the tray', () => {
  test('centred below an icon in a bar at the top', () => {
    const place = placeByTray(size, workArea, { x: 1000, y: 0, width: 24, height: 24 }, { x: 0, y: 0 })
    expect(place).toEqual({ x: 822, y: 33, width: 380, height: 600 })
  })

  test('above an icon in a bar at the bottom, not beyond the right edge', () => {
    const area = { x: 0, y: 0, width: 1920, height: 1040 }
    const place = placeByTray(size, area, { x: 1890, y: 1050, width: 16, height: 16 }, { x: 0, y: 0 })
    expect(place).toEqual({ x: 1532, y: 432, width: 380, height: 600 })
  })

  test('in the corner nearest to the pointer when the system reports no icon position', () => {
    const none = { x: 0, y: 0, width: 0, height: 0 }
    expect(placeByTray(size, workArea, none, { x: 1400, y: 30 })).toMatchObject({ x: 1052, y: 33 })
    expect(placeByTray(size, workArea, null, { x: 10, y: 880 })).toMatchObject({ x: 8, y: 292 })
  })

  test('entirely inside the work area of any display, even a small one', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 320, max: 4000 }),
      height: fc.integer({ min: 240, max: 3000 })
    })
    const point = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 })
    })
    fc.assert(
      fc.property(rectangle, rectangle, point, fc.boolean(), (area, tray, pointer, hasTray) => {
        const place = placeByTray(size, area, hasTray ? tray : null, pointer)
        expect(place.x).toBeGreaterThanOrEqual(area.x)
        expect(place.y).toBeGreaterThanOrEqual(area.y)
        expect(place.x + place.width).toBeLessThanOrEqual(area.x + area.width)
        expect(place.y + place.height).toBeLessThanOrEqual(area.y + area.height)
      })
    )
  })
})

test('the minimum size of a window never exceeds the work area, as on a screen scaled to 200 %', () => {
  const least = { width: 340, height: 480 }
  expect(leastSize(least, workArea)).toEqual(least)
  expect(leastSize(least, { width: 640, height: 376 })).toEqual({ width: 340, height: 376 })
  expect(leastSize({ width: 880, height: 560 }, { width: 640, height: 376 })).toEqual({
    width: 640,
    height: 376
  })
})

describe('a prompt doesn’t cover the open main window', () => {
  const screen = { x: 0, y: 0, width: 1280, height: 800 }
  const main = { x: 892, y: 192, width: 380, height: 600 }

  test('beside it in the same corner', () => {
    expect(placeBeside({ x: 892, y: 664, width: 380, height: 128 }, screen, main)).toEqual({
      x: 504,
      y: 664,
      width: 380,
      height: 128
    })
  })

  test('above it, when that is nearer', () => {
    expect(placeBeside({ x: 892, y: 150, width: 380, height: 128 }, screen, main)).toMatchObject({
      x: 892,
      y: 56
    })
  })

  test('unmoved when nothing is covered, no window is open, or the window leaves no room', () => {
    const place = { x: 8, y: 8, width: 380, height: 128 }
    expect(placeBeside(place, screen, main)).toBe(place)
    expect(placeBeside(place, screen, null)).toBe(place)
    expect(placeBeside(place, screen, screen)).toBe(place)
  })

  test('and never leaves the screen', () => {
    const part = (max: number) => fc.integer({ min: 0, max })
    const rectangle = fc
      .record({ width: fc.integer({ min: 100, max: 640 }), height: fc.integer({ min: 100, max: 400 }) })
      .chain((of) =>
        fc.record({
          x: part(1280 - of.width),
          y: part(800 - of.height),
          width: fc.constant(of.width),
          height: fc.constant(of.height)
        })
      )
    fc.assert(
      fc.property(rectangle, rectangle, (place, other) => {
        const { x, y, width, height } = placeBeside(place, screen, other)
        expect([x >= 0, y >= 0, x + width <= 1280, y + height <= 800]).toEqual([true, true, true, true])
      })
    )
  })
})

test('the minimum size grows with the zoom, but never beyond 1024×640 or the screen', () => {
  const screen = { width: 1_920, height: 1_040 }
  expect(leastZoomedSize({ width: 340, height: 480 }, 1, screen)).toEqual({ width: 340, height: 480 })
  expect(leastZoomedSize({ width: 340, height: 480 }, 2, screen)).toEqual({ width: 680, height: 640 })
  expect(leastZoomedSize({ width: 880, height: 560 }, 2, screen)).toEqual({ width: 1_024, height: 640 })
  expect(leastZoomedSize({ width: 880, height: 560 }, 2, { width: 800, height: 600 })).toEqual({
    width: 800,
    height: 600
  })
})
