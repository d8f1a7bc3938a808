import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runOnDesktop } from '../desktop-session.mjs'
import { say } from '../setup/announce.mjs'
import { runInForeground } from '../setup/child-process.mjs'
import { projectFolder } from '../setup/paths.mjs'
import { electronEnv, prepareProgram } from '../setup/prepare.mjs'

/**
 * Sets up and plays the guided tour, on a virtual desktop with a tray or on the user's own; saves the pictures to
 * `tour/`.
 * @param {string[]} args passed on to the tour
 * @param {{ isVirtual: boolean }} options
 * @returns {Promise<number>} the tour's exit code
 */
export async function playTour(args, { isVirtual }) {
  const runtime = await prepareProgram({ hasVirtualDesktop: isVirtual })
  const command = [process.execPath, join(projectFolder, 'scripts', 'run-ts.mjs'), 'e2e/tour.ts', ...args]
  const env = electronEnv(runtime)
  const code = isVirtual
    ? await runOnDesktop(command, { hasPanel: true, env })
    : await runInForeground(command[0], command.slice(1), { env })
  const pictures = join(projectFolder, 'tour')
  if (code === 0 && existsSync(pictures)) say(`the pictures are in ${pictures}`)
  return code
}
