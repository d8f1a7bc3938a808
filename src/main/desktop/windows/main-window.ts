import { BrowserWindow, screen, type WebContents } from 'electron'
import { monotonicMs } from '../../platform/clock'
import { showEditMenu } from './edit-menu'
import { ownPage } from '../../platform/security/app-protocol'
import type { DisplaySystem } from '../display-system'
import { secureWindowOptions } from '../../platform/security/window-options'
import { leastSize, placeByTray, type Rectangle } from './window-place'

/** The main window. Created on first use, hidden when closed. */
export interface MainWindow {
  /** Shows and focuses it; next to the tray if it was hidden. */
  show(): void
  hide(): void
  toggle(): void
  isShown(): boolean
  /** Creates it hidden, so that the first `show` is quick. */
  prepare(): void
  /** Null before it is created. */
  window(): BrowserWindow | null
  /** Its page, if it exists. */
  contents(): WebContents | null
  /** Lets the next close through, because the program is quitting. */
  allowClose(): void
}

const usualSize = { width: 380, height: 600 }
const smallestSize = { width: 340, height: 480 }

/** X11: height of the title bar, which is above what Electron calls the window's bounds; in px. */
const frameHeight = (displaySystem: DisplaySystem): number => (displaySystem === 'x11' ? 32 : 0)

/**
 * Time a window manager may take to map a window, in ms. Showing the window again within this time can leave it
 * unmapped (openbox: 1 in 20 pairs of starts), and isn't needed, because the window is about to come to the front.
 */
const mappingMs = 1_000

/**
 * `trayBounds` returns the icon's bounds or null. `hasTray`: without a tray, closing minimises the window, because
 * only the task bar or another start of the program could bring it back.
 */
export function createMainWindow(options: {
  preload: string
  icon: string
  title: () => string
  background: () => string
  trayBounds: () => Rectangle | null
  hasTray: () => boolean
  displaySystem: DisplaySystem
}): MainWindow {
  let window: BrowserWindow | null = null
  let isQuitting = false
  /** Minimised by us and not shown since. A Wayland compositor doesn't report whether a window is minimised. */
  let isPutAway = false
  let shownAtMs = -Infinity

  const hide = (): void => {
    if (window === null || window.isDestroyed()) return
    if (options.hasTray()) window.hide()
    else {
      window.minimize()
      isPutAway = true
    }
  }

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      ...secureWindowOptions(options),
      ...usualSize,
      title: options.title(),
      backgroundColor: options.background(),
      fullscreenable: false,
      autoHideMenuBar: true
    })
    made.removeMenu()
    made.on('close', (event) => {
      if (isQuitting) return
      event.preventDefault()
      hide()
    })
    made.on('focus', () => (isPutAway = false))
    made.on('closed', () => {
      if (window === made) window = null
    })
    showEditMenu(made.webContents)
    made.on('page-title-updated', (event) => event.preventDefault())
    made.webContents.on('render-process-gone', () => {
      if (!isQuitting && !made.isDestroyed()) made.webContents.reload()
    })
    void made.loadURL(ownPage('index.html'))
    return made
  }

  const ready = (): BrowserWindow => {
    if (window === null || window.isDestroyed()) window = make()
    return window
  }

  const place = (shown: BrowserWindow): void => {
    const pointer = screen.getCursorScreenPoint()
    const tray = options.trayBounds()
    const { workArea } = screen.getDisplayNearestPoint(tray !== null && tray.width > 0 ? tray : pointer)
    const area = { ...workArea, height: workArea.height - frameHeight(options.displaySystem) }
    const least = leastSize(smallestSize, area)
    shown.setMinimumSize(least.width, least.height)
    const { width, height } = shown.getBounds()
    shown.setBounds(placeByTray({ width, height }, area, tray, pointer))
  }

  /**
   * GNOME raises neither minimised windows nor windows behind others, unless the requesting start carries an
   * activation token; a window that is mapped again is shown.
   */
  const mapAnew = (shown: BrowserWindow): void => {
    if (options.displaySystem === null || !shown.isVisible() || shown.isFocused()) return
    if (!isPutAway && !shown.isMinimized() && options.displaySystem !== 'wayland') return
    const bounds = shown.getNormalBounds()
    shown.hide()
    shown.setBounds(bounds)
  }

  const show = (): void => {
    const shown = ready()
    const isShownNow = shown.isVisible() && !shown.isMinimized() && !isPutAway
    if (isShownNow && monotonicMs() - shownAtMs < mappingMs) return
    if (shown.isVisible()) mapAnew(shown)
    else place(shown)
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
    isPutAway = false
    shownAtMs = monotonicMs()
  }

  return {
    show,
    hide,
    toggle() {
      if (window?.isVisible() === true && window.isFocused()) hide()
      else show()
    },
    isShown: () => window?.isVisible() === true && !window.isMinimized() && !isPutAway,
    prepare: () => void ready(),
    window: () => (window === null || window.isDestroyed() ? null : window),
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    allowClose() {
      isQuitting = true
    }
  }
}
