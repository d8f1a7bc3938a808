import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, say } from '../setup/announce.mjs'
import { manifest, sourceDateEpoch } from './build-info.mjs'
import { makeDeb, makeRpm, makeTarGz } from './linux/formats.mjs'
import { filesBeside, outputFolder, packagedFiles, runBuilder, unpackedProgram } from './packages.mjs'
import { writeLinuxFeed } from './update-feed.mjs'

/** The formats made by own scripts, which need no download. */
const ownFormats = { deb: makeDeb, rpm: makeRpm, 'tar.gz': makeTarGz }

/** The formats of each system; electron-builder downloads the tools for all others. */
const formatsOf = {
  linux: Object.keys(ownFormats),
  win32: ['nsis', 'msi'],
  darwin: ['dmg', 'zip']
}

/** Formats that are made only when they are asked for: their tools have to be downloaded. */
const extraFormats = { linux: ['AppImage'], win32: [], darwin: [] }

/**
 * Returns the formats to make: the given ones, or all usual ones. Throws a SetupError for one that this system can't.
 * @param {string[]} given
 */
export function chosenFormats(given) {
  const usual = formatsOf[process.platform] ?? []
  const known = [...usual, ...(extraFormats[process.platform] ?? [])]
  if (given.some((format) => !known.includes(format))) {
    throw new SetupError(`usage: npm run package [-- --dir | FORMAT…]; formats here: ${known.join(', ')}`)
  }
  return given.length === 0 ? usual : given
}

/** Makes one format with electron-builder and returns the files. */
async function makeByBuilder(format, runtime) {
  const before = new Set(readdirSync(outputFolder))
  await runBuilder(
    format,
    process.platform === 'darwin'
      ? // Built anew for both processors, and joined; electron-builder downloads the other Electron.
        {
          targets: [format],
          arch: 'universal',
          config: { files: packagedFiles(), extraResources: filesBeside(runtime) }
        }
      : { targets: [format], prepackaged: unpackedProgram().folder, config: {} }
  )
  return readdirSync(outputFolder)
    .filter((name) => !before.has(name) && /\.(AppImage|exe|msi|dmg|zip)$/.test(name))
    .map((name) => join(outputFolder, name))
}

/**
 * Makes installers of the unpacked program. A format that can't be made is reported, and the others are still made.
 * @param {{ formats: string[], runtime: import('../setup/electron-executable.mjs').Runtime, isTrial: boolean }} options
 *   `isTrial`: packages with the stand-in for Electron; their version sorts before every release, and they get no
 *   update feed
 * @returns {Promise<{ made: string[], failed: string[] }>} the files, and the formats that couldn't be made
 */
export async function makeInstallers({ formats, runtime, isTrial }) {
  mkdirSync(outputFolder, { recursive: true })
  const project = manifest()
  const input = {
    program: unpackedProgram().folder,
    output: outputFolder,
    version: isTrial ? `${project.version}~trial` : project.version,
    epochSeconds: sourceDateEpoch(),
    manifest: project
  }
  const made = []
  const failed = []
  for (const format of formats) {
    try {
      const own = ownFormats[format]
      made.push(...(own === undefined ? await makeByBuilder(format, runtime) : [await own(input)]))
    } catch (error) {
      failed.push(format)
      say(error.message)
    }
  }
  if (process.platform === 'linux' && !isTrial) {
    made.push(
      writeLinuxFeed({ files: made, version: project.version, date: readBuildDate(), output: outputFolder })
    )
  }
  return { made, failed }
}

const readBuildDate = () =>
  JSON.parse(readFileSync(join(unpackedProgram().resources, 'build.json'), 'utf8')).date
