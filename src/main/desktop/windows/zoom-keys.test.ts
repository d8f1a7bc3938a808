import { describe, expect, test } from 'vitest'
import { settingsSchema } from '../../../shared/app/schema'
import { zoomLimits } from '../../../shared/app/zoom'
import { zoomAfter } from './zoom-keys'

const isMac = process.platform === 'darwin'
const press = (key: string, more: object = {}) => ({
  type: 'keyDown' as const,
  key,
  control: !isMac,
  meta: isMac,
  alt: false,
  ...more
})

describe('zoom keys', () => {
  test('step up to the largest size and down to the smallest, which the settings accept', () => {
    for (const [key, end] of [
      ['+', zoomLimits.max],
      ['=', zoomLimits.max],
      ['-', zoomLimits.min]
    ] as const) {
      let zoom = 1
      for (let at = 0; at < 20; at += 1) {
        zoom = zoomAfter(press(key), zoom) ?? 0
        expect(settingsSchema.shape.zoom.safeParse(zoom).success).toBe(true)
      }
      expect(zoom).toBe(end)
    }
  })

  test('go on from a size between the steps', () => {
    expect(zoomAfter(press('+'), 1.2)).toBe(1.25)
    expect(zoomAfter(press('-'), 1.2)).toBe(1.1)
  })

  test('restore the usual size', () => {
    expect(zoomAfter(press('0'), 1.75)).toBe(1)
  })

  test.each([
    ['another key', press('9')],
    ['typing', press('+', { control: false, meta: false })],
    ['AltGr', press('0', { alt: true })],
    ['the release', press('+', { type: 'keyUp' })]
  ])('leave %s to the page', (_what, input) => {
    expect(zoomAfter(input as Parameters<typeof zoomAfter>[0], 1)).toBeNull()
  })
})
