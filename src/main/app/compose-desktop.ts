import { BrowserWindow, clipboard } from 'electron'
import { openLicence } from '../desktop/about'
import { createSessionBus, type SessionBus } from '../desktop/notifications/session-bus'
import { diagnosticsText } from '../desktop/diagnostics'
import { readLogTail, readRunsOn } from '../desktop/diagnostics-facts'
import { isClipboardOpen, type DisplaySystem } from '../desktop/display-system'
import { logPaths, type Log } from '../desktop/log'
import { openWebPage } from '../desktop/windows/web-pages'
import { createCopiedText, type CopiedText } from '../dialling/os/copied-text'
import { createSystemClipboard } from '../dialling/os/system-clipboard'
import { readCompositor } from '../dialling/os/wayland-selection'
import { readSelection } from '../dialling/os/x11-selection'
import { watchCopying } from '../dialling/os/x11-selection-watch'
import { systemClock } from '../platform/clock'
import type { LinkSettings } from './compose-links'
import type { Neighbours } from '../platform/neighbours'
import type { StateStore } from '../platform/state-store'

/** The time after which a disk counts as unresponsive, in ms. */
export const diskLimitMs = 3_000

/** How long the system may take to hand a page to the browser, in ms. */
const openPageLimitMs = 10_000

/** Adapters to other programs of the desktop. None of them can block the main thread. */
export interface Desktop {
  sessionBus: SessionBus
  displaySystem: DisplaySystem
  copiedText: CopiedText
  /** Opens a web page in the browser. */
  openPage: (address: string) => void
  /** Opens a shipped text of licences; false: nothing could open it. */
  openLicence: (text: Parameters<typeof openLicence>[0]) => Promise<boolean>
}

export function composeDesktop(neighbours: Neighbours, displaySystem: DisplaySystem, built: string): Desktop {
  const display = process.env['DISPLAY'] ?? ':0'
  return {
    sessionBus: createSessionBus(),
    displaySystem,
    copiedText: createCopiedText({
      displaySystem,
      isOpen: isClipboardOpen(displaySystem, process.platform, process.env),
      clipboard: createSystemClipboard(clipboard),
      neighbours,
      clock: systemClock,
      hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
      readSelection: (selection, signal) => readSelection(selection, { display, signal }),
      readCompositor,
      watchCopying: (listener) => watchCopying(display, listener)
    }),
    openPage: (address) => void neighbours.within('browser', openPageLimitMs, openWebPage(address)),
    openLicence: async (text) =>
      (await neighbours.within('browser', openPageLimitMs, openLicence(text, built))) ?? false
  }
}

/** Copies versions, state and the end of the log to the clipboard, as a redacted report. */
export async function copyDiagnostics(deps: {
  state: StateStore
  log: Log
  logFolder: string
  neighbours: Neighbours
  copiedText: Pick<CopiedText, 'write'>
  links: Pick<LinkSettings, 'refresh'>
}): Promise<void> {
  await deps.links.refresh()
  await deps.log.flush()
  const logTail = await deps.neighbours.within('disk', diskLimitMs, readLogTail(logPaths(deps.logFolder)))
  await deps.copiedText.write(
    diagnosticsText({
      nowMs: systemClock.now(),
      runsOn: readRunsOn(),
      state: deps.state.all(),
      logTail: logTail ?? ''
    })
  )
}
