import { screen, type BrowserWindow, type WebContents } from 'electron'
import { monotonicMs } from '../../platform/clock'
import type { Clock } from '../../platform/ports'
import type { DisplaySystem } from '../display-system'
import { PageRest } from './page-rest'
import { createPageWindow, type PageWindowOptions } from './page-window'
import { fitToZoom } from './fit-to-zoom'
import { leastZoomedSize, placeByTray, scaled, type Rectangle } from './window-place'

const usualSize = { width: 380, height: 600 }
const smallestSize = { width: 340, height: 480 }

/** X11: height of the title bar, which is above what Electron calls the window's bounds; in px. */
const frameHeight = (displaySystem: DisplaySystem): number => (displaySystem === 'x11' ? 32 : 0)

/**
 * Time a window manager may take to map a window, in ms. Showing the window again within this time can leave it
 * unmapped (openbox: 1 in 20 pairs of starts), and isn't needed, because the window is about to come to the front.
 */
const mappingMs = 1_000

/** Dependencies of the main window. */
export interface MainWindowOptions extends PageWindowOptions {
  /** The bounds of the tray icon, or null. */
  trayBounds: () => Rectangle | null
  /** Without a tray, closing minimises the window: only the task bar or another start could bring it back. */
  hasTray: () => boolean
  displaySystem: DisplaySystem
  /** Called after the user closed or hid it. */
  onPutAway: () => void
  clock: Clock
  /** Asks the page for its view state before it is given back; see {@link PageRest}. */
  askLeaving: (contents: WebContents, id: string) => void
  /** Identifies the signed-in account. */
  account: () => string
}

/** The main window. Created on first use, hidden when closed, given back when hidden for a minute. */
export class MainWindow {
  readonly #options: MainWindowOptions
  #window: BrowserWindow | null = null
  #isQuitting = false
  /** Minimised by us and not shown since. A Wayland compositor doesn't report whether a window is minimised. */
  #isPutAway = false
  #shownAtMs = -Infinity
  /** Its size when it was given back; null before. */
  #size: { width: number; height: number } | null = null
  readonly pageRest: PageRest

  constructor(options: MainWindowOptions) {
    this.#options = options
    this.pageRest = new PageRest({
      clock: options.clock,
      ask: (id) => this.#askLeaving(id),
      end: () => this.#giveBack(),
      account: options.account
    })
  }

  /** Shows and focuses it; next to the tray if it was hidden. */
  show(): void {
    const window = this.#create()
    const isShownNow = window.isVisible() && !window.isMinimized() && !this.#isPutAway
    if (isShownNow && monotonicMs() - this.#shownAtMs < mappingMs) return
    if (window.isVisible()) this.#mapAnew(window)
    else this.#place(window)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    this.#isPutAway = false
    this.#shownAtMs = monotonicMs()
  }

  hide(): void {
    const window = this.window()
    if (window === null) return
    if (this.#options.hasTray()) window.hide()
    else {
      window.minimize()
      this.#isPutAway = true
    }
    this.#options.onPutAway()
  }

  toggle(): void {
    if (this.#window?.isVisible() === true && this.#window.isFocused()) this.hide()
    else this.show()
  }

  isShown(): boolean {
    return this.#window?.isVisible() === true && !this.#window.isMinimized() && !this.#isPutAway
  }

  /** Null before it is created. */
  window(): BrowserWindow | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window
  }

  /** Its page, if it exists. */
  contents(): WebContents | null {
    return this.window()?.webContents ?? null
  }

  /** Lets the next close through, because the program is quitting. */
  allowClose(): void {
    this.#isQuitting = true
  }

  /** The zoom changed by `ratio`. */
  zoomed(ratio: number): void {
    fitToZoom(this.window(), smallestSize, this.#options.zoom(), ratio)
  }

  #create(): BrowserWindow {
    const existing = this.window()
    if (existing !== null) return existing
    const window = createPageWindow(this.#options, 'index.html', () => this.#isQuitting, {
      ...(this.#size ?? scaled(usualSize, this.#options.zoom())),
      fullscreenable: false
    })
    window.on('close', (event) => {
      if (this.#isQuitting) return
      event.preventDefault()
      this.hide()
    })
    window.on('focus', () => (this.#isPutAway = false))
    window.on('hide', () => this.pageRest.hidden())
    window.on('show', () => this.pageRest.shown())
    window.on('closed', () => {
      this.pageRest.shown()
      if (this.#window === window) this.#window = null
    })
    this.#window = window
    return window
  }

  #askLeaving(id: string): void {
    const contents = this.contents()
    // A page that is loading has no view yet.
    if (contents === null || contents.isLoading()) this.pageRest.answer(id, null)
    else this.#options.askLeaving(contents, id)
  }

  #giveBack(): void {
    const window = this.window()
    if (window === null) return
    const { width, height } = window.getNormalBounds()
    this.#size = { width, height }
    // 'closed' follows, not 'close', which would hide it.
    window.destroy()
  }

  #place(window: BrowserWindow): void {
    const pointer = screen.getCursorScreenPoint()
    const tray = this.#options.trayBounds()
    const { workArea } = screen.getDisplayNearestPoint(tray !== null && tray.width > 0 ? tray : pointer)
    const area = { ...workArea, height: workArea.height - frameHeight(this.#options.displaySystem) }
    const least = leastZoomedSize(smallestSize, this.#options.zoom(), area)
    window.setMinimumSize(least.width, least.height)
    const { width, height } = window.getBounds()
    window.setBounds(placeByTray({ width, height }, area, tray, pointer))
  }

  /**
   * GNOME raises neither minimised windows nor windows behind others, unless the requesting start carries an
   * activation token; a window that is mapped again is shown.
   */
  #mapAnew(window: BrowserWindow): void {
    const { displaySystem } = this.#options
    if (displaySystem === null || !window.isVisible() || window.isFocused()) return
    if (!this.#isPutAway && !window.isMinimized() && displaySystem !== 'wayland') return
    const bounds = window.getNormalBounds()
    window.hide()
    window.setBounds(bounds)
  }
}
