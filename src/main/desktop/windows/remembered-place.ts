import { z } from 'zod'
import type { Rectangle } from './window-place'

const px = z.number().int().min(-100_000).max(100_000)

/** The bounds of a window when it was closed, in device-independent pixels. */
export const rememberedPlaceSchema = z.strictObject({
  x: px,
  y: px,
  width: px.min(1),
  height: px.min(1),
  isMaximized: z.boolean()
})

/** See {@link rememberedPlaceSchema}. */
export type RememberedPlace = z.infer<typeof rememberedPlaceSchema>

/** The part of a window's title bar that must be on a screen for the user to grab it, in px. */
const graspPx = { width: 120, height: 32 }

/**
 * Returns the bounds at which to show a window again. `workAreas`: of the connected screens; a window whose place is
 * no longer visible is centred on the first.
 */
export function placeAgain(
  remembered: Rectangle | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
  size: { width: number; height: number; minWidth: number; minHeight: number }
): Rectangle {
  const isGraspable = ({ x, y, width }: Rectangle, area: Rectangle): boolean =>
    Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= graspPx.width &&
    y >= area.y &&
    y <= area.y + area.height - graspPx.height
  const area = remembered === null ? undefined : workAreas.find((screen) => isGraspable(remembered, screen))
  const { width: usualWidth, height: usualHeight } = remembered ?? size
  const on = area ?? workAreas[0]
  const width = Math.min(Math.max(usualWidth, size.minWidth), on.width)
  const height = Math.min(Math.max(usualHeight, size.minHeight), on.height)
  if (remembered !== null && area !== undefined) return { x: remembered.x, y: remembered.y, width, height }
  return {
    x: on.x + Math.round((on.width - width) / 2),
    y: on.y + Math.round((on.height - height) / 2),
    width,
    height
  }
}
