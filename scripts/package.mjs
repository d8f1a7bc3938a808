// `npm run package [-- --dir]`: sets up missing dependencies, builds, and packages the program for this system.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, megabytes, runScript, say } from './setup/announce.mjs'
import { prepareProgram } from './setup/prepare.mjs'

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0)

await runScript(async () => {
  const args = process.argv.slice(2)
  if (args.some((arg) => arg !== '--dir')) throw new SetupError('usage: npm run package [-- --dir]')
  const runtime = await prepareProgram({ hasVirtualDesktop: false })
  const { ensureUnpackedProgram, makeInstallers } = await import('./package/packages.mjs')
  const { folder, resources } = await ensureUnpackedProgram(runtime)
  say(`the program is in ${folder} (${megabytes(sizeOf(folder))}, of which`)
  say(`  ${megabytes(statSync(join(resources, 'app.asar')).size)} are Deskline's archive)`)
  const isStandIn = runtime.origin === 'stand-in'
  if (isStandIn)
    say('it holds the stand-in Electron, which is past its end of life: for trying, never for others.')
  if (args.includes('--dir')) return 0
  if (isStandIn) {
    throw new SetupError(
      'no installer is made with the stand-in Electron: set ELECTRON_MIRROR, or start where the official\n' +
        '  download is in reach (npm run setup tries it again), or take the folder alone: npm run package -- --dir'
    )
  }
  const { made, failed } = await makeInstallers()
  for (const file of made) say(`made ${file}`)
  say('nothing is signed: Windows and macOS will warn about it.')
  if (failed.length > 0) {
    throw new SetupError(
      `not made: ${failed.join(', ')}. electron-builder downloads the tools for these; ELECTRON_BUILDER_BINARIES_MIRROR\n` +
        '  names a mirror of them.'
    )
  }
  return 0
})
