import { app, Menu } from 'electron'
import { isAbsolute, join } from 'node:path'
import type { Places, Program } from './app/compose'
import { openGate } from './app/ipc/gate'
import { openFirstView, type FirstView } from './app/views/first-view'
import { readCommandLine, type CommandLine } from './dialling/command-line'
import { appId } from './desktop/app-id'
import { configHome } from './desktop/desktop-entry'
import { displayFacts } from './desktop/display-facts'
import { isXWaylandBetter } from './desktop/display-system'
import { withStartLock } from './desktop/start-lock'
import { openPrivateFolder } from './platform/files/private-folder'
import { declareOwnScheme, serveOwnPages } from './platform/security/app-protocol'
import { confineRenderers, lockDown } from './platform/security/lockdown'
import { answerAtOnce, ownArguments, terminalLocale } from './app/start-arguments'

const here = import.meta.dirname

/** The names of the contract's commands; electron.vite.config.ts inserts them, so no schema is loaded for them. */
declare const COMMANDS: readonly string[]

function run(args: readonly string[]): void {
  let view: FirstView | null = null
  let program: Program | null = null
  let isClosed = false
  const open = onceInATurn(() => view?.window.show())
  const begin = (request: CommandLine): void => {
    if (request.kind === 'open') open()
    else void loading.then((loaded) => loaded.obey(request))
  }
  const whenReady = (request: CommandLine): void => void app.whenReady().then(() => begin(request))

  app.setAppUserModelId(appId)
  // Global keys of Wayland go through our own client of the portal (docs/decisions/0051).
  if (process.platform === 'linux') app.commandLine.appendSwitch('disable-features', 'GlobalShortcutsPortal')
  // Deskline stores nothing in Chromium's own store. 'basic' stops Chromium from opening the system key ring, which
  // it does on the main thread before any window, blocking as long as the system asks for a password.
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic')
  declareOwnScheme()
  confineRenderers()
  // As root on Linux, Electron only starts without its sandbox; each window requests the sandbox regardless.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Closing a window hides it; only an explicit quit ends the program.
  app.on('window-all-closed', () => undefined)
  app.on('activate', open)
  app.on('second-instance', (_event, _argv, _folder, data) => {
    void import('./app/handed-over').then(({ readHandedOver }) =>
      whenReady(readCommandLine(readHandedOver(data)))
    )
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    whenReady(readCommandLine([url]))
  })
  app.on('before-quit', (event) => {
    if (isClosed) return
    if (program === null) {
      // Quit before it was loaded: there is nothing to close in order.
      view?.window.allowClose()
      return
    }
    event.preventDefault()
    // On macOS this can come from the system menu. Elsewhere only the system quits this way, without waiting.
    if (process.platform === 'darwin' && !program.isQuitAgreed()) {
      program.quit()
      return
    }
    void program.close().finally(() => {
      isClosed = true
      // Quit outside this event: Electron applies the event's "prevented" to a second quit inside of it as well, and
      // the program would never end (seen with SIGTERM, which the end of a desktop session sends).
      setImmediate(() => app.quit())
    })
  })

  // The tray icon and the window come first: they need little, and the window's page starts in a process of its own
  // while this one loads the rest of the program.
  const loading = app.whenReady().then(async () => {
    if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
    lockDown()
    serveOwnPages(join(here, '../renderer'), async (request) => (await program?.serve(request)) ?? null)
    const shown = openFirstView(places())
    view = shown
    const isOwnPage = (id: number): boolean => program?.isOwnPage(id) ?? shown.window.contents()?.id === id
    openGate(
      COMMANDS,
      isOwnPage,
      loading.then(({ route }) => route)
    )
    begin(readCommandLine(args))
    const { compose } = await import('./app/compose')
    quitAtSignals()
    program = compose(places(), shown)
    return program
  })
}

/**
 * Quits in order at the signals of a terminal or of the end of a desktop session. Loaded after Electron is ready, the
 * library below electron-store would end the process at once.
 */
function quitAtSignals(): void {
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => app.quit())
  }
}

/** The folders and built programs of Deskline. */
const places = (): Places => ({
  userData: app.getPath('userData'),
  resources: join(here, '../../resources'),
  built: join(here, '..'),
  preload: join(here, '../preload/index.cjs'),
  vaultProgram: join(here, 'vault-process.js'),
  recordsProgram: join(here, 'records-process.js'),
  importsProgram: join(here, 'imports-process.js'),
  contactsProgram: join(here, 'contacts-process.js'),
  workListsProgram: join(here, 'work-lists-process.js')
})

/** Returns a function that coalesces all calls of one turn of the event loop into one `act` after it. */
function onceInATurn(act: () => void): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    setImmediate(() => {
      isDue = false
      act()
    })
  }
}

/** Starts again with the switch: Chromium chooses the display system before this program runs. */
function restartOnXWayland(): void {
  app.releaseSingleInstanceLock()
  const appImage = process.env['APPIMAGE']
  app.relaunch({
    args: ['--ozone-platform=x11', ...process.argv.slice(1)],
    ...(appImage !== undefined && { execPath: appImage })
  })
  app.exit(0)
}

/** Restricts the user-data folder, which also holds Chromium's files, to the user, whatever its mode was before. */
function openUserData(): void {
  const base = process.env['XDG_CONFIG_HOME'] ?? ''
  const isBaseIgnored = process.platform === 'linux' && base !== '' && !isAbsolute(base)
  // Electron would resolve a relative folder against the working directory.
  if (isBaseIgnored && !app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(configHome(), app.getName()))
  }
  try {
    openPrivateFolder(app.getPath('userData'))
  } catch {
    // The window reports a folder that can't be used.
  }
}

const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** Runs `deskline provision` and returns its exit code; 3: Deskline is running. */
async function provisionAtOnce(file: string): Promise<number> {
  const { provision } = await import('./app/provision')
  // A running Deskline keeps the account in memory and would write its own again.
  const isAlone = app.requestSingleInstanceLock({ args: [toBase64('--hidden')] })
  const { text, exitCode: code } = await provision(file, terminalLocale(), isAlone)
  process.stdout.write(`${text}\n`)
  return code
}

const args = ownArguments(process.argv)
const exitCode = answerAtOnce(args)
if (exitCode === null) openUserData()
const request = readCommandLine(args)
// Not awaited at the top level: chunks that are loaded later import this module, and would wait for it.
const exitAfter = (code: Promise<number>): void => void code.then((value) => app.exit(value))
if (exitCode instanceof Promise) exitAfter(exitCode)
else if (exitCode !== null) app.exit(exitCode)
// The command of a script: it stores an account, and starts no program.
else if (request.kind === 'provision') exitAfter(provisionAtOnce(request.file))
// A second instance hands its arguments to the first and ends.
else if (
  withStartLock(app.getPath('userData'), () => app.requestSingleInstanceLock({ args: args.map(toBase64) }))
) {
  if (isXWaylandBetter(displayFacts())) restartOnXWayland()
  else run(args)
} else app.quit()
