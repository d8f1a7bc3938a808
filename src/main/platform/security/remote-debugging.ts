import { app } from 'electron'

// Access to Chromium's debugger is full access to every window. `--inspect` is Node's and disabled by a fuse; these
// switches are Chromium's and have no fuse. The port is open to every user of the computer.
const debuggerSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-targets']

/** True if the packaged program was started with Chromium's remote debugger; the program must quit then. */
export const isRemoteDebugged = (): boolean =>
  app.isPackaged && debuggerSwitches.some((name) => app.commandLine.hasSwitch(name))
