import { createRequire } from 'node:module'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { clearProgress, megabytes, say, showProgress } from './announce.mjs'
import { officialFolder, pinnedVersion } from './electron-executable.mjs'
import { projectFolder } from './paths.mjs'
import { makeFolderAtomically, unpackZip } from './unpack.mjs'

const firstByteLimitMs = 20_000
const stallLimitMs = 60_000

/** The download mirror if one is set, by any of the names that @electron/get reads. */
export function configuredMirror(env = process.env) {
  return (
    env.npm_config_electron_mirror ||
    env.NPM_CONFIG_ELECTRON_MIRROR ||
    env.npm_package_config_electron_mirror ||
    env.ELECTRON_MIRROR
  )
}

/**
 * Aborts when the first byte, or later the next one, takes too long. There is no limit while data arrives.
 * @param {{ firstByteMs: number, stallMs: number }} limits
 */
export function createStallWatch({ firstByteMs, stallMs }) {
  const controller = new AbortController()
  let timer
  const arm = (limitMs, what) => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(new Error(`${what} within ${limitMs / 1000} s`)), limitMs)
  }
  arm(firstByteMs, 'no answer')
  return {
    signal: controller.signal,
    onBytes: () => arm(stallMs, 'no further data'),
    stop: () => clearTimeout(timer)
  }
}

/**
 * Downloads the pinned Electron into our cache with Electron's own downloader, which respects mirrors, checksums and,
 * with ELECTRON_GET_USE_PROXY, a proxy. Throws the downloader's error.
 */
export async function downloadOfficial() {
  const version = pinnedVersion()
  const requireOfElectron = createRequire(join(projectFolder, 'node_modules', 'electron', 'package.json'))
  const { downloadArtifact } = await import(pathToFileURL(requireOfElectron.resolve('@electron/get')).href)
  const mirror = configuredMirror()
  say(`downloading Electron ${version}${mirror ? ` from ${mirror}` : ''}`)

  const watch = createStallWatch({ firstByteMs: firstByteLimitMs, stallMs: stallLimitMs })
  let zipFile
  try {
    zipFile = await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: requireOfElectron('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: watch.signal,
        getProgressCallback: ({ transferred, total }) => {
          watch.onBytes()
          showProgress(
            `Electron ${version}: ${megabytes(transferred)}${total ? ` of ${megabytes(total)}` : ''}`
          )
        }
      }
    })
  } finally {
    watch.stop()
    clearProgress()
  }
  await makeFolderAtomically(officialFolder(version), (temporary) =>
    unpackZip(zipFile, temporary, {
      onProgress: (fraction) => showProgress(`unpacking: ${Math.round(fraction * 100)} %`)
    })
  ).catch(async (error) => {
    // The checksum was right, so the disk failed: don't leave another 100 MB on it.
    await rm(zipFile, { force: true })
    throw error
  })
  clearProgress()
}

/** A short reason for a failed download. */
export function reasonOfFailure(error) {
  const cause = error?.cause ?? error
  return String(cause?.code ?? cause?.message ?? cause)
}
