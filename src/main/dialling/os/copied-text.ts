import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Neighbours } from '../../platform/neighbours'
import type { DisplaySystem } from '../../desktop/display-system'
import type { SystemClipboard } from './system-clipboard'
import type { SelectionName } from './x11-selection'

/** How long the program that holds a copied text may take to hand it over, in ms. */
const readLimitMs = 2_000

/** What other programs copied and marked. Nothing of it blocks, and all answers come within a time limit. */
export interface CopiedText {
  /**
   * The text on the clipboard; '' when there is none. `copied-text-unknown`: this desktop doesn't say what is on it
   * now. `clipboard-silent`: the program that holds it doesn't answer.
   */
  read(): Promise<Result<string>>
  /** The marked text, in the same way. On Windows and macOS it is copied, and the clipboard is put back after. */
  readMarked(): Promise<Result<string>>
  write(text: string): Promise<void>
  /** True where the clipboard can be looked at without the user asking for it. */
  isReadable(): boolean
}

/**
 * A Wayland compositor tells only the client with the keyboard focus what is on the clipboard: without it Chromium
 * gives an older text or none, and after a write that the compositor ignored its own. None of them may be dialled.
 */
export function createCopiedText(deps: {
  displaySystem: DisplaySystem
  clipboard: SystemClipboard
  neighbours: Neighbours
  /** Does a window of ours have the keyboard focus? */
  hasFocus: () => boolean
  /** Reads an X11 selection until `signal` aborts; rejects when the X server can't be reached. */
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
      // The X server lets no second client in.
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
