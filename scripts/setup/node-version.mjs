import { SetupError } from './announce.mjs'

/**
 * Whether the tools support a Node version: 20.19 or later of 20, 22.12 or later of 22, 24 or later.
 * @param {string} version such as `20.19.0`
 */
export function isNodeAccepted(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
}

/** Throws a SetupError when this Node is too old. */
export function checkNode(version = process.versions.node) {
  if (isNodeAccepted(version)) return
  throw new SetupError(
    `this is Node ${version}; Deskline's tools need 20.19 or later of 20, 22.12 or later of 22, or 24 and later.\n` +
      '  Install one of these (https://nodejs.org, nvm, fnm) and start again.'
  )
}
