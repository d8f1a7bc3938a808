// `npm run package [-- --dir | FORMAT…]`: sets up missing dependencies, builds, and packages the program for this
// system. DESKLINE_FEED_KEY: the private key (PEM, Ed25519) that signs the update feed.
import { join } from 'node:path'
import { SetupError, megabytes, runScript, say } from './setup/announce.mjs'
import { prepareProgram } from './setup/prepare.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'

/** The tools of Debian and Ubuntu with which Linux packages are made; dpkg-deb and tar are always there. */
const packagingTools = ['binutils', 'rpm', 'xz-utils']

/** Prints how large the program is, by part. */
async function reportSizes({ folder, resources }) {
  const { sizeLines, sizesByPart, sizesInArchive } = await import('./package/sizes.mjs')
  const sizes = sizesByPart(folder)
  say(`the program is in ${folder}: ${megabytes(sizes.reduce((sum, { bytes }) => sum + bytes, 0))}`)
  for (const line of sizeLines(sizes)) say(line)
  say("in Deskline's archive:")
  for (const line of sizeLines(sizesInArchive(join(resources, 'app.asar')))) say(line)
}

await runScript(async () => {
  const args = process.argv.slice(2)
  const isFolderOnly = args.length === 1 && args[0] === '--dir'
  const runtime = await prepareProgram({ hasVirtualDesktop: false })
  if (!isFolderOnly) await ensureSystemPackages(packagingTools)
  const { ensureUnpackedProgram, outputFolder } = await import('./package/packages.mjs')
  const { chosenFormats, makeInstallers } = await import('./package/installers.mjs')
  const formats = isFolderOnly ? [] : chosenFormats(args)
  await reportSizes(await ensureUnpackedProgram(runtime))
  const isTrial = runtime.origin === 'stand-in'
  if (isTrial) {
    say('it holds the stand-in Electron, which is past its end of life: for trying, never for others.')
  }
  if (isFolderOnly) return 0
  const { made, failed } = await makeInstallers({ formats, runtime, isTrial })
  for (const file of made) say(`made ${file}`)
  const keyFile = process.env.DESKLINE_FEED_KEY
  if (keyFile) {
    const { signFeeds } = await import('./package/update-feed.mjs')
    for (const file of signFeeds(outputFolder, keyFile)) say(`signed ${file}`)
  }
  if (failed.length > 0) {
    throw new SetupError(
      `not made: ${failed.join(', ')}. electron-builder downloads its tools; ELECTRON_BUILDER_BINARIES_MIRROR\n` +
        '  names a mirror of them.'
    )
  }
  return 0
})
