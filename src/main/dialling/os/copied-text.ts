import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { DisplaySystem } from '../../desktop/display-system'
import type { SystemClipboard } from './system-clipboard'
import type { SelectionName } from './x11-selection'

/** How long the program that owns the clipboard may take to deliver its text, in ms. */
const readLimitMs = 2_000

/** How long the desktop may take to give a window that was just shown the keyboard focus; how often to look. In ms. */
const focusLimitMs = 1_500
const focusPollMs = 50

const unknown = failed({ code: 'copied-text-unknown' })

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
  /** Like `read`, once one of our windows has the keyboard focus: call it after showing one. */
  readOnceFocused(): Promise<Result<string>>
  write(text: string): Promise<void>
  /** True if the clipboard can be read now, without another program or an action of the user. */
  isReadable(): boolean
  /** Calls `listener` after other programs copied something, where the system notifies: X11. Returns a stop function. */
  onCopied(listener: () => void): () => void
}

/**
 * A Wayland compositor reveals the clipboard only to the client with the keyboard focus: without it Chromium returns
 * an older text or none, and after a write that the compositor ignored its own text. Don't dial any of these.
 * Without the focus a tool is asked, which most compositors show the clipboard.
 */
export function createCopiedText(deps: {
  displaySystem: DisplaySystem
  /** False in Wayland sessions where Chromium knows the clipboard only with the focus. */
  isOpen: boolean
  clipboard: SystemClipboard
  neighbours: Neighbours
  clock: Clock
  /** Whether one of our windows has the keyboard focus. */
  hasFocus: () => boolean
  /** Reads an X11 selection until `signal` aborts; rejects if the X server can't be reached. */
  readSelection: (selection: SelectionName, signal: AbortSignal) => Promise<string>
  /** Reads a selection from a Wayland compositor without the focus; null if that isn't possible, or it is empty. */
  readCompositor: (selection: SelectionName) => Promise<string | null>
  /** Notifies of copies on X11; see `onCopied`. */
  watchCopying: (listener: () => void) => () => void
}): CopiedText {
  const { displaySystem, isOpen, clipboard, neighbours, clock, hasFocus, readSelection, readCompositor } =
    deps
  let written: string | null = null
  const isReadable = (): boolean => isOpen || hasFocus()

  const limited = async (reading: Promise<string>): Promise<Result<string>> => {
    const text = await neighbours.within('clipboard', readLimitMs, reading)
    return text === null ? failed({ code: 'clipboard-silent' }) : succeeded(text)
  }

  const readBySystem = async (selection: SelectionName): Promise<Result<string>> => {
    const read = await limited(selection === 'CLIPBOARD' ? clipboard.read() : clipboard.readMarked())
    const isOwn = !isOpen && read.ok && read.value !== '' && read.value === written
    return isOwn ? unknown : read
  }

  const readUnfocused = async (selection: SelectionName): Promise<Result<string>> => {
    const text = await readCompositor(selection).catch(() => null)
    return text === null ? unknown : succeeded(text)
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
  const read = (selection: SelectionName): Promise<Result<string>> => {
    if (!isReadable()) return readUnfocused(selection)
    return displaySystem === 'x11' && isOpen ? readX11(selection) : readBySystem(selection)
  }

  return {
    read: () => read('CLIPBOARD'),
    readMarked: () => read('PRIMARY'),
    async readOnceFocused() {
      for (let waitedMs = 0; waitedMs < focusLimitMs && !isReadable(); waitedMs += focusPollMs) {
        await new Promise<void>((resolve) => void clock.after(focusPollMs, resolve))
      }
      return isReadable() ? read('CLIPBOARD') : unknown
    },
    async write(text) {
      written = text
      await clipboard.write(text)
    },
    isReadable,
    onCopied: (listener) => (displaySystem === 'x11' ? deps.watchCopying(listener) : () => undefined)
  }
}
