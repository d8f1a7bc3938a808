import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { failed, type Result } from '../../../shared/platform/result'
import { isOwnPage } from '../../platform/security/urls'

/** Executes a command of a trusted sender. */
export type Route = (command: string, payload: unknown) => Promise<Result<unknown>>

/** Must run before any await: afterwards the frame may be gone or replaced. */
const isTrusted = (event: IpcMainInvokeEvent, isOwnWindow: (webContentsId: number) => boolean): boolean => {
  const frame = event.senderFrame
  return (
    frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url) && isOwnWindow(event.sender.id)
  )
}

/**
 * Accepts commands from the program's own windows only. The first window is created before the handlers are loaded:
 * its first commands wait for `route`.
 */
export function openGate(
  commands: readonly string[],
  isOwnWindow: (webContentsId: number) => boolean,
  route: Promise<Route>
): void {
  for (const command of commands) {
    ipcMain.handle(command, async (event, payload: unknown) => {
      if (!isTrusted(event, isOwnWindow)) return failed({ code: 'sender-refused' })
      return (await route)(command, payload)
    })
  }
}
