import { app, BrowserWindow, globalShortcut, screen, type WebContents } from 'electron'
import { isShownInWindows } from '../../../shared/dialling/dialling'
import type { Prompt } from '../../../shared/dialling/schema'
import { promptSize } from '../../../shared/dialling/prompt-size'
import { ownPage } from '../../platform/security/app-protocol'
import { secureWindowOptions } from '../../platform/security/window-options'
import { placeBeside, placeByTray, scaled, type Rectangle } from '../../desktop/windows/window-place'

/** The small windows next to the tray: a bar that shows what the hot key does, and a question window. */
export interface PromptWindow {
  render(prompt: Prompt): void
  /** The web contents of the windows that exist now. */
  contents(): WebContents[]
  close(): void
}

/** A window unused for this long is destroyed to free its memory, in ms. */
const idleMs = 5 * 60_000

/** The global key of the caller number at `index`. */
const callerAccelerator = (index: number): string => `Alt+${index + 1}`

/** A question needs the keyboard focus; everything else must not take it. */
const isQuestion = (prompt: Prompt): boolean => prompt.kind === 'choosing' || prompt.kind === 'confirming'

interface PromptOptions {
  preload: string
  icon: string
  trayBounds: () => Rectangle | null
  /** The size of the windows; 1 is the usual one. */
  zoom: () => number
  /** The bounds of the main window while it is open, which the prompt doesn't cover; null: it isn't. */
  mainBounds: () => Rectangle | null
  isBarShown: () => boolean
  /** False on Wayland: Electron doesn't release a global key that it got from the desktop's portal. */
  isEscapeGlobal: boolean
  /** How many caller numbers can be chosen by a key; 0: there is nothing to choose. */
  callerKeyCount: () => number
  /** Called with the index of a caller number when its key is pressed while the bar, which has no focus, is shown. */
  onCallerKey: (index: number) => void
  /** Called when Esc is pressed while the bar, which has no focus, is shown, or when a window is closed. */
  onCancel: () => void
}

/** Creates one of the two windows. Whether it is focusable is fixed at creation: X11 doesn't support changing it. */
function createPane(options: PromptOptions, isFocusable: boolean) {
  let window: BrowserWindow | null = null
  let idle: NodeJS.Timeout | undefined
  let current: Prompt = { kind: 'none' }
  let isReady = false

  const show = (): void => {
    if (window === null || !isReady || current.kind === 'none') return
    const pointer = screen.getCursorScreenPoint()
    const tray = options.trayBounds()
    const display = screen.getDisplayNearestPoint(tray !== null && tray.width > 0 ? tray : pointer)
    const size = scaled(promptSize(current, options.callerKeyCount() > 0), options.zoom())
    const place = placeByTray(size, display.workArea, tray, pointer)
    window.setBounds(placeBeside(place, display.workArea, options.mainBounds()))
    if (isFocusable) {
      window.show()
      // X11: a window manager forgets the state of a window that was hidden, so a button would appear in the task bar.
      window.setSkipTaskbar(true)
      window.focus()
    } else {
      window.showInactive()
    }
  }

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      ...secureWindowOptions({ ...options, zoomFactor: options.zoom() }),
      width: 340,
      height: 120,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      focusable: isFocusable
    })
    made.removeMenu()
    // Also above full-screen programs, which would otherwise hide the popup.
    made.setAlwaysOnTop(true, 'pop-up-menu')
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    made.on('close', (event) => {
      event.preventDefault()
      options.onCancel()
    })
    made.webContents.once('did-finish-load', () => {
      isReady = true
      show()
    })
    void made.loadURL(ownPage('prompt.html'))
    return made
  }

  const hide = (): void => {
    if (window === null || !window.isVisible()) return
    const hadFocus = window.isFocused()
    window.hide()
    // macOS returns the focus to the previous program only if this app hides as a whole.
    if (process.platform === 'darwin' && hadFocus && options.mainBounds() === null) app.hide()
  }

  const end = (): void => {
    clearTimeout(idle)
    window?.destroy()
    window = null
    isReady = false
  }

  return {
    render(prompt: Prompt): void {
      if (prompt === current) return
      const wasShown = current.kind !== 'none'
      const isSame = prompt.kind !== 'none' && current.kind !== 'none' && prompt.id === current.id
      current = prompt
      if (prompt.kind === 'none') {
        if (!wasShown) return
        hide()
        idle = setTimeout(end, idleMs)
        return
      }
      // Don't take the focus again when only a detail changed.
      if (isSame) return
      clearTimeout(idle)
      window ??= make()
      show()
    },
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    end
  }
}

/** Creates the windows; see {@link PromptWindow}. */
export function createPromptWindow(options: PromptOptions): PromptWindow {
  const bar = createPane(options, false)
  const question = createPane(options, true)
  const nothing: Prompt = { kind: 'none' }
  let keys: string[] = []

  const releaseKeys = (): void => {
    for (const key of keys.splice(0)) globalShortcut.unregister(key)
  }
  /** Takes Esc and the keys of the caller numbers during a pause. A key that is a hot key already stays one. */
  const takeKeys = (): void => {
    // Without the bar, nothing shows what such a key changes.
    const callerKeys = options.isBarShown() ? options.callerKeyCount() : 0
    const wanted: [string, () => void][] = [
      ['Escape', options.onCancel],
      ...Array.from({ length: callerKeys }, (_, index): [string, () => void] => [
        callerAccelerator(index),
        () => options.onCallerKey(index)
      ])
    ]
    keys = wanted.flatMap(([key, onPress]) =>
      !globalShortcut.isRegistered(key) && globalShortcut.register(key, onPress) ? [key] : []
    )
  }
  const setKeys = (isWanted: boolean): void => {
    if (!options.isEscapeGlobal || isWanted === keys.length > 0) return
    if (isWanted) takeKeys()
    else releaseKeys()
  }

  return {
    render(prompt) {
      const isOurs = prompt.kind !== 'none' && !isShownInWindows(prompt.source)
      setKeys(prompt.kind === 'pausing')
      bar.render(isOurs && !isQuestion(prompt) && options.isBarShown() ? prompt : nothing)
      question.render(isOurs && isQuestion(prompt) ? prompt : nothing)
    },
    contents: () => [bar.contents(), question.contents()].filter((contents) => contents !== null),
    close() {
      setKeys(false)
      bar.end()
      question.end()
    }
  }
}
