// `npm run simulator [-- arguments]`: runs the simulated service without Deskline.
import { runTypeScript } from './run-ts.mjs'
import { runScript } from './setup/announce.mjs'
import { prepareDependencies } from './setup/prepare.mjs'

await runScript(async () => {
  await prepareDependencies()
  return runTypeScript('src/simulator/cli.ts', process.argv.slice(2))
})
