import { clipboard } from 'electron'
import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

/** How long another program gets to copy its selection, in ms. */
const copyLimitMs = 400
const pollMs = 20

/** The text on the clipboard; '' when there is none. */
export const readCopiedText = async (): Promise<string> => clipboard.readText()

/** X11 and Wayland keep the marked text beside the clipboard; nothing has to be copied for it. */
async function readLinuxSelection(): Promise<string> {
  if ('selection' in clipboard) return clipboard.selection.readText()
  // An older Electron takes the clipboard's name as an argument.
  const readText: unknown = Reflect.get(clipboard, 'readText')
  return typeof readText === 'function' ? String(await Reflect.apply(readText, clipboard, ['selection'])) : ''
}

/** Presses the system's key for "copy" in the program that has the focus. */
function pressCopy(): Promise<boolean> {
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
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 3_000, windowsHide: true }, (error) => resolve(error === null))
  })
}

/** All that is on the clipboard, in memory: what was only promised would be gone after the copying. */
async function keepClipboard(): Promise<Electron.ClipboardItem[]> {
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

/**
 * The text that is marked in whatever program has the focus; '' when nothing is, or it can't be had.
 * Windows and macOS only give it by being copied: the whole clipboard is put back after.
 */
export async function readMarkedText(): Promise<string> {
  if (process.platform === 'linux') return readLinuxSelection()
  const before = await keepClipboard()
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
