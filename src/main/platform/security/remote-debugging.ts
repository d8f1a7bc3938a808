import { app } from 'electron'

// Whoever reaches Chromium's debugger is inside every window. `--inspect` is Node's and has a fuse; these are
// Chromium's and have none. The port is open to every user of the computer.
const debuggerSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-targets']

/** True when the packaged program was started with a debugger for its windows; it doesn't run then. */
export const isRemoteDebugged = (): boolean =>
  app.isPackaged && debuggerSwitches.some((name) => app.commandLine.hasSwitch(name))
