import { BrowserWindow, screen, type WebContents } from 'electron'
import { showEditMenu } from './edit-menu'
import { ownPage } from '../security/app-protocol'
import { placeByTray, type Rectangle } from './window-place'

/** The one window of everyday work. Made when it is first wanted, hidden when it is closed. */
export interface MainWindow {
  /** Shows and focuses it, at the tray when it was hidden. */
  show(): void
  hide(): void
  toggle(): void
  isShown(): boolean
  /** Made but hidden, so that the first `show` is quick. */
  prepare(): void
  /** Null while there is none. */
  window(): BrowserWindow | null
  /** Its page, while there is one. */
  contents(): WebContents | null
  /** Lets the next close through: the program quits. */
  allowClose(): void
}

/**
 * `trayBounds` gives the icon's place or null. `hasTray`: without one a closed window is minimised,
 * since nothing but the task bar could bring it back.
 */
export function createMainWindow(options: {
  preload: string
  icon: string
  title: () => string
  background: () => string
  trayBounds: () => Rectangle | null
  hasTray: () => boolean
}): MainWindow {
  let window: BrowserWindow | null = null
  let isQuitting = false

  const hide = (): void => {
    if (window === null || window.isDestroyed()) return
    if (options.hasTray()) window.hide()
    else window.minimize()
  }

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      width: 380,
      height: 600,
      minWidth: 340,
      minHeight: 480,
      show: false,
      title: options.title(),
      icon: options.icon,
      backgroundColor: options.background(),
      fullscreenable: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
        // Timers of the person's truth are in the main process; the window may rest when hidden.
        backgroundThrottling: true
      }
    })
    made.removeMenu()
    made.on('close', (event) => {
      if (isQuitting) return
      event.preventDefault()
      hide()
    })
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
    const display = screen.getDisplayNearestPoint(tray !== null && tray.width > 0 ? tray : pointer)
    const { width, height } = shown.getBounds()
    shown.setBounds(placeByTray({ width, height }, display.workArea, tray, pointer))
  }

  const show = (): void => {
    const shown = ready()
    if (!shown.isVisible()) place(shown)
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }

  return {
    show,
    hide,
    toggle() {
      if (window?.isVisible() === true && window.isFocused()) hide()
      else show()
    },
    isShown: () => window?.isVisible() === true && !window.isMinimized(),
    prepare: () => void ready(),
    window: () => (window === null || window.isDestroyed() ? null : window),
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    allowClose() {
      isQuitting = true
    }
  }
}
