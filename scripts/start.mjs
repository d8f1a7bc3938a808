// `npm start`: sets up missing dependencies and opens Deskline; without a display, plays the guided tour.
import { runScript, say } from './setup/announce.mjs'
import { runInForeground } from './setup/child-process.mjs'
import { hasDisplay } from './setup/display.mjs'
import { projectFolder } from './setup/paths.mjs'
import { electronEnv, prepareProgram } from './setup/prepare.mjs'
import { checkSandbox, sandboxArguments } from './setup/sandbox.mjs'
import { playTour } from './tour/play.mjs'

await runScript(async () => {
  const passedOn = process.argv.slice(2)
  if (!hasDisplay()) {
    say('there is no display here: the guided tour plays on a virtual screen instead')
    return playTour(passedOn, { isVirtual: true })
  }
  const runtime = await prepareProgram({ hasVirtualDesktop: false })
  checkSandbox(runtime.folder)
  const sandbox = sandboxArguments()
  if (sandbox.length > 0) say('running as root: Chromium’s sandbox is off (--no-sandbox)')
  return runInForeground(runtime.executable, [...sandbox, projectFolder, ...passedOn], {
    env: electronEnv(runtime)
  })
})
