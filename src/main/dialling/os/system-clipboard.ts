import type { Clipboard } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import { runTool } from '../../desktop/run-tool'

/** The clipboard by Electron: promises from 44 on; before that each read waits for the owner on the main thread. */
export interface SystemClipboard {
  read(): Promise<string>
  /** Linux: the marked text beside the clipboard. Windows and macOS: what a press of "copy" brings. */
  readMarked(): Promise<string>
  write(text: string): Promise<void>
}

/** How long another program gets to copy its selection, in ms. */
const copyLimitMs = 400
const pollMs = 20
/** How long the system may take to press the key for "copy", in ms. */
const pressLimitMs = 3_000

/** X11 and Wayland keep the marked text beside the clipboard; nothing has to be copied for it. */
async function readLinuxSelection(clipboard: Clipboard): Promise<string> {
  if ('selection' in clipboard) return clipboard.selection.readText()
  // An older Electron takes the clipboard's name as an argument.
  const readText: unknown = Reflect.get(clipboard, 'readText')
  return typeof readText === 'function' ? String(await Reflect.apply(readText, clipboard, ['selection'])) : ''
}

/** Presses the system's key for "copy" in the program that has the focus. */
async function pressCopy(): Promise<boolean> {
  const [program, args]: [string, string[]] =
    process.platform === 'darwin'
      ? ['osascript', ['-e', 'tell application "System Events" to keystroke "c" using command down']]
      : [
          'powershell.exe',
          [
            '-NoProfile',
            '-NonInteractive',
            '-Command',
            "(New-Object -ComObject WScript.Shell).SendKeys('^c')"
          ]
        ]
  const output = await runTool(program, args, pressLimitMs).catch(() => null)
  return output !== null
}

/** All that is on the clipboard, in memory: what was only promised would be gone after the copying. */
async function keepClipboard(clipboard: Clipboard): Promise<Electron.ClipboardItem[]> {
  // An older Electron, which Linux may be tried on, has no such export: it is asked for where it is needed.
  const { ClipboardItem } = await import('electron')
  const items = await clipboard.read()
  return Promise.all(
    items.map(async (item) => {
      const contents = await Promise.all(
        item.types.map(async (type) => [type, await item.getType(type)] as const)
      )
      return new ClipboardItem(Object.fromEntries(contents))
    })
  )
}

/** Windows and macOS give the marked text only by copying it: the whole clipboard is put back after. */
async function readByCopying(clipboard: Clipboard): Promise<string> {
  const before = await keepClipboard(clipboard)
  clipboard.clear()
  let marked = ''
  if (await pressCopy()) {
    for (let waitedMs = 0; waitedMs < copyLimitMs && marked === ''; waitedMs += pollMs) {
      await pause(pollMs)
      marked = await clipboard.readText()
    }
  }
  await clipboard.write(before)
  return marked
}

/** See {@link SystemClipboard}. `clipboard`: Electron's, of either shape. */
export const createSystemClipboard = (
  clipboard: Clipboard,
  platform: NodeJS.Platform = process.platform
): SystemClipboard => ({
  read: async () => clipboard.readText(),
  readMarked: () => (platform === 'linux' ? readLinuxSelection(clipboard) : readByCopying(clipboard)),
  write: async (text) => clipboard.writeText(text)
})
