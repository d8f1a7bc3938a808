import { app, type BrowserWindowConstructorOptions } from 'electron'

/**
 * The options that all windows share: hidden until shown, no Node, a sandboxed renderer. Timers that matter run in
 * the main process, so hidden windows are throttled.
 */
export const secureWindowOptions = ({
  preload,
  icon,
  zoomFactor
}: {
  preload: string
  icon: string
  /** The size of the page; 1 is the usual one. */
  zoomFactor: number
}): BrowserWindowConstructorOptions => ({
  show: false,
  icon,
  webPreferences: {
    preload,
    zoomFactor,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    backgroundThrottling: true,
    devTools: !app.isPackaged
  }
})
