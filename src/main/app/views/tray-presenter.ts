import type { SessionBus } from '../../desktop/notifications/session-bus'
import { showProgress } from '../../desktop/tray/task-bar'
import type { TrayIconView } from '../../desktop/tray/tray'
import { createTrayHost } from '../../desktop/tray/tray-host'
import type { CopiedText } from '../../dialling/os/copied-text'
import { underWayImport } from '../../imports/sending/import-summary'
import { findNumbers } from '../../numbers/number'
import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import { createThrottle } from '../../platform/throttle'
import type { OutputMask } from '../ipc/output-mask'
import { trayContent, type TrayActions } from './tray-content'
import type { Windows } from './windows'

/** The tray, and the progress in the task bar. */
export interface TrayPresenter {
  /** The pointer approaches the icon: reads the clipboard for its menu. */
  approached(): void
  /** Renders the state now and after each change, and watches for a tray host. */
  start(): void
  close(): void
}

/** The maximum length of a copied text that is read for the tray's menu, in characters. */
const maxTextLength = 2_000

/** Minimum interval between two readings of the clipboard, in ms. */
const readCopiedEveryMs = 1_000

/** Minimum interval between renders of the tray, in ms. */
const renderEveryMs = 200

export function createTrayPresenter(deps: {
  state: StateStore
  mask: Pick<OutputMask, 'value'>
  clock: Clock
  tray: TrayIconView
  sessionBus: SessionBus
  neighbours: Neighbours
  copiedText: Pick<CopiedText, 'read' | 'isReadable' | 'onCopied'>
  windows: () => Pick<Windows, 'window' | 'importsWindow'>
  actions: TrayActions
}): TrayPresenter {
  const { state, clock, tray, sessionBus, neighbours, copiedText, windows } = deps
  let copiedNumber: string | null = null

  const render = (): void => {
    const shown = deps.mask.value({ state: state.all(), copiedNumber })
    tray.render(trayContent(shown.state, shown.copiedNumber, clock.now(), deps.actions))
    const { window, importsWindow } = windows()
    showProgress([window.window(), importsWindow.window()], underWayImport(state.get('imports')))
  }
  const rendering = createThrottle(clock, renderEveryMs, render)
  const readCopied = async (): Promise<void> => {
    const copied = copiedText.isReadable() ? await copiedText.read() : null
    const found = copied?.ok === true ? findNumbers(copied.value.slice(0, maxTextLength)) : []
    const next = found.length === 1 ? (found[0]?.dial ?? null) : null
    if (next === copiedNumber) return
    copiedNumber = next
    rendering.call()
  }
  // Panels of Linux don't notify before they open the menu, so the number is always known there.
  const readingCopied = createThrottle(clock, readCopiedEveryMs, () => void readCopied())
  const offCopied = copiedText.onCopied(() => readingCopied.call())
  const host = createTrayHost({
    sessionBus,
    neighbours,
    clock,
    pid: process.pid,
    remake: () => tray.remake(),
    onChange(hasTray) {
      const environment = state.get('environment')
      if (environment.hasTray !== hasTray) state.set('environment', { ...environment, hasTray })
    }
  })
  const off = state.onChange(() => rendering.call())

  return {
    approached: () => void readCopied(),
    start() {
      render()
      readingCopied.call()
      host.start()
    },
    close() {
      offCopied()
      readingCopied.cancel()
      off()
      host.close()
      rendering.cancel()
      tray.destroy()
    }
  }
}
