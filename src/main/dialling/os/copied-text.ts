import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Neighbours } from '../../platform/neighbours'
import type { DisplaySystem } from '../../desktop/display-system'
import type { SystemClipboard } from './system-clipboard'
import type { SelectionName } from './x11-selection'

/** How long the program that owns the clipboard may take to deliver its text, in ms. */
const readLimitMs = 2_000

/** The text that other programs copied or selected. No call blocks, and all resolve within a time limit. */
export interface CopiedText {
  /**
   * The text on the clipboard; '' if there is none. `copied-text-unknown`: the desktop doesn't reveal the current
   * content. `clipboard-silent`: the owner of the clipboard doesn't answer.
   */
  read(): Promise<Result<string>>
  /**
   * The selected text, with the same errors. On Windows and macOS it is copied, and the clipboard is restored
   * afterwards.
   */
  readMarked(): Promise<Result<string>>
  write(text: string): Promise<void>
  /** True if the clipboard can be read without an action of the user. */
  isReadable(): boolean
}

/**
 * A Wayland compositor reveals the clipboard only to the client with the keyboard focus: without it Chromium returns
 * an older text or none, and after a write that the compositor ignored its own text. Don't dial any of these.
 */
export function createCopiedText(deps: {
  displaySystem: DisplaySystem
  clipboard: SystemClipboard
  neighbours: Neighbours
  /** Whether one of our windows has the keyboard focus. */
  hasFocus: () => boolean
  /** Reads an X11 selection until `signal` aborts; rejects if the X server can't be reached. */
  readSelection: (selection: SelectionName, signal: AbortSignal) => Promise<string>
}): CopiedText {
  const { displaySystem, clipboard, neighbours, hasFocus, readSelection } = deps
  let written: string | null = null
  const isReadable = (): boolean => displaySystem !== 'wayland' || hasFocus()

  const limited = async (reading: Promise<string>): Promise<Result<string>> => {
    const text = await neighbours.within('clipboard', readLimitMs, reading)
    return text === null ? failed({ code: 'clipboard-silent' }) : succeeded(text)
  }

  const readBySystem = async (selection: SelectionName): Promise<Result<string>> => {
    if (!isReadable()) return failed({ code: 'copied-text-unknown' })
    const read = await limited(selection === 'CLIPBOARD' ? clipboard.read() : clipboard.readMarked())
    const isOwn = displaySystem === 'wayland' && read.ok && read.value !== '' && read.value === written
    return isOwn ? failed({ code: 'copied-text-unknown' }) : read
  }

  const readX11 = async (selection: SelectionName): Promise<Result<string>> => {
    const reading = new AbortController()
    try {
      return await limited(readSelection(selection, reading.signal))
    } catch {
      // The X server accepts no second client.
      return await readBySystem(selection)
    } finally {
      reading.abort()
    }
  }
  const read = displaySystem === 'x11' ? readX11 : readBySystem

  return {
    read: () => read('CLIPBOARD'),
    readMarked: () => read('PRIMARY'),
    async write(text) {
      written = text
      await clipboard.write(text)
    },
    isReadable
  }
}
