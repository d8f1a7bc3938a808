import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly } from '../../setup/child-process.mjs'
import { projectFolder } from '../../setup/paths.mjs'

const resources = join(projectFolder, 'resources')

/** The id of the desktop entry; `desktopName` of package.json, by which desktops know the windows. */
const desktopEntry = 'com.deskline.app.desktop'

/** Lists every file and folder below a folder, parents first. */
const entriesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ path: join(entry.parentPath ?? entry.path, entry.name), entry }))
    .sort((one, other) => (one.path < other.path ? -1 : 1))

/** Sets modes that don't depend on the umask, and one time for everything. */
function normalise(root, epochSeconds) {
  for (const { path, entry } of [...entriesOf(root).reverse()]) {
    if (entry.isDirectory()) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755)
    lutimesSync(path, epochSeconds, epochSeconds)
  }
  lutimesSync(root, epochSeconds, epochSeconds)
}

/** Copies the unpacked program, without what its loader needs no more. */
async function copyProgram(program, folder) {
  cpSync(program, folder, { recursive: true, verbatimSymlinks: true })
  const duckdb = entriesOf(join(folder, 'resources')).find(({ entry }) => entry.name === 'libduckdb.so')
  // Its symbols for debuggers, a sixth of it. Nothing else on Linux is delivered with symbols.
  if (duckdb !== undefined) await runQuietly('strip', ['--strip-unneeded', duckdb.path])
}

/**
 * Writes the folder that tar.gz holds: the program as it is unpacked.
 * @param {{ program: string, folder: string, epochSeconds: number }} options
 */
export async function writePortableTree({ program, folder, epochSeconds }) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  await copyProgram(program, folder)
  cpSync(join(resources, 'icons', '512x512.png'), join(folder, 'deskline.png'))
  normalise(folder, epochSeconds)
}

/**
 * Writes the files of an installed system below `root`, as deb and rpm hold them.
 * @param {{ program: string, root: string, epochSeconds: number, packageType: 'deb' | 'rpm' }} options
 */
export async function writeSystemTree({ program, root, epochSeconds, packageType }) {
  rmSync(root, { recursive: true, force: true })
  const place = (path) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    return file
  }
  const folder = place('opt/Deskline')
  await copyProgram(program, folder)
  // Tells the updater which package to ask for.
  writeFileSync(join(folder, 'resources', 'package-type'), packageType)
  cpSync(join(resources, 'linux', 'apparmor-profile'), join(folder, 'resources', 'apparmor-profile'))
  symlinkSync('/opt/Deskline/deskline', place('usr/bin/deskline'))
  cpSync(join(resources, 'linux', 'deskline.desktop'), place(`usr/share/applications/${desktopEntry}`))
  for (const name of readdirSync(join(resources, 'icons'))) {
    const size = name.replace(/\.png$/, '')
    cpSync(join(resources, 'icons', name), place(`usr/share/icons/hicolor/${size}/apps/deskline.png`))
  }
  writeFileSync(
    place('usr/share/doc/deskline/copyright'),
    readFileSync(join(projectFolder, 'LICENSE'), 'utf8') +
      '\nLicences of everything that is shipped: /opt/Deskline/resources/licences.txt and\n' +
      '/opt/Deskline/LICENSES.chromium.html\n'
  )
  normalise(root, epochSeconds)
  // Chromium's helper for systems whose users may not make namespaces; it has to belong to root.
  chmodSync(join(folder, 'chrome-sandbox'), 0o4755)
}

/** Bytes of all files below a folder. */
export const bytesBelow = (folder) =>
  entriesOf(folder).reduce((sum, { path, entry }) => sum + (entry.isFile() ? statSync(path).size : 0), 0)
