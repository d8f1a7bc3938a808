import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import {
  bridgeName,
  commandNames,
  droppedFilesCommand,
  pushNames,
  type CommandName,
  type PushName
} from '../shared/channels'

// The window's only way out: one function for each name of the contract. Nothing of Electron passes:
// neither ipcRenderer, nor an event object, nor a channel chosen by the page. What comes in and goes
// out is checked in the main process; the types are the contract's (shared/contract.ts, Bridge).

const command = (name: CommandName) => async (input: unknown) => {
  try {
    return (await ipcRenderer.invoke(name, input)) as unknown
  } catch {
    return { ok: false, error: { code: 'internal' } }
  }
}

/** A page can't name a path: it hands over the files of a drop, and only those have one. */
const dropFiles = async (files: unknown) => {
  const given: unknown[] = Array.isArray(files) ? files : []
  const paths = given.flatMap((file) => {
    const path = file instanceof File ? webUtils.getPathForFile(file) : ''
    return path === '' ? [] : [path]
  })
  if (paths.length === 0) return { ok: false, error: { code: 'list-unreadable' } }
  return command(droppedFilesCommand)({ paths })
}

const push = (name: PushName) => (listener: (payload: unknown) => void) => {
  const heard = (_event: IpcRendererEvent, payload: unknown) => {
    listener(payload)
  }
  ipcRenderer.on(name, heard)
  return () => {
    ipcRenderer.removeListener(name, heard)
  }
}

const byName = <Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) =>
  Object.freeze(Object.fromEntries(names.map((name) => [name, make(name)])))

contextBridge.exposeInMainWorld(
  bridgeName,
  Object.freeze({
    commands: byName(
      commandNames.filter((name) => name !== droppedFilesCommand),
      command
    ),
    dropFiles,
    on: byName(pushNames, push)
  })
)
