// Runs electron-builder once for this system, with the options in the first argument. `arch`: this processor's, or
// `universal`.
import { Arch, build, Platform } from 'electron-builder'

const { targets, arch = process.arch, prepackaged, config } = JSON.parse(process.argv[2])
await build({
  targets: Platform.current().createTarget(targets, Arch[arch]),
  config,
  ...(prepackaged === undefined ? {} : { prepackaged }),
  publish: 'never'
})
