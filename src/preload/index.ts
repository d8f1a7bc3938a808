import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import { bridgeName, dropCommands, pushNames, type DropTarget, type PushName } from '../shared/app/channels'
import type { DropQuestions } from '../shared/platform/dropped-files-schema'
import type { Result } from '../shared/platform/result'

// The only access of a page to the main process: one function for each name of the contract. Nothing of Electron is
// exposed: neither ipcRenderer, nor an event object, nor a channel chosen by the page. The main process validates
// input and output; the types are the contract's (shared/app/contract.ts, Bridge).

/** The commands of the contract that pages send; electron.vite.config.ts inserts them, so no schema is bundled. */
declare const PAGE_COMMANDS: readonly string[]

const command = (name: string) => async (input: unknown) => {
  try {
    return (await ipcRenderer.invoke(name, input)) as unknown
  } catch {
    return { ok: false, error: { code: 'internal' } }
  }
}

const isDropTarget = (target: unknown): target is DropTarget =>
  typeof target === 'string' && Object.hasOwn(dropCommands, target)

const bytesOf = async (file: File | undefined, fromByte: number, lengthBytes: number) =>
  new Uint8Array((await file?.slice(fromByte, fromByte + lengthBytes).arrayBuffer()) ?? [])

/**
 * Pages can't name paths: they pass the files of a drop, and only those have a path. The main process accepts a path
 * only together with bytes of its file, which only a window that was given the file can read
 * (main/platform/dropped-files.ts).
 */
const dropFiles = async (given: unknown, target: unknown) => {
  const { offer, take } = dropCommands[isDropTarget(target) ? target : 'draft']
  const unreadable = { ok: false, error: { code: 'list-unreadable' } }
  const all: unknown[] = Array.isArray(given) ? given : []
  const files = all.filter((file) => file instanceof File && webUtils.getPathForFile(file) !== '') as File[]
  if (files.length === 0) return unreadable
  const offered = (await command(offer)({
    files: files.map((file) => ({ path: webUtils.getPathForFile(file), sizeBytes: file.size }))
  })) as Result<DropQuestions>
  if (!offered.ok) return offered
  try {
    const { id, asked } = offered.value
    const answers = await Promise.all(
      asked.map(({ file, fromByte, lengthBytes }) => bytesOf(files[file], fromByte, lengthBytes))
    )
    return await command(take)({ id, answers })
  } catch {
    return unreadable
  }
}

const push = (name: PushName) => (listener: (payload: unknown) => void) => {
  const forward = (_event: IpcRendererEvent, payload: unknown) => {
    listener(payload)
  }
  ipcRenderer.on(name, forward)
  return () => {
    ipcRenderer.removeListener(name, forward)
  }
}

const byName = <Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) =>
  Object.freeze(Object.fromEntries(names.map((name) => [name, make(name)])))

contextBridge.exposeInMainWorld(
  bridgeName,
  Object.freeze({
    commands: byName(PAGE_COMMANDS, command),
    dropFiles,
    on: byName(pushNames, push)
  })
)
