// Runs a command on a virtual desktop: `node scripts/desktop-session.mjs [--panel] [--no-key-store] -- COMMAND…`
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPrivateHome } from './desktop/private-home.mjs'
import {
  busNameOwned,
  createServices,
  endGroup,
  fileMade,
  firstLine,
  writeBusConfig
} from './desktop/services.mjs'
import { SetupError, runScript } from './setup/announce.mjs'
import { exitCodeOfSignal } from './setup/child-process.mjs'
import { cacheFolder } from './setup/paths.mjs'

const ownedByTheDesktop =
  /^(DISPLAY|WAYLAND_DISPLAY|WAYLAND_SOCKET|DBUS_.*|XDG_.*|LANG|LANGUAGE|LC_.*|SESSION_MANAGER|GNOME_KEYRING_.*|DESKTOP_.*)$/

/** The environment without variables that refer to the user's own desktop. */
function foreignEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownedByTheDesktop.test(name)))
}

/**
 * @typedef {object} Desktop
 * @property {NodeJS.ProcessEnv} env the environment for programs that run on it
 * @property {() => Promise<void>} stop ends everything that was started and removes the private home
 */

/**
 * Starts a virtual desktop: X (1280 × 800), a session bus, a window manager, a notification daemon, and
 * optionally a key store (unlocked, empty password) and a panel with a tray. Resolves when all of them
 * answer. If one doesn't, cleans up and throws.
 * @param {{ hasPanel?: boolean, hasKeyStore?: boolean }} [options]
 * @returns {Promise<Desktop>}
 */
export async function startDesktop({ hasPanel = false, hasKeyStore = true } = {}) {
  const home = createPrivateHome()
  const env = {
    ...foreignEnv(),
    // The set-up's cache is in the user's home, which programs on this desktop don't see.
    DESKLINE_CACHE: cacheFolder(),
    LANG: 'C.UTF-8',
    XDG_SESSION_TYPE: 'x11',
    XDG_CURRENT_DESKTOP: 'XFCE',
    GDK_BACKEND: 'x11',
    NO_AT_BRIDGE: '1',
    ...home.env
  }
  const services = createServices(() => env)
  const stop = async () => {
    await services.stop()
    home.remove()
  }
  try {
    const screen = services.start(
      'Xvfb',
      [
        '-displayfd',
        '3',
        '-screen',
        '0',
        '1280x800x24',
        '-nolisten',
        'tcp',
        '-noreset',
        '-auth',
        env.XAUTHORITY
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
    )
    env.DISPLAY = `:${await firstLine(screen, 3)}`

    const bus = services.start(
      'dbus-daemon',
      ['--nofork', '--nopidfile', '--print-address=3', `--config-file=${writeBusConfig(home.folder)}`],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
    )
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 3)

    const readyFile = join(home.folder, 'window-manager-ready')
    const windowManager = services.start('openbox', ['--sm-disable', '--startup', `touch ${readyFile}`])
    const notifications = services.start('dunst', [])
    const waits = [
      fileMade(windowManager, readyFile),
      busNameOwned(notifications, 'org.freedesktop.Notifications', env)
    ]
    if (hasKeyStore) waits.push(startKeyStore(services, env))
    await Promise.all(waits)
    if (hasPanel) {
      const panel = services.start('xfce4-panel', ['--disable-wm-check', '--sm-client-disable'])
      await busNameOwned(panel, 'org.kde.StatusNotifierWatcher', env)
    }
    return { env, stop }
  } catch (error) {
    await stop()
    throw new SetupError(`the virtual desktop doesn't start: ${error.message}`)
  }
}

async function startKeyStore(services, env) {
  const keyStore = services.start(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    {
      stdio: ['pipe', 'ignore', 'ignore']
    }
  )
  keyStore.child.stdin.on('error', () => undefined)
  keyStore.child.stdin.end('\n')
  await busNameOwned(keyStore, 'org.freedesktop.secrets', env)
}

/** Starts several desktops at once; if one can't be started, the others are stopped. */
async function startDesktops(count, options) {
  const starts = await Promise.allSettled(Array.from({ length: count }, () => startDesktop(options)))
  const desktops = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const failure = starts.find((start) => start.status === 'rejected')
  if (!failure) return desktops
  await Promise.all(desktops.map((desktop) => desktop.stop()))
  throw failure.reason
}

/**
 * Runs a command on its own virtual desktop, which is ended afterwards, on SIGINT and SIGTERM too. With a `count`
 * over 1 there are further desktops for processes that the command starts: the environments of all of them are in
 * DESKLINE_DESKTOPS as a JSON array.
 * @param {string[]} command
 * @param {{ count?: number, hasPanel?: boolean, hasKeyStore?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<number>} the command's exit code
 */
export async function runOnDesktop([command, ...args], { env = {}, count = 1, ...options } = {}) {
  if (!command) throw new SetupError('usage: desktop-session.mjs [--panel] [--no-key-store] -- COMMAND…')
  let interruption
  let interrupt = () => undefined
  const onSignal = (signal) => {
    interruption ??= signal
    interrupt()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, onSignal)
  const desktops = await startDesktops(count, options)
  const environments = desktops.map((desktop) => desktop.env)
  const further = count > 1 ? { DESKLINE_DESKTOPS: JSON.stringify(environments) } : {}
  try {
    if (interruption) return exitCodeOfSignal(interruption)
    const child = spawn(command, args, {
      // The desktop's variables replace those of the user's own desktop.
      env: { ...env, ...environments[0], ...further },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true
    })
    const ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? exitCodeOfSignal(signal)))
      child.once('error', (error) => {
        console.error(`deskline: ${command} can't be started: ${error.message}`)
        resolve(127)
      })
    })
    interrupt = () => void endGroup(child, ended)
    const code = await ended
    await endGroup(child, ended)
    return interruption ? exitCodeOfSignal(interruption) : code
  } finally {
    await Promise.all(desktops.map((desktop) => desktop.stop()))
    for (const signal of signals) process.off(signal, onSignal)
  }
}

async function main() {
  const separator = process.argv.indexOf('--')
  const options = process.argv.slice(2, separator < 0 ? 2 : separator)
  const command = process.argv.slice(separator < 0 ? 2 : separator + 1)
  return runOnDesktop(command, {
    hasPanel: options.includes('--panel'),
    hasKeyStore: !options.includes('--no-key-store')
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(main)
