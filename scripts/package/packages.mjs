import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../setup/announce.mjs'
import { lastLines, runQuietly } from '../setup/child-process.mjs'
import { projectFolder } from '../setup/paths.mjs'
import { fingerprint, hashOfFile, readStamp, removeStamp, writeStamp } from '../setup/stamp.mjs'
import { buildInfo, manifest } from './build-info.mjs'
import { bundledPackagesFile } from './bundled-packages.mjs'
import { loadedPackages } from './loaded-packages.mjs'
import { cycloneDx } from './sbom.mjs'
import { dataOfOthers, shippedPackages } from './shipped-packages.mjs'

export const outputFolder = join(projectFolder, 'dist')
/** What is shipped beside the archive, for users and tools to read. */
const besideFolder = join(outputFolder, '.beside')
const stampFile = join(outputFolder, '.stamp')
const workerFile = join(projectFolder, 'scripts', 'package', 'builder.mjs')

/**
 * Returns the folder of the unpacked program and its executable on this system.
 * @returns {{ folder: string, executable: string, resources: string }}
 */
export function unpackedProgram(platform = process.platform, arch = process.arch) {
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
export function packagedFiles() {
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
    // Builds of a library for other loaders than Node's.
    '!node_modules/csv-parse/dist/{cjs,iife,umd}/**',
    '!node_modules/**/*.{md,d.ts,d.cts,d.mts}',
    `!**/{.*,*.map,${bundledPackagesFile}}`
  ]
}

/** The files beside the archive, as electron-builder's pairs. */
export function filesBeside(runtime) {
  const files = [{ from: besideFolder, to: '.' }]
  // On other systems it is in the program's folder already.
  if (process.platform === 'darwin') {
    const name = 'LICENSES.chromium.html'
    files.push({ from: join(runtime.folder, name), to: name })
  }
  return files
}

/** Versions of the parts of an Electron, from itself. */
async function runtimeVersions(runtime) {
  const result = await runQuietly(runtime.executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
  if (result.code !== 0) {
    throw new SetupError(`${runtime.executable} can't tell its versions:\n${lastLines(result.output)}`)
  }
  return JSON.parse(result.output)
}

/** Writes the build information, the list of parts and the licences. */
async function writeBeside(runtime) {
  rmSync(besideFolder, { recursive: true, force: true })
  mkdirSync(besideFolder, { recursive: true })
  const build = buildInfo()
  const bom = cycloneDx({
    packages: shippedPackages(),
    runtime: await runtimeVersions(runtime),
    data: dataOfOthers(),
    manifest: manifest(),
    date: build.date
  })
  writeFileSync(join(besideFolder, 'build.json'), `${JSON.stringify(build)}\n`)
  writeFileSync(join(besideFolder, 'sbom.cdx.json'), bom)
  writeFileSync(join(besideFolder, 'licences.txt'), readFileSync(join(projectFolder, 'out', 'licences.txt')))
}

/** Runs electron-builder in a separate process; throws a SetupError with the end of its output. */
export async function runBuilder(label, options) {
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
    hashOfFile(join(projectFolder, 'package-lock.json')),
    buildInfo().commit
  ].join('-')
  if (existsSync(program.executable) && readStamp(stampFile) === stamp) return program

  removeStamp(stampFile)
  rmSync(program.folder, { recursive: true, force: true })
  await writeBeside(runtime)
  await runBuilder('packaging', {
    targets: ['dir'],
    config: {
      files: packagedFiles(),
      extraResources: filesBeside(runtime),
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
