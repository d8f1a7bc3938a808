import { app, Menu } from 'electron'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { compose, type Program } from './app/compose'
import { readCommandLine, type CommandLine } from './dialling/command-line'
import { configHome } from './desktop/desktop-entry'
import { withStartLock } from './desktop/start-lock'
import { openPrivateFolder } from './platform/files/private-folder'
import { declareOwnScheme, serveOwnPages } from './platform/security/app-protocol'
import { confineRenderers, lockDown } from './platform/security/lockdown'
import { answerAtOnce, ownArguments } from './app/start-arguments'

const here = import.meta.dirname

/**
 * What a second start hands to the first; another program could send it as well. As base64: data with a
 * character beyond ASCII arrives as null (seen with Electron 33 on Linux).
 */
const handedOver = z.strictObject({ args: z.array(z.base64().max(60_000)).max(50) })
const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8')
const readHandedOver = (data: unknown): string[] => {
  try {
    return handedOver.parse(data).args.map(fromBase64)
  } catch {
    return []
  }
}

function run(args: readonly string[]): void {
  let program: Program | null = null
  let isClosed = false
  const begin = (request: CommandLine): void => {
    if (request.kind === 'open') program?.open()
    else program?.obey(request)
  }

  app.setAppUserModelId('com.deskline.app')
  // Deskline keeps nothing in Chromium's own store, so Chromium has no reason to open the system's key ring, which
  // it does on the main thread: before any window, and for as long as the system asks for a password.
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic')
  declareOwnScheme()
  confineRenderers()
  // As root on Linux Electron only starts without its sandbox; each window asks for it all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Closing a window hides it; the program ends by "quit" alone.
  app.on('window-all-closed', () => undefined)
  app.on('activate', () => program?.open())
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const asked = readCommandLine(readHandedOver(data))
    // A second start can arrive before `compose` has run.
    void app.whenReady().then(() => begin(asked))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void app.whenReady().then(() => program?.obey(readCommandLine([url])))
  })
  app.on('before-quit', (event) => {
    if (isClosed || program === null) return
    event.preventDefault()
    // From macOS' own menu. Elsewhere only the system ends a program this way, and waits for no answer.
    if (process.platform === 'darwin' && !program.isQuitAgreed()) {
      program.quit()
      return
    }
    void program.close().finally(() => {
      isClosed = true
      // Not within this event: Electron takes its "prevented" for the answer to a second quit inside of it
      // as well, and then nothing ends it (seen with SIGTERM, which the end of a desktop session sends).
      setImmediate(() => app.quit())
    })
  })

  void app.whenReady().then(() => {
    if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
    lockDown()
    serveOwnPages(join(here, '../renderer'), async (request) => (await program?.serve(request)) ?? null)
    program = compose({
      userData: app.getPath('userData'),
      resources: join(here, '../../resources'),
      preload: join(here, '../preload/index.cjs'),
      vaultProgram: join(here, 'vault-process.js'),
      recordsProgram: join(here, 'records-process.js'),
      importsProgram: join(here, 'imports-process.js')
    })
    begin(readCommandLine(args))
  })
}

/** Only the user may look into the user-data folder, whatever it was before; Chromium's files are below it too. */
function openUserData(): void {
  const base = process.env['XDG_CONFIG_HOME'] ?? ''
  const isBaseIgnored = process.platform === 'linux' && base !== '' && !isAbsolute(base)
  // Electron would take a relative folder as it is, below the one that it was started in.
  if (isBaseIgnored && !app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(configHome(), app.getName()))
  }
  try {
    openPrivateFolder(app.getPath('userData'))
  } catch {
    // What can't be kept is shown in the window.
  }
}

const args = ownArguments(process.argv)
const exitCode = answerAtOnce(args)
if (exitCode === null) openUserData()
if (exitCode !== null) app.exit(exitCode)
// A second start hands over to the first and ends.
else if (
  withStartLock(app.getPath('userData'), () => app.requestSingleInstanceLock({ args: args.map(toBase64) }))
)
  run(args)
else app.quit()
