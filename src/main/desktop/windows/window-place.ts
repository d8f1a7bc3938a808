/** A rectangle on the screen, in device-independent pixels. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** A width and a height, in px. */
interface Size {
  width: number
  height: number
}

/** Limits a window's minimum size to `workArea`, which can be smaller on a scaled screen. */
export const leastSize = (size: Size, workArea: Size): Size => ({
  width: Math.min(size.width, workArea.width),
  height: Math.min(size.height, workArea.height)
})

/** A size in CSS px at a zoom, in device-independent px. */
export const scaled = ({ width, height }: Size, zoom: number): Size => ({
  width: Math.round(width * zoom),
  height: Math.round(height * zoom)
})

/** Every window can be used at this size, whatever the zoom; device-independent px. */
const enough: Size = { width: 1_024, height: 640 }

/** The minimum size of a window that needs `size` (CSS px) at a zoom. */
export const leastZoomedSize = (size: Size, zoom: number, workArea: Size): Size =>
  leastSize(leastSize(scaled(size, zoom), enough), workArea)

const gapPx = 8

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))

/**
 * Returns the position of a window of `size` next to the tray, entirely inside `workArea`. `tray`: the icon's bounds;
 * where the system doesn't report them (0×0, as on Linux), uses the corner of the work area nearest to the pointer.
 */
export function placeByTray(
  size: Size,
  workArea: Rectangle,
  tray: Rectangle | null,
  pointer: { x: number; y: number }
): Rectangle {
  const width = Math.min(size.width, workArea.width)
  const height = Math.min(size.height, workArea.height)
  const left = workArea.x + gapPx
  const right = workArea.x + workArea.width - width - gapPx
  const top = workArea.y + gapPx
  const bottom = workArea.y + workArea.height - height - gapPx

  const anchor =
    tray !== null && tray.width > 0 && tray.height > 0
      ? { x: tray.x + tray.width / 2, y: tray.y + tray.height / 2, isIcon: true }
      : { ...pointer, isIcon: false }
  const isUpper = anchor.y < workArea.y + workArea.height / 2
  const isLeft = anchor.x < workArea.x + workArea.width / 2
  const x = anchor.isIcon
    ? clamp(Math.round(anchor.x - width / 2), left, Math.max(left, right))
    : isLeft
      ? left
      : Math.max(left, right)
  return {
    x: clamp(x, workArea.x, workArea.x + workArea.width - width),
    y: clamp(isUpper ? top : bottom, workArea.y, workArea.y + workArea.height - height),
    width,
    height
  }
}

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/**
 * Moves `place` so that it doesn't cover `other`: to its left or right, above or below, whichever is inside `workArea`
 * and nearest. Unchanged if there is no such place, as beside a maximised window.
 */
export function placeBeside(place: Rectangle, workArea: Rectangle, other: Rectangle | null): Rectangle {
  if (other === null || !overlaps(place, other)) return place
  const free = [
    { ...place, x: other.x - place.width - gapPx },
    { ...place, x: other.x + other.width + gapPx },
    { ...place, y: other.y - place.height - gapPx },
    { ...place, y: other.y + other.height + gapPx }
  ].filter(
    ({ x, y, width, height }) =>
      x >= workArea.x &&
      y >= workArea.y &&
      x + width <= workArea.x + workArea.width &&
      y + height <= workArea.y + workArea.height
  )
  const wayTo = ({ x, y }: Rectangle): number => Math.abs(x - place.x) + Math.abs(y - place.y)
  return free.toSorted((a, b) => wayTo(a) - wayTo(b))[0] ?? place
}
