import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { SetupError } from '../../setup/announce.mjs'
import { lastLines, runQuietly } from '../../setup/child-process.mjs'
import { projectFolder } from '../../setup/paths.mjs'
import { debControl, rpmSpec } from './metadata.mjs'
import { bytesBelow, writePortableTree, writeSystemTree } from './tree.mjs'

const script = (name) => join(projectFolder, 'resources', 'linux', `${name}.sh`)

/** The names of this processor in each format. */
const architectures = {
  x64: { deb: 'amd64', rpm: 'x86_64' },
  arm64: { deb: 'arm64', rpm: 'aarch64' }
}

/**
 * @typedef {object} PackageInput
 * @property {string} program the unpacked program
 * @property {string} output the folder of the packages
 * @property {string} version may end in `~word`, which sorts before the version itself
 * @property {number} epochSeconds the time of everything in the package
 * @property {Record<string, any>} manifest package.json
 * @property {string} [arch]
 * @property {'xz' | 'none'} [compression] of a deb or rpm; `none` is fast, for tests
 */

async function run(command, args, epochSeconds, cwd) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: String(epochSeconds) }
  const result = await runQuietly(command, args, {
    label: command,
    env,
    ...(cwd === undefined ? {} : { cwd })
  })
  if (result.code !== 0) {
    throw new SetupError(`${command} failed (exit code ${result.code}):\n${lastLines(result.output, 20)}`)
  }
}

/** Runs `work` with a folder that is removed afterwards. */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-package-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Makes a tar.gz with one folder. The same input gives the same bytes. Throws a SetupError.
 * @param {PackageInput} input
 * @returns {Promise<string>} the file
 */
export const makeTarGz = ({ program, output, version, epochSeconds, arch = process.arch }) =>
  inFolder(async (work) => {
    const name = `deskline-${version}-${arch}`
    await writePortableTree({ program, folder: join(work, name), epochSeconds })
    const file = join(output, `${name}.tar.gz`)
    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', '--format=gnu']
    // --no-name: gzip would write the time into its header.
    await run('tar', [...owner, '-C', work, '-I', 'gzip --no-name -9', '-cf', file, name], epochSeconds)
    return file
  })

/**
 * Makes a deb with dpkg-deb. The same input gives the same bytes. Throws a SetupError.
 * @param {PackageInput} input
 * @returns {Promise<string>} the file
 */
export const makeDeb = ({
  program,
  output,
  version,
  epochSeconds,
  manifest,
  arch = process.arch,
  compression = 'xz'
}) =>
  inFolder(async (work) => {
    const root = join(work, 'root')
    await writeSystemTree({ program, root, epochSeconds, packageType: 'deb' })
    const control = join(root, 'DEBIAN')
    const installedKiB = Math.ceil(bytesBelow(root) / 1_024)
    mkdirSync(control)
    writeFileSync(
      join(control, 'control'),
      debControl({ manifest, version, architecture: architectures[arch].deb, installedKiB })
    )
    cpSync(script('after-install'), join(control, 'postinst'))
    cpSync(script('after-remove'), join(control, 'postrm'))
    chmodSync(join(control, 'control'), 0o644)
    for (const name of ['postinst', 'postrm']) chmodSync(join(control, name), 0o755)
    chmodSync(control, 0o755)
    const file = join(output, `deskline_${version}_${architectures[arch].deb}.deb`)
    // The compression is named: Debian's and Ubuntu's dpkg-deb choose differently.
    await run('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, file], epochSeconds)
    return file
  })

/**
 * Makes an rpm with rpmbuild. Throws a SetupError.
 * @param {PackageInput} input
 * @returns {Promise<string>} the file
 */
export const makeRpm = ({
  program,
  output,
  version,
  epochSeconds,
  manifest,
  arch = process.arch,
  compression = 'xz'
}) =>
  inFolder(async (work) => {
    const root = join(work, 'root')
    await writeSystemTree({ program, root, epochSeconds, packageType: 'rpm' })
    const spec = join(work, 'deskline.spec')
    writeFileSync(
      spec,
      rpmSpec({
        manifest,
        version,
        root,
        payload: compression === 'xz' ? 'w6.xzdio' : 'w1.gzdio',
        afterInstall: script('after-install'),
        afterRemove: script('after-remove')
      })
    )
    const target = architectures[arch].rpm
    await run(
      'rpmbuild',
      ['-bb', '--target', `${target}-linux`, '--define', `_topdir ${join(work, 'rpm')}`, spec],
      epochSeconds,
      work
    )
    const folder = join(work, 'rpm', 'RPMS', target)
    const [made] = readdirSync(folder)
    const file = join(output, basename(made))
    cpSync(join(folder, made), file)
    return file
  })
