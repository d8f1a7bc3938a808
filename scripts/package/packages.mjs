import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError, say } from '../setup/announce.mjs'
import { lastLines, runQuietly } from '../setup/child-process.mjs'
import { projectFolder } from '../setup/paths.mjs'
import { fingerprint, hashOfFile, readStamp, removeStamp, writeStamp } from '../setup/stamp.mjs'
import { loadedPackages } from './loaded-packages.mjs'

const outputFolder = join(projectFolder, 'dist')
const stampFile = join(outputFolder, '.stamp')
const workerFile = join(projectFolder, 'scripts', 'package', 'builder.mjs')

/** The installer formats per system. */
const targetsOf = { linux: ['AppImage', 'deb'], win32: ['nsis'], darwin: ['dmg'] }

/**
 * Returns the folder of the unpacked program and its executable on this system.
 * @returns {{ folder: string, executable: string, resources: string }}
 */
function unpackedProgram(platform = process.platform, arch = process.arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  if (platform === 'darwin') {
    const folder = join(outputFolder, `mac${suffix}`)
    const contents = join(folder, 'Deskline.app', 'Contents')
    return {
      folder,
      executable: join(contents, 'MacOS', 'Deskline'),
      resources: join(contents, 'Resources')
    }
  }
  const folder = join(outputFolder, `${platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`)
  const executable = join(folder, platform === 'win32' ? 'Deskline.exe' : 'deskline')
  return { folder, executable, resources: join(folder, 'resources') }
}

/** The packaged files (build, icons, packages loaded at run time), as electron-builder patterns. */
function packagedFiles() {
  const built = join(projectFolder, 'out', 'main')
  const modules = loadedPackages(built, join(projectFolder, 'node_modules'))
  return [
    'package.json',
    'out/{main,preload,renderer}/**',
    'resources/icon.png',
    'resources/tray/**',
    'resources/licences/**',
    '!node_modules/**',
    ...modules.map((name) => `node_modules/${name}/**`),
    '!node_modules/keytar/{script,prebuilds}/**',
    // electron-builder substitutes these two placeholders.
    'node_modules/keytar/prebuilds/${platform}-${arch}/**',
    '!**/{.*,*.map}'
  ]
}

/** Runs electron-builder in a separate process; throws a SetupError with the end of its output. */
async function runBuilder(label, options) {
  const result = await runQuietly(process.execPath, [workerFile, JSON.stringify(options)], { label })
  if (result.code !== 0) {
    throw new SetupError(`${label} failed (exit code ${result.code}):\n${lastLines(result.output, 20)}`)
  }
}

/**
 * Packages the built program as a folder with its fuses set, if it is missing or outdated. Needs no network. Throws a
 * SetupError.
 * @param {import('../setup/electron-executable.mjs').Runtime} runtime the Electron to package
 * @returns {Promise<{ folder: string, executable: string, resources: string }>}
 */
export async function ensureUnpackedProgram(runtime) {
  const program = unpackedProgram()
  const isCounted = (path) => !path.endsWith('.map') && !path.endsWith('.test.mjs')
  const inputs = ['out', 'resources', 'electron-builder.yml', 'scripts/package', 'package.json']
  const stamp = [
    fingerprint(projectFolder, inputs, isCounted),
    fingerprint(runtime.folder, ['version', 'electron', 'electron.exe']),
    hashOfFile(join(projectFolder, 'package-lock.json'))
  ].join('-')
  if (existsSync(program.executable) && readStamp(stampFile) === stamp) return program

  removeStamp(stampFile)
  rmSync(program.folder, { recursive: true, force: true })
  await runBuilder('packaging', {
    targets: ['dir'],
    config: {
      files: packagedFiles(),
      electronDist: runtime.folder,
      electronVersion: readFileSync(join(runtime.folder, 'version'), 'utf8').trim().replace(/^v/, '')
    }
  })
  // Electron's default app, included in an Electron folder; nothing would load it.
  for (const name of ['app', 'default_app.asar']) {
    await rm(join(program.resources, name), { recursive: true, force: true })
  }
  writeStamp(stampFile, stamp)
  return program
}

/**
 * Builds this system's installers from the unpacked program. electron-builder downloads the tools it needs for them;
 * formats that can't be built are reported, and the others are still built.
 * @returns {Promise<{ made: string[], failed: string[] }>} the files, and the formats that couldn't be built
 */
export async function makeInstallers() {
  const { folder } = unpackedProgram()
  const before = new Set(readdirSync(outputFolder))
  const failed = []
  for (const target of targetsOf[process.platform] ?? []) {
    try {
      await runBuilder(target, {
        targets: [target],
        prepackaged: process.platform === 'darwin' ? join(folder, 'Deskline.app') : folder,
        config: {}
      })
    } catch (error) {
      failed.push(target)
      say(error.message)
    }
  }
  const made = readdirSync(outputFolder).filter(
    (name) => !before.has(name) && /\.(AppImage|deb|exe|dmg)$/.test(name)
  )
  return { made: made.map((name) => join(outputFolder, name)), failed }
}
