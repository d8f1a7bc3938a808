import { screen, type BrowserWindow, type WebContents } from 'electron'
import { createPageWindow, type PageWindowOptions } from './page-window'
import { placeAgain, type RememberedPlace } from './remembered-place'
import { fitToZoom } from './fit-to-zoom'
import { leastZoomedSize } from './window-place'

/** A window for longer tasks. Closing it frees its memory; it reopens in the same place. */
export interface LargeWindow {
  /** Shows and focuses it. */
  show(): void
  /** Null while it is closed. */
  window(): BrowserWindow | null
  contents(): WebContents | null
  /** The zoom changed. */
  zoomed(): void
  close(): void
}

/**
 * See {@link LargeWindow}. `page`: a file of the program; sizes in px; `onClosed`: called after it was closed; `onVisible`: when
 * it is shown, and when it is hidden, minimised or closed.
 */
export function createLargeWindow(
  options: PageWindowOptions & {
    page: string
    size: { width: number; height: number; minWidth: number; minHeight: number }
    place: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
    onClosed: () => void
    onVisible: (isVisible: boolean) => void
  }
): LargeWindow {
  const { place, size } = options
  const smallest = { width: size.minWidth, height: size.minHeight }
  let window: BrowserWindow | null = null
  let isClosing = false

  const make = (): BrowserWindow => {
    const remembered = place.read()
    const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
    const bounds = placeAgain(remembered, [screen.getPrimaryDisplay().workArea, ...displays], size)
    const least = leastZoomedSize(smallest, options.zoom(), screen.getDisplayMatching(bounds).workArea)
    const made = createPageWindow(options, options.page, () => isClosing, {
      ...bounds,
      minWidth: least.width,
      minHeight: least.height
    })
    if (remembered?.isMaximized === true) made.maximize()
    made.on('close', () => place.write({ ...made.getNormalBounds(), isMaximized: made.isMaximized() }))
    made.on('show', () => options.onVisible(!made.isMinimized()))
    made.on('restore', () => options.onVisible(true))
    made.on('hide', () => options.onVisible(false))
    made.on('minimize', () => options.onVisible(false))
    made.on('closed', () => {
      if (window === made) window = null
      options.onVisible(false)
      options.onClosed()
    })
    return made
  }

  const existing = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window)

  return {
    show() {
      window = existing() ?? make()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    window: existing,
    contents: () => existing()?.webContents ?? null,
    zoomed: () => fitToZoom(existing(), smallest, options.zoom(), 1),
    close() {
      isClosing = true
      existing()?.close()
    }
  }
}
