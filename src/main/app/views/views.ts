import type { WebContents } from 'electron'
import { join } from 'node:path'
import type { Log } from '../../desktop/log'
import type { DisplaySystem } from '../../desktop/display-system'
import type { SessionBus } from '../../desktop/notifications/session-bus'
import type { CopiedText } from '../../dialling/os/copied-text'
import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import { createThrottle } from '../../platform/throttle'
import { accountKey } from '../../session/account'
import type { OutputMask } from '../ipc/output-mask'
import { push, pushState } from '../ipc/push'
import type { FirstView } from './first-view'
import { createNotifications, type CallbackActions, type Notifications } from './notifications'
import type { TrayActions } from './tray-content'
import { createTrayPresenter } from './tray-presenter'
import { createWindows, type LargeWindowTopic, type Windows } from './windows'

/** Everything that renders the state: windows, tray and notifications. */
export interface Views
  extends
    Omit<Windows, 'promptWindow' | 'pagesOf'>,
    Pick<Notifications, 'notify' | 'notifyImport' | 'notifyCallbacks' | 'notifyNew' | 'openPage'> {
  /** The pages that may send commands. */
  pages(): WebContents[]
}

/** Minimum interval between renders of the prompt, in ms. */
const promptEveryMs = 20

export function createViews(options: {
  state: StateStore
  mask: OutputMask
  log: Log
  first: FirstView
  resources: string
  preload: string
  clock: Clock
  sessionBus: SessionBus
  neighbours: Neighbours
  copiedText: Pick<CopiedText, 'read' | 'isReadable' | 'onCopied'>
  displaySystem: DisplaySystem
  openPage: (address: string) => void
  callbackActions: CallbackActions
  onCancelPrompt: () => void
  onCallerKey: (index: number) => void
  onPutAway: () => void
  records: LargeWindowTopic
  imports: LargeWindowTopic
  contacts: LargeWindowTopic
  workLists: LargeWindowTopic
  trayActions: Pick<TrayActions, 'dialCopied' | 'pauseNotifications' | 'resumeNotifications' | 'quit'>
}): Views {
  const { state, clock, first } = options
  const icon = join(options.resources, 'icon.png')
  const tray = createTrayPresenter({
    ...options,
    tray: first.tray,
    windows: () => windows,
    actions: {
      ...options.trayActions,
      open: () => windows.window.show(),
      openCall: (key) => windows.showView({ view: 'call', key }),
      openSettings: () => windows.showView({ view: 'settings' }),
      openAbout: () => windows.showView({ view: 'settings', section: 'about' }),
      openRecords: () => windows.showRecords(null),
      openCallbacks: () => windows.showView({ view: 'callbacks', id: null }),
      openImports: () => windows.showImports(null),
      openContacts: () => windows.showContacts(null),
      openWorkLists: () => windows.showWorkLists(),
      openImport: (id) => windows.showImports(id)
    }
  })
  const { promptWindow, pagesOf, ...windows } = createWindows({
    ...options,
    icon,
    window: first.window,
    trayBounds: first.tray.bounds
  })
  first.follow({
    locale: () => state.get('environment').locale,
    hasTray: () => state.get('environment').hasTray,
    zoom: () => state.get('settings').zoom,
    onPutAway: options.onPutAway,
    onApproach: () => tray.approached(),
    askLeaving(contents, id) {
      push(contents, 'view:leaving', { id }, options.mask)
    },
    account() {
      const session = state.get('session')
      return session.kind === 'signed-in' ? accountKey(session.account) : ''
    }
  })
  const notifications = createNotifications({ ...options, icon, windows })

  const renderPrompt = (): void => {
    promptWindow.render(state.get('prompt'))
    notifications.render()
  }
  const promptRendering = createThrottle(clock, promptEveryMs, renderPrompt)
  const offRender = state.onChange(() => promptRendering.call())
  const offPush = pushState(state, pagesOf, clock, options.mask)
  tray.start()
  renderPrompt()

  return {
    ...windows,
    ...notifications,
    pages: () => pagesOf('environment'),
    close() {
      notifications.close()
      offRender()
      promptRendering.cancel()
      offPush()
      windows.close()
      tray.close()
    }
  }
}
