import { createWriteStream } from 'node:fs'
import { chmod, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const typeMask = 0o170000
const symlinkType = 0o120000

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Creates an empty folder next to `path` for this process, and removes those that killed processes left there.
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function createWorkFolder(path) {
  const parent = dirname(path)
  await mkdir(parent, { recursive: true })
  const prefix = `${basename(path)}.partial-`
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const pid = Number(name.slice(prefix.length))
    if (pid === process.pid || !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
  const folder = join(parent, `${prefix}${process.pid}`)
  await mkdir(folder)
  return folder
}

/**
 * Creates a folder atomically: `fill` works in a temporary folder next to it, which is renamed when complete. A kill
 * leaves at most the temporary folder, which the next attempt removes.
 * @param {string} folder
 * @param {(temporary: string) => Promise<void>} fill
 */
export async function makeFolderAtomically(folder, fill) {
  const temporary = await createWorkFolder(folder)
  try {
    await fill(temporary)
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

/**
 * Unpacks a zip file with its permissions and symbolic links.
 * @param {string} zipFile
 * @param {string} folder
 * @param {{ place?: (name: string) => string | undefined, onProgress?: (fraction: number) => void }} [options]
 *   `place` returns an entry's path below the folder; undefined skips it
 */
export async function unpackZip(zipFile, folder, options = {}) {
  const { place = (name) => name, onProgress } = options
  const { default: yauzl } = await import('yauzl')
  const zip = await new Promise((resolve, reject) => {
    yauzl.open(zipFile, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened)
    )
  })
  try {
    await new Promise((resolve, reject) => {
      let seen = 0
      zip.on('entry', (entry) => {
        onProgress?.(++seen / zip.entryCount)
        const name = place(entry.fileName)
        const done = name === undefined ? Promise.resolve() : unpackEntry(zip, entry, join(folder, name))
        done.then(() => zip.readEntry(), reject)
      })
      zip.once('end', resolve)
      zip.once('error', reject)
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

async function unpackEntry(zip, entry, path) {
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true })
    return
  }
  await mkdir(dirname(path), { recursive: true })
  const mode = entry.externalFileAttributes >>> 16
  const stream = await new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  await pipeline(stream, createWriteStream(path))
  if ((mode & typeMask) === symlinkType) {
    const target = await readFile(path, 'utf8')
    await rm(path)
    await symlink(target, path)
  } else if (mode & 0o777) {
    await chmod(path, mode & 0o777)
  }
}
