import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { ownPage } from '../../platform/security/app-protocol'
import { secureWindowOptions } from '../../platform/security/window-options'
import { showEditMenu } from './edit-menu'

/** What all windows with one of the program's pages need. */
export interface PageWindowOptions {
  preload: string
  icon: string
  title: () => string
  background: () => string
  /** The size of the pages; 1 is the usual one. */
  zoom: () => number
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
    ...secureWindowOptions({ ...options, zoomFactor: options.zoom() }),
    ...bounds,
    title: options.title(),
    backgroundColor: options.background(),
    autoHideMenuBar: true
  })
  window.removeMenu()
  showEditMenu(window.webContents)
  window.on('page-title-updated', (event) => event.preventDefault())
  window.webContents.on('render-process-gone', () => {
    if (!isClosing() && !window.isDestroyed()) window.webContents.reload()
  })
  void window.loadURL(ownPage(page))
  return window
}
