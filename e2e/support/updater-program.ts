import { cpSync, chmodSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { electronExecutable } from '../../scripts/setup/electron-executable.mjs'

/**
 * A program as an installer leaves it, but without fuses, so that a test can drive its updater: Electron under another
 * name, what a deb holds for electron-updater, and the built engine of Deskline. Its network is confined as Deskline's.
 */
const main = `
import { app, session } from 'electron'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
app.commandLine.appendSwitch('proxy-server', 'http://[ff02::1]:1')
app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>')
// An installation ends with these; the test only looks whether they were asked for.
app.relaunch = () => { globalThis.asked.push('relaunch') }
app.quit = () => { globalThis.asked.push('quit') }
// The engine's chunk may import the main module, which refuses to start under the test's debugger.
app.exit = () => undefined
globalThis.asked = []
globalThis.ready = app.whenReady().then(async () => {
  app.on('session-created', (one) => one.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true })))
  session.fromPartition('electron-updater', { cache: false }).setCertificateVerifyProc((_request, answer) => answer(0))
  const chunks = process.env.CHUNKS
  const file = readdirSync(chunks).find((name) => /^update-engine.*\\.js$/.test(name))
  const { openUpdateEngine } = await import(join(chunks, file))
  return openUpdateEngine({ feed: process.env.FEED, publicKey: process.env.PUBLIC_KEY }, () => undefined)
})
`

/** Writes the program into a folder and returns its executable. `version`: what it claims to be. */
export function writeUpdaterProgram(folder: string, version: string): string {
  const electron = electronExecutable()
  const source = join(electron, '..')
  for (const name of readdirSync(source)) {
    if (name !== basename(electron) && name !== 'resources')
      symlinkSync(join(source, name), join(folder, name))
  }
  const executable = join(folder, 'deskline')
  try {
    linkSync(electron, executable)
  } catch {
    // Another file system.
    cpSync(electron, executable)
  }
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'deskline', version, main: 'main.mjs' }))
  writeFileSync(join(app, 'main.mjs'), main)
  writeFileSync(join(folder, 'resources', 'package-type'), 'deb')
  writeFileSync(
    join(folder, 'resources', 'app-update.yml'),
    'provider: generic\nurl: https://updates.invalid\nupdaterCacheDirName: deskline-updater\n'
  )
  return executable
}

/** Writes stand-ins for dpkg and pkexec into a folder; `trace` gets what dpkg was called with. */
export function writeInstallTools(folder: string, trace: string): void {
  const tools = { dpkg: `echo "$@" >> '${trace}'`, pkexec: 'shift\nexec "$@"' }
  for (const [name, script] of Object.entries(tools)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
}
