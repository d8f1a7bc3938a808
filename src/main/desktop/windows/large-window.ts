import { BrowserWindow, screen, type WebContents } from 'electron'
import { ownPage } from '../../platform/security/app-protocol'
import { secureWindowOptions } from '../../platform/security/window-options'
import { showEditMenu } from './edit-menu'
import { placeAgain, type RememberedPlace } from './remembered-place'
import { leastSize } from './window-place'

/** A window for longer tasks. Closing it frees its memory; it reopens in the same place. */
export interface LargeWindow {
  /** Shows and focuses it. */
  show(): void
  /** Null while it is closed. */
  window(): BrowserWindow | null
  contents(): WebContents | null
  close(): void
}

/** See {@link LargeWindow}. `page`: a file of the program; sizes in px; `onClosed`: called after it was closed. */
export function createLargeWindow(options: {
  page: string
  size: { width: number; height: number; minWidth: number; minHeight: number }
  preload: string
  icon: string
  title: () => string
  background: () => string
  place: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  onClosed: () => void
}): LargeWindow {
  const { place, size } = options
  let window: BrowserWindow | null = null
  let isClosing = false

  const make = (): BrowserWindow => {
    const remembered = place.read()
    const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
    const bounds = placeAgain(remembered, [screen.getPrimaryDisplay().workArea, ...displays], size)
    const least = leastSize(
      { width: size.minWidth, height: size.minHeight },
      screen.getDisplayMatching(bounds).workArea
    )
    const made = new BrowserWindow({
      ...secureWindowOptions(options),
      ...bounds,
      minWidth: least.width,
      minHeight: least.height,
      title: options.title(),
      backgroundColor: options.background(),
      autoHideMenuBar: true
    })
    if (remembered?.isMaximized === true) made.maximize()
    made.removeMenu()
    made.on('close', () => place.write({ ...made.getNormalBounds(), isMaximized: made.isMaximized() }))
    made.on('closed', () => {
      if (window === made) window = null
      options.onClosed()
    })
    showEditMenu(made.webContents)
    made.on('page-title-updated', (event) => event.preventDefault())
    made.webContents.on('render-process-gone', () => {
      if (!isClosing && !made.isDestroyed()) made.webContents.reload()
    })
    void made.loadURL(ownPage(options.page))
    return made
  }

  return {
    show() {
      if (window === null || window.isDestroyed()) window = make()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    window: () => (window === null || window.isDestroyed() ? null : window),
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    close() {
      isClosing = true
      if (window !== null && !window.isDestroyed()) window.close()
    }
  }
}
