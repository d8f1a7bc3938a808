import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import {
  bridgeName,
  pageCommands,
  preloadCommands,
  pushNames,
  type CommandName,
  type PushName
} from '../shared/app/channels'

// The window's only way out: one function for each name of the contract. Nothing of Electron passes:
// neither ipcRenderer, nor an event object, nor a channel chosen by the page. What comes in and goes
// out is checked in the main process; the types are the contract's (shared/app/contract.ts, Bridge).

const command = (name: CommandName) => async (input: unknown) => {
  try {
    return (await ipcRenderer.invoke(name, input)) as unknown
  } catch {
    return { ok: false, error: { code: 'internal' } }
  }
}

const [offerDropped, addDropped] = preloadCommands

/** What main answers to an offer; its contract was checked there. */
interface Offered {
  ok: boolean
  value: { id: string; asked: { file: number; fromByte: number; lengthBytes: number }[] }
}

const bytesOf = async (file: File | undefined, fromByte: number, lengthBytes: number) =>
  new Uint8Array((await file?.slice(fromByte, fromByte + lengthBytes).arrayBuffer()) ?? [])

/**
 * A page can't name a path: it hands over the files of a drop, and only those have one. Main takes a path for the
 * bytes of the file alone, which only a window that was given the file can read (imports/dropped-files.ts).
 */
const dropFiles = async (given: unknown) => {
  const unreadable = { ok: false, error: { code: 'list-unreadable' } }
  const all: unknown[] = Array.isArray(given) ? given : []
  const files = all.filter((file) => file instanceof File && webUtils.getPathForFile(file) !== '') as File[]
  if (files.length === 0) return unreadable
  const offered = (await command(offerDropped)({
    files: files.map((file) => ({ path: webUtils.getPathForFile(file), sizeBytes: file.size }))
  })) as Offered
  if (!offered.ok) return offered
  try {
    const { id, asked } = offered.value
    const answers = await Promise.all(
      asked.map(({ file, fromByte, lengthBytes }) => bytesOf(files[file], fromByte, lengthBytes))
    )
    return await command(addDropped)({ id, answers })
  } catch {
    return unreadable
  }
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
    commands: byName(pageCommands, command),
    dropFiles,
    on: byName(pushNames, push)
  })
)
