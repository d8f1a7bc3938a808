import { app } from 'electron'
import type { DisplayFacts } from './display-system'

/** What decides the display system of this process. */
export const displayFacts = (): DisplayFacts => ({
  platform: process.platform,
  env: process.env,
  electronMajor: Number.parseInt(process.versions.electron, 10),
  switchValue: (name) => app.commandLine.getSwitchValue(name)
})
