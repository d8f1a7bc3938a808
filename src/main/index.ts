import { app, Menu } from 'electron'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { compose, type Program } from './app/compose'
import { provision } from './app/provision'
import { readCommandLine, type CommandLine } from './dialling/command-line'
import { configHome } from './desktop/desktop-entry'
import { withStartLock } from './desktop/start-lock'
import { openPrivateFolder } from './platform/files/private-folder'
import { declareOwnScheme, serveOwnPages } from './platform/security/app-protocol'
import { confineRenderers, lockDown } from './platform/security/lockdown'
import { messages } from '../shared/messages'
import { answerAtOnce, ownArguments, terminalLocale } from './app/start-arguments'

const here = import.meta.dirname

/**
 * What a second instance passes to the first; untrusted, since another program could send it too. Base64-encoded:
 * data with non-ASCII characters arrives as null (seen with Electron 33 on Linux).
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
  // Deskline stores nothing in Chromium's own store. 'basic' stops Chromium from opening the system key ring, which
  // it does on the main thread before any window, blocking as long as the system asks for a password.
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic')
  declareOwnScheme()
  confineRenderers()
  // As root on Linux, Electron only starts without its sandbox; each window requests the sandbox regardless.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Closing a window hides it; only an explicit quit ends the program.
  app.on('window-all-closed', () => undefined)
  app.on('activate', () => program?.open())
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const asked = readCommandLine(readHandedOver(data))
    // A second instance can start before `compose` has run.
    void app.whenReady().then(() => begin(asked))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void app.whenReady().then(() => program?.obey(readCommandLine([url])))
  })
  app.on('before-quit', (event) => {
    if (isClosed || program === null) return
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
      importsProgram: join(here, 'imports-process.js'),
      contactsProgram: join(here, 'contacts-process.js'),
      workListsProgram: join(here, 'work-lists-process.js')
    })
    begin(readCommandLine(args))
  })
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

/** Runs `deskline provision` and returns its exit code; 3: Deskline is running. */
async function provisionAtOnce(file: string): Promise<number> {
  const locale = terminalLocale()
  // A running Deskline keeps the account in memory and would write its own again.
  const isAlone = app.requestSingleInstanceLock({ args: [toBase64('--hidden')] })
  const { text, exitCode: code } = isAlone
    ? await provision(file, locale)
    : { text: messages[locale].administration.provision.running, exitCode: 3 }
  process.stdout.write(`${text}\n`)
  return code
}

const args = ownArguments(process.argv)
// Awaited here, so that Electron waits, too: the answer comes before any display is needed.
const exitCode = await answerAtOnce(args)
if (exitCode === null) openUserData()
// The command of a script: it stores an account, and starts no program.
const request = readCommandLine(args)
if (exitCode !== null) app.exit(exitCode)
else if (request.kind === 'provision') app.exit(await provisionAtOnce(request.file))
// A second instance hands its arguments to the first and ends.
else if (
  withStartLock(app.getPath('userData'), () => app.requestSingleInstanceLock({ args: args.map(toBase64) }))
)
  run(args)
else app.quit()
