import { screen, type BrowserWindow } from 'electron'
import { leastZoomedSize, scaled } from './window-place'

/**
 * Fits an open window to the zoom of its page: at least `least` (CSS px) as far as its screen has room, and larger or
 * smaller by `ratio`, so that it shows the same. A maximised window keeps its size.
 */
export function fitToZoom(
  window: BrowserWindow | null,
  least: { width: number; height: number },
  zoom: number,
  ratio: number
): void {
  if (window === null) return
  const bounds = window.getBounds()
  const { workArea } = screen.getDisplayMatching(bounds)
  const { width: minWidth, height: minHeight } = leastZoomedSize(least, zoom, workArea)
  window.setMinimumSize(minWidth, minHeight)
  if (window.isMaximized()) return
  const wanted = scaled(bounds, ratio)
  const width = Math.min(Math.max(wanted.width, minWidth), workArea.width)
  const height = Math.min(Math.max(wanted.height, minHeight), workArea.height)
  if (width === bounds.width && height === bounds.height) return
  window.setBounds({
    x: Math.max(workArea.x, Math.min(bounds.x, workArea.x + workArea.width - width)),
    y: Math.max(workArea.y, Math.min(bounds.y, workArea.y + workArea.height - height)),
    width,
    height
  })
}
