import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** @param {string} file @returns {string | undefined} SHA-256 of a file's content, undefined when it isn't there */
export function hashOfFile(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch {
    return undefined
  }
}

/**
 * A fingerprint of files and folders by name, size and modification time: cheap, and different as soon as
 * a file was added, removed, renamed or written.
 * @param {string} root
 * @param {string[]} entries files and folders below root; those that don't exist count as absent
 * @param {(name: string) => boolean} isCounted
 */
export function fingerprint(root, entries, isCounted = () => true) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`)
    } else if (isCounted(path)) {
      hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    }
  }
  for (const entry of entries) visit(entry)
  return hash.digest('hex')
}

/** @param {string} file @returns {string | undefined} */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Writes a stamp atomically. */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, `${value}\n`)
  renameSync(temporary, file)
}

/** Removes a stamp, so that the work counts as not done. */
export const removeStamp = (file) => rmSync(file, { force: true })
