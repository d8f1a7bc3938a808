import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { commandNames, type CommandName } from '../../shared/channels'
import { contract, type Handlers } from '../../shared/contract'
import { failed } from '../../shared/result'
import { isOwnPage } from '../security/urls'

/** Read before anything is awaited: the frame may be gone, or another, by then. */
const isTrusted = (event: IpcMainInvokeEvent, isOwnWindow: (webContentsId: number) => boolean): boolean => {
  const frame = event.senderFrame
  return (
    frame !== null && frame === event.sender.mainFrame && isOwnPage(frame.url) && isOwnWindow(event.sender.id)
  )
}

/**
 * The one door for commands: the sender is checked, then the input by its contract, then the
 * command runs, then its output is checked, so that a stray field cannot leak. Whatever goes wrong
 * comes back as data. `onProblem` is told what the page isn't.
 */
export function routeCommands(
  handlers: Handlers,
  isOwnWindow: (webContentsId: number) => boolean,
  onProblem: (command: CommandName, problem: unknown) => void
): void {
  const route = (command: CommandName): void => {
    const { input, output } = contract[command]
    ipcMain.handle(command, async (event, payload: unknown) => {
      if (!isTrusted(event, isOwnWindow)) return failed({ code: 'sender-refused' })
      const parsed = input.safeParse(payload)
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.map(String).join('.')
        return failed({ code: 'input-invalid', ...(field ? { field } : {}) })
      }
      try {
        const result = await (handlers[command] as (input: unknown) => ReturnType<Handlers[CommandName]>)(
          parsed.data
        )
        if (!result.ok) return result
        return { ok: true, value: output.parse(result.value) }
      } catch (problem) {
        onProblem(command, problem)
        return failed({ code: 'internal' })
      }
    })
  }
  for (const command of commandNames) route(command)
}
