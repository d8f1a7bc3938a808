// `npm run soak [-- minutes]`: runs the program in a real Electron on a virtual desktop with calls and faults.
// Half an hour by default.
import { join } from 'node:path'
import { runOnDesktop } from './desktop-session.mjs'
import { SetupError, runScript } from './setup/announce.mjs'
import { projectFolder } from './setup/paths.mjs'
import { electronEnv, prepareProgram } from './setup/prepare.mjs'

await runScript(async () => {
  const [minutes = '30'] = process.argv.slice(2)
  if (!(Number(minutes) > 0)) throw new SetupError('usage: npm run soak -- [minutes]')
  const env = electronEnv(await prepareProgram({ hasVirtualDesktop: true }))
  const command = [process.execPath, join(projectFolder, 'scripts/run-ts.mjs'), 'soak/soak.ts', minutes]
  return runOnDesktop(command, { hasPanel: true, env })
})
