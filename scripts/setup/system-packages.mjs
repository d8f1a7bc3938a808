import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { SetupError, say } from './announce.mjs'
import { lastLines, runQuietly } from './child-process.mjs'

const osReleaseFile = '/etc/os-release'

/**
 * Libraries of Electron and the key store's client, and tools for the desktop. `a|b`: the name differs by release.
 */
export const runPackages = [
  'libgtk-3-0|libgtk-3-0t64',
  'libnss3',
  'libasound2|libasound2t64',
  'libgbm1',
  'libxss1',
  'libxtst6',
  // Loaded by name at the start; Electron ends without it.
  'libx11-xcb1',
  'libnotify4',
  'libsecret-1-0',
  // gdbus queries the services of the virtual desktop; xdg-mime returns the program that opens phone links.
  'libglib2.0-bin',
  'xdg-utils'
]

/** The components of the virtual desktop, and the tools with which the end-to-end tests inspect it. */
export const desktopPackages = [
  'xvfb',
  'openbox',
  'dbus',
  'gnome-keyring',
  'dunst',
  'xfce4-panel',
  'x11-utils',
  'xdotool',
  'xclip',
  'fonts-noto-cjk'
]

/**
 * Whether this is Debian, Ubuntu or a derivative.
 * @param {string} osRelease the text of /etc/os-release
 */
export function isDebianFamily(osRelease) {
  const words = [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap(([, value]) =>
    value.replaceAll(/["']/g, '').split(/\s+/)
  )
  return words.includes('debian') || words.includes('ubuntu')
}

/**
 * Returns the wanted packages that aren't installed.
 * @param {string[]} wanted names, optionally with alternatives: `a|b`
 * @param {string} listing lines of `${Package} ${db:Status-Status}` from dpkg-query
 */
export function missingPackages(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, status]) => status === 'installed')
      .map(([name]) => name.replace(/:.*$/, ''))
  )
  return wanted.filter((entry) => !entry.split('|').some((name) => installed.has(name)))
}

/**
 * Returns one name per entry: the alternative that has an installable version, otherwise the first.
 * @param {string[]} entries
 * @param {string} policy the output of `apt-cache policy` for all alternatives, in the C locale
 */
export function installableNames(entries, policy) {
  const available = new Set()
  let name
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line)
    if (heading) name = heading[1].replace(/:.*$/, '')
    const candidate = /^\s+Candidate: (.*)$/.exec(line)
    if (candidate && candidate[1] !== '(none)') available.add(name)
  }
  return entries.map((entry) => {
    const names = entry.split('|')
    return names.find((one) => available.has(one)) ?? names[0]
  })
}

const plainEnv = () => ({ ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' })

function query(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', env: plainEnv() })
  return result.stdout ?? ''
}

const withAlternatives = (entries) => entries.flatMap((entry) => entry.split('|'))

function findMissing(wanted) {
  // dpkg-query exits with 1 when it doesn't know a name, but still prints the others.
  const listing = query('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\n',
    ...withAlternatives(wanted)
  ])
  return missingPackages(wanted, listing)
}

const chooseNames = (missing) =>
  installableNames(missing, query('apt-cache', ['policy', ...withAlternatives(missing)]))

/**
 * Installs missing system packages as root on Debian and Ubuntu; as another user, throws a SetupError with the
 * command to run. Does nothing on other systems.
 * @param {string[]} wanted
 */
export async function ensureSystemPackages(wanted) {
  if (process.platform !== 'linux' || process.env.DESKLINE_SKIP_SYSTEM_PACKAGES) return
  if (!existsSync(osReleaseFile) || !isDebianFamily(readFileSync(osReleaseFile, 'utf8'))) return
  const missing = findMissing(wanted)
  if (missing.length === 0) return

  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `these system packages are missing; please run this once:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${chooseNames(missing).join(' ')}\n\n` +
        '  (DESKLINE_SKIP_SYSTEM_PACKAGES=1 goes on without them.)'
    )
  }
  await install(missing)
  const left = findMissing(missing)
  if (left.length > 0) throw new SetupError(`apt-get ended well, yet these are missing: ${left.join(' ')}`)
}

async function install(missing) {
  await runAptGet(['update'], 'apt-get update')
  const names = chooseNames(missing)
  say(`installing system packages: ${names.join(' ')}`)
  await runAptGet(['install', '-y', '--no-install-recommends', ...names], 'apt-get install')
}

async function runAptGet(args, label) {
  const result = await runQuietly('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    label,
    env: plainEnv()
  })
  if (result.code === 0) return
  throw new SetupError(
    `${label} failed (exit code ${result.code}):\n${lastLines(result.output)}\n` +
      `  Run it by hand to see more: apt-get ${args.join(' ')}`
  )
}
