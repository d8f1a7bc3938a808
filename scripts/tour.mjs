// `npm run tour [-- --virtual]`: plays the guided tour and saves its pictures to tour/.
import { runScript } from './setup/announce.mjs'
import { hasDisplay } from './setup/display.mjs'
import { playTour } from './tour/play.mjs'

await runScript(() => {
  const args = process.argv.slice(2)
  const isVirtual = process.platform === 'linux' && (!hasDisplay() || args.includes('--virtual'))
  return playTour(
    args.filter((arg) => arg !== '--virtual'),
    { isVirtual }
  )
})
