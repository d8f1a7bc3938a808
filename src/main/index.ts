import { app, Menu } from 'electron'
import { join } from 'node:path'
import { compose, type Program } from './compose'
import { declareOwnScheme, serveOwnPages } from './security/app-protocol'
import { lockDown } from './security/lockdown'

const here = import.meta.dirname

/** Set at log-in start: no window until the person wants one. */
const isHiddenStart = process.argv.includes('--hidden')

function run(): void {
  let program: Program | null = null
  let isClosed = false

  app.setAppUserModelId('com.deskline.app')
  declareOwnScheme()
  // As root on Linux Electron only starts without its sandbox; each window asks for it all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Closing a window hides it; the program ends by "quit" alone.
  app.on('window-all-closed', () => undefined)
  app.on('second-instance', () => program?.open())
  app.on('activate', () => program?.open())
  app.on('before-quit', (event) => {
    if (isClosed || program === null) return
    event.preventDefault()
    void program.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })

  void app.whenReady().then(async () => {
    if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
    lockDown()
    serveOwnPages(join(here, '../renderer'))
    program = await compose({
      userData: app.getPath('userData'),
      resources: join(here, '../../resources'),
      preload: join(here, '../preload/index.cjs'),
      vaultProgram: join(here, 'vault-process.js')
    })
    if (!isHiddenStart) program.open()
  })
}

// A second start hands over to the first and ends.
if (app.requestSingleInstanceLock()) run()
else app.quit()
