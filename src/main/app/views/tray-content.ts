import type { MenuItemConstructorOptions } from 'electron'
import type { Call } from '../../../shared/calls/schema'
import type { AppState } from '../../../shared/app/state'
import { isDue } from '../../../shared/callbacks/callbacks'
import { isPauseOn } from '../../../shared/calls/notification-pause'
import { brieflyNamedNumber } from '../../../shared/contacts/shown-name'
import { trayView } from '../../desktop/tray-view'
import { underWayImport } from '../../imports/sending/import-summary'
import type { TrayContent } from '../../desktop/tray/tray'
import { calleeText, wordsFor } from './words'

/** The actions of the menu's items. */
export interface TrayActions {
  open(): void
  openCall(key: string): void
  openSettings(): void
  openAbout(): void
  openRecords(): void
  openCallbacks(): void
  openImports(): void
  openContacts(): void
  openWorkLists(): void
  openImport(id: string): void
  dialCopied(): void
  pauseNotifications(): void
  resumeNotifications(): void
  quit(): void
}

/** An ampersand in a menu would mark the next letter as its key. */
const menuText = (text: string): string => text.replaceAll('&', '&&')

/**
 * Returns the tray's icon, tooltip and menu for a state at `nowMs` (epoch ms). `copiedNumber`: the digits of the
 * number on the clipboard; null for none or several.
 */
export function trayContent(
  state: Readonly<AppState>,
  copiedNumber: string | null,
  nowMs: number,
  actions: TrayActions
): TrayContent {
  const words = wordsFor(state.environment.locale)
  const view = trayView(state)
  const isSignedIn = state.session.kind === 'signed-in'
  const isDemo = state.session.kind === 'signed-in' && state.session.account.isDemo

  const lineText = (): string => {
    if (state.session.kind !== 'signed-in') return words.line.off
    if (state.session.isTokenRefused) return words.line.tokenRefused
    switch (state.line.kind) {
      case 'lost':
        return words.line.lost(words.time(state.line.sinceMs))
      case 'off':
      case 'connecting':
      case 'live':
      case 'refused':
        return words.line[state.line.kind]
    }
  }
  const names = state.contactNames
  const callText = (call: Call): string =>
    call.step === 'talking' && call.answeredAtMs !== null
      ? words.tray.talkingSince(calleeText(call, names), words.time(call.answeredAtMs))
      : words.tray.callWith(words.step[call.step], calleeText(call, names))

  const status = view.call === null ? lineText() : callText(view.call)
  const lastCalls: MenuItemConstructorOptions[] =
    view.lastCalls.length === 0
      ? [{ label: words.tray.noCalls, enabled: false }]
      : view.lastCalls.map((call) => ({
          label: menuText(
            `${words.time(call.startedAtMs)}  ${calleeText(call, names)}  ${
              call.outcome === null ? words.step[call.step] : words.outcome[call.outcome]
            }`
          ),
          click: () => actions.openCall(call.key)
        }))
  const underWay = underWayImport(state.imports)
  const importText =
    underWay === null
      ? null
      : words.tray.importing[underWay.status.kind === 'running' ? 'running' : 'held'](
          underWay.total === 0 ? 1 : 1 - underWay.waiting / underWay.total
        )
  const pausedUntilMs = state.settings.notificationsPausedUntilMs
  const isPaused = isPauseOn(pausedUntilMs, nowMs)

  return {
    icon: view.icon,
    tooltip: [`${words.appName}${isDemo ? ` (${words.demo})` : ''}`, status, importText]
      .filter((text) => text !== null)
      .join(' · '),
    menu: [
      { label: menuText(isDemo ? `${words.demo} · ${status}` : status), enabled: false },
      { type: 'separator' },
      {
        label:
          copiedNumber === null
            ? words.tray.dialCopied
            : menuText(words.tray.dialCopiedNumber(brieflyNamedNumber(names, copiedNumber))),
        enabled: isSignedIn,
        click: () => actions.dialCopied()
      },
      { type: 'separator' },
      ...lastCalls,
      { type: 'separator' },
      ...(underWay === null || importText === null
        ? []
        : [{ label: importText, click: () => actions.openImport(underWay.id) }]),
      { label: words.tray.open, click: () => actions.open() },
      { label: words.tray.records, enabled: isSignedIn, click: () => actions.openRecords() },
      {
        label: words.tray.callbacks(state.callbacks.filter((one) => isDue(one, nowMs)).length),
        enabled: isSignedIn,
        click: () => actions.openCallbacks()
      },
      { label: words.tray.campaigns, enabled: isSignedIn, click: () => actions.openImports() },
      { label: words.tray.contacts, enabled: isSignedIn, click: () => actions.openContacts() },
      { label: words.tray.workLists, enabled: isSignedIn, click: () => actions.openWorkLists() },
      { type: 'separator' },
      isPaused
        ? { label: words.tray.resume(words.time(pausedUntilMs)), click: () => actions.resumeNotifications() }
        : { label: words.tray.pause, click: () => actions.pauseNotifications() },
      { label: words.tray.settings, click: () => actions.openSettings() },
      { label: words.tray.about, click: () => actions.openAbout() },
      { type: 'separator' },
      { label: words.tray.quit, click: () => actions.quit() }
    ]
  }
}
