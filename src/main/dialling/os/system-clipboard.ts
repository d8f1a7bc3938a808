import type { Clipboard } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import { runTool } from '../../desktop/run-tool'

/**
 * The clipboard via Electron: promises since version 44; before, each read blocks the main thread until the owner
 * answers.
 */
export interface SystemClipboard {
  read(): Promise<string>
  /** Linux: the primary selection. Windows and macOS: the text that pressing "copy" puts on the clipboard. */
  readMarked(): Promise<string>
  write(text: string): Promise<void>
}

/** How long another program has to copy its selection, in ms. */
const copyLimitMs = 400
const pollMs = 20
/** The time limit for simulating the "copy" key, in ms. */
const pressLimitMs = 3_000

/** X11 and Wayland have a separate primary selection; nothing needs to be copied. */
async function readLinuxSelection(clipboard: Clipboard): Promise<string> {
  if ('selection' in clipboard) return clipboard.selection.readText()
  // Older Electron versions take the clipboard's name as an argument.
  const readText: unknown = Reflect.get(clipboard, 'readText')
  return typeof readText === 'function' ? String(await Reflect.apply(readText, clipboard, ['selection'])) : ''
}

/** Simulates the system's "copy" key in the focused program. */
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

/** Reads the whole clipboard into memory: data only promised by its owner would be lost after copying. */
async function keepClipboard(clipboard: Clipboard): Promise<Electron.ClipboardItem[]> {
  // Imported here because older Electron versions, which may be tried on Linux, lack this export.
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

/** Windows and macOS provide the selected text only by copying it; restores the whole clipboard afterwards. */
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

/** `clipboard`: Electron's clipboard in either form; see {@link SystemClipboard}. */
export const createSystemClipboard = (
  clipboard: Clipboard,
  platform: NodeJS.Platform = process.platform
): SystemClipboard => ({
  read: async () => clipboard.readText(),
  readMarked: () => (platform === 'linux' ? readLinuxSelection(clipboard) : readByCopying(clipboard)),
  write: async (text) => clipboard.writeText(text)
})
