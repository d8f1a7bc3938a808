import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './announce.mjs'

const isRootOnLinux = () => process.platform === 'linux' && process.getuid?.() === 0

/** The sandbox arguments that Electron needs on this computer: `--no-sandbox` as root on Linux, otherwise none. */
export const sandboxArguments = () => (isRootOnLinux() ? ['--no-sandbox'] : [])

/**
 * Chromium's sandbox needs user namespaces or a setuid-root helper. Throws a SetupError with the commands that fix it
 * when this Linux allows unprivileged users neither (for example Ubuntu 24.04's AppArmor rule).
 * @param {string} folder the Electron's folder
 */
export function checkSandbox(folder) {
  if (process.platform !== 'linux' || isRootOnLinux()) return
  const helper = join(folder, 'chrome-sandbox')
  const stat = statSync(helper, { throwIfNoEntry: false })
  if (stat && stat.uid === 0 && (stat.mode & 0o4755) === 0o4755) return
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
  if (attempt.error || attempt.status === 0) return
  throw new SetupError(
    'this Linux lets no ordinary user make the namespaces that the sandbox is built of. Give its helper the right, once:\n\n' +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`
  )
}
