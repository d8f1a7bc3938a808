import { describe, expect, test } from 'vitest'
import { settingsSchema } from '../../shared/app/schema'
import { zoomLimits } from '../../shared/app/zoom'
import { zoomAfter } from './zoom-keys'

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: true,
  metaKey: false,
  altKey: false,
  ...more
})
const after = (event: Parameters<typeof zoomAfter>[0], zoom: number) => zoomAfter(event, zoom, false)

describe('zoom keys', () => {
  test('step up to the largest size and down to the smallest, which the settings accept', () => {
    for (const [key, end] of [
      ['+', zoomLimits.max],
      ['=', zoomLimits.max],
      ['-', zoomLimits.min]
    ] as const) {
      let zoom = 1
      for (let at = 0; at < 20; at += 1) {
        zoom = after(press(key), zoom) ?? 0
        expect(settingsSchema.shape.zoom.safeParse(zoom).success).toBe(true)
      }
      expect(zoom).toBe(end)
    }
  })

  test('go on from a size between the steps', () => {
    expect(after(press('+'), 1.2)).toBe(1.25)
    expect(after(press('-'), 1.2)).toBe(1.1)
  })

  test('restore the usual size', () => {
    expect(after(press('0'), 1.75)).toBe(1)
  })

  test.each([
    ['another key', press('9')],
    ['typing', press('+', { ctrlKey: false })],
    ['AltGr', press('0', { altKey: true })]
  ])('leave %s to the page', (_what, input) => {
    expect(after(input, 1)).toBeNull()
  })

  test('use ⌘ on a Mac', () => {
    expect(zoomAfter(press('+'), 1, true)).toBeNull()
    expect(zoomAfter(press('+', { ctrlKey: false, metaKey: true }), 1, true)).toBe(1.1)
  })
})
