// `npm run setup`: does the set-up of `npm start` and `npm test` without starting anything.
import { runScript, say } from './setup/announce.mjs'
import { prepareProgram } from './setup/prepare.mjs'

await runScript(async () => {
  const runtime = await prepareProgram({ hasVirtualDesktop: process.platform === 'linux' })
  say(`ready; Electron is ${runtime.executable}`)
})
