// Runs electron-builder once for this system and processor, with the options in the first argument.
import { build, Platform } from 'electron-builder'

const { targets, prepackaged, config } = JSON.parse(process.argv[2])
await build({
  targets: Platform.current().createTarget(targets),
  config,
  ...(prepackaged === undefined ? {} : { prepackaged }),
  publish: 'never'
})
