import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Writes the feed that Linux packages are updated by, in electron-updater's format; electron-builder writes it on the
 * other systems.
 * @param {{ files: string[], version: string, date: string, output: string, arch?: string }} options
 * @returns {string} the file
 */
export function writeLinuxFeed({ files, version, date, output, arch = process.arch }) {
  // What the updater can install; tar.gz is for installing by hand.
  const offered = files.filter((file) => /\.(deb|rpm|AppImage)$/.test(file))
  const entries = offered.map((file) => ({
    url: basename(file),
    sha512: createHash('sha512').update(readFileSync(file)).digest('base64'),
    size: statSync(file).size
  }))
  const feed = join(output, arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`)
  // JSON is YAML too.
  writeFileSync(feed, `${JSON.stringify({ version, releaseDate: date, files: entries }, null, 2)}\n`)
  return feed
}

/**
 * Signs each feed in a folder: `latest.yml` gets `latest.yml.sig`, an Ed25519 signature in base64.
 * @param {string} folder
 * @param {string} keyFile the private key, PEM
 * @returns {string[]} the signatures' files
 */
export function signFeeds(folder, keyFile) {
  const key = createPrivateKey(readFileSync(keyFile))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${keyFile} is no Ed25519 key`)
  return readdirSync(folder)
    .filter((name) => /^latest.*\.yml$/.test(name))
    .map((name) => {
      const file = join(folder, `${name}.sig`)
      writeFileSync(file, `${sign(null, readFileSync(join(folder, name)), key).toString('base64')}\n`)
      return file
    })
}
