// The measured program of bench/start.bench.ts: a bare Electron with a tray, or Deskline's build as it is. Prints a
// line `stamp NAME EPOCH_MS` for each moment of the start. Reads commands from standard input: `close` closes the visible
// windows, `reopen` opens the main window again and prints `stamp reopened MS`.
import { app, BrowserWindow, Menu, Tray } from 'electron'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const { MEASURED_PROGRAM: program = 'tray', MEASURED_MAIN: mainFile = '' } = process.env
const here = import.meta.dirname

const now = () => performance.timeOrigin + performance.now()
const stamp = (name, value) => process.stdout.write(`stamp ${name} ${value.toFixed(2)}\n`)
const stampOnce = (name, value) => {
  if (stamped.has(name)) return
  stamped.add(name)
  stamp(name, value)
}
const stamped = new Set()

/** Resolves with the page's first paint and the moment after the frame with a field to type in, as epoch ms. */
const pageTimes = `new Promise((resolve) => {
  const field = () => document.visibilityState === 'visible' && document.querySelector('input:not(:disabled)')
  const afterFrame = () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const usable = performance.timeOrigin + performance.now()
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      resolve({ usable, paint: paint ? performance.timeOrigin + paint.startTime : usable })
    }
    port2.postMessage(null)
  })
  const check = () => {
    if (!field()) return false
    watch.disconnect()
    document.removeEventListener('visibilitychange', check)
    afterFrame()
    return true
  }
  const watch = new MutationObserver(check)
  document.addEventListener('visibilitychange', check)
  if (!check()) watch.observe(document, { subtree: true, childList: true, attributes: true })
})`

const isMainPage = (contents) => /index\.html|hello\.html/.test(contents.getURL())

/** Calls `then` with the times of the main window's page, once it has a document. */
function timesOf(contents, then) {
  const ask = () => {
    if (isMainPage(contents)) contents.executeJavaScript(pageTimes).then(then, () => undefined)
  }
  if (contents.isLoadingMainFrame() || contents.getURL() === '') contents.once('dom-ready', ask)
  else ask()
}

app.once('ready', () => stampOnce('ready', now()))

// The icon is usable once it has its menu.
const { setContextMenu } = Tray.prototype
Tray.prototype.setContextMenu = function (menu) {
  setContextMenu.call(this, menu)
  stampOnce('tray', now())
}

app.on('web-contents-created', (_event, contents) => {
  if (contents.getType() !== 'window') return
  timesOf(contents, ({ usable, paint }) => {
    stampOnce('paint', paint)
    stampOnce('usable', usable)
  })
})

function reopen() {
  const startMs = now()
  const report = ({ usable }) => stamp('reopened', usable - startMs)
  app.once('web-contents-created', (_event, contents) => timesOf(contents, report))
  app.emit('activate')
  const kept = BrowserWindow.getAllWindows().find(({ webContents }) => isMainPage(webContents))
  if (kept !== undefined) timesOf(kept.webContents, report)
}

createInterface(process.stdin).on('line', (command) => {
  if (command === 'reopen') reopen()
  else for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.close()
})

function openBareWindow() {
  const window = new BrowserWindow({ width: 380, height: 600, autoHideMenuBar: true })
  window.on('close', (event) => {
    event.preventDefault()
    window.hide()
  })
  app.on('activate', () => window.show())
  void window.loadFile(join(here, 'hello.html'))
}

if (program === 'deskline') await import(mainFile)
else {
  app.on('window-all-closed', () => undefined)
  void app.whenReady().then(() => {
    const tray = new Tray(join(here, '../../../resources/tray/idle-24.png'))
    tray.setToolTip('Bare')
    tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]))
    // Keeps the icon from being collected.
    app.on('will-quit', () => tray.destroy())
    if (program === 'window') openBareWindow()
  })
}
