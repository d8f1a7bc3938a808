import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { ownPage } from '../../platform/security/app-protocol'
import { secureWindowOptions } from '../../platform/security/window-options'
import { showEditMenu } from './edit-menu'
import { zoomByKeys, type Zoom } from './zoom-keys'

/** What all windows with one of the program's pages need. */
export interface PageWindowOptions {
  preload: string
  icon: string
  title: () => string
  background: () => string
  zoom: Zoom
}

/**
 * Creates a window that loads `page`, a file of the program. A page whose process crashed is loaded again, unless
 * `isClosing`.
 */
export function createPageWindow(
  options: PageWindowOptions,
  page: string,
  isClosing: () => boolean,
  bounds: BrowserWindowConstructorOptions
): BrowserWindow {
  const window = new BrowserWindow({
    ...secureWindowOptions({ ...options, zoomFactor: options.zoom.current() }),
    ...bounds,
    title: options.title(),
    backgroundColor: options.background(),
    autoHideMenuBar: true
  })
  window.removeMenu()
  showEditMenu(window.webContents)
  zoomByKeys(window.webContents, options.zoom)
  window.on('page-title-updated', (event) => event.preventDefault())
  window.webContents.on('render-process-gone', () => {
    if (!isClosing() && !window.isDestroyed()) window.webContents.reload()
  })
  void window.loadURL(ownPage(page))
  return window
}
