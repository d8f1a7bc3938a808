// `npm run test:screen-reader`: what a screen reader says during a call. Linux only; installs Orca on Debian.
import { join } from 'node:path'
import { SetupError, runScript } from './setup/announce.mjs'
import { runInForeground } from './setup/child-process.mjs'
import { projectFolder } from './setup/paths.mjs'
import { electronEnv, prepareProgram } from './setup/prepare.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'

const readerPackages = ['orca', 'speech-dispatcher', 'at-spi2-core', 'python3-gi']

await runScript(async () => {
  if (process.platform !== 'linux') throw new SetupError('this test needs Orca, which is for Linux only')
  const runtime = await prepareProgram({ hasVirtualDesktop: true })
  await ensureSystemPackages(readerPackages)
  const playwright = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
  return runInForeground(
    process.execPath,
    [playwright, 'test', '-c', 'e2e/screen-reader/playwright.config.ts', ...process.argv.slice(2)],
    { env: electronEnv(runtime) }
  )
})
