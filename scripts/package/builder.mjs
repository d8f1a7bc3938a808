// Runs electron-builder once, with the options in the first argument, for this system and processor.
import { build, Platform } from 'electron-builder'

const { targets, prepackaged, config } = JSON.parse(process.argv[2])
await build({
  targets: Platform.current().createTarget(targets),
  config,
  ...(prepackaged === undefined ? {} : { prepackaged }),
  publish: 'never'
})
