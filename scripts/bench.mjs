// `npm run bench [-- NAME [arguments]]`: runs benchmarks; each compares Deskline with a stock implementation.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runOnDesktop } from './desktop-session.mjs'
import { SetupError, runScript } from './setup/announce.mjs'
import { projectFolder } from './setup/paths.mjs'
import { electronEnv, prepareProgram } from './setup/prepare.mjs'

const suffix = '.bench.ts'
const names = () =>
  readdirSync(join(projectFolder, 'bench'))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))

await runScript(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name !== undefined && !names().includes(name)) {
    throw new SetupError(`usage: npm run bench -- [${names().join('|')}] [arguments]`)
  }
  const env = electronEnv(await prepareProgram({ hasVirtualDesktop: true }))
  for (const one of name === undefined ? names() : [name]) {
    console.log(`\n── ${one}`)
    const command = [
      process.execPath,
      join(projectFolder, 'scripts/run-ts.mjs'),
      `bench/${one}${suffix}`,
      ...args
    ]
    const code = await runOnDesktop(command, { hasPanel: true, env })
    if (code !== 0) return code
  }
  return 0
})
