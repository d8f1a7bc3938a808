import { nativeTheme, type WebContents } from 'electron'
import { join } from 'node:path'
import type { PushPayload } from '../../../shared/app/contract'
import { isPauseOn } from '../../../shared/calls/notification-pause'
import type { Withheld } from '../../../shared/app/environment'
import { topics, type StateTopic, type Viewer } from '../../../shared/app/state'
import type { Prompt } from '../../../shared/dialling/dialling'
import { createAlertRate, createPageRate } from '../../calls/alert-rate'
import type { Alert } from '../../calls/alerts'
import type { Neighbours } from '../../platform/neighbours'
import { findNumbers } from '../../numbers/number'
import type { Clock } from '../../platform/ports'
import { createThrottle } from '../../platform/throttle'
import type { StateStore } from '../../platform/state-store'
import type { CopiedText } from '../../dialling/os/copied-text'
import type { DisplaySystem } from '../../desktop/display-system'
import type { Log } from '../../desktop/log'
import { createLargeWindow, type LargeWindow } from '../../desktop/windows/large-window'
import { createMainWindow, type MainWindow } from '../../desktop/windows/main-window'
import { createNotifier } from '../../desktop/notifications/notifier'
import { createPromptWindow } from '../../dialling/os/prompt-window'
import type { RememberedPlace } from '../../desktop/windows/remembered-place'
import { showProgress } from '../../desktop/tray/task-bar'
import type { SessionBus } from '../../desktop/notifications/session-bus'
import { createTray } from '../../desktop/tray/tray'
import { createTrayHost } from '../../desktop/tray/tray-host'
import { push, pushState } from '../ipc/push'
import type { ImportAlert } from '../../imports/import-runs'
import { campaignName, underWayImport } from '../../imports/import-summary'
import { importNoticeText, noticeText, promptText } from './notice-text'
import { trayContent, type TrayActions } from './tray-content'
import { wordsFor } from './words'

/** Everything that shows the state. */
export interface Views {
  window: MainWindow
  /** Brings the window up at a place of its own. */
  showView(view: PushPayload['view:shown']): void
  recordsWindow: Pick<LargeWindow, 'window'>
  /** Brings up the window of the records, at a call when `id` is given. */
  showRecords(id: string | null): void
  importsWindow: Pick<LargeWindow, 'window'>
  /** Brings up the window of the campaigns, at an import when `id` is given. */
  showImports(id: string | null): void
  /** Shows an alert, at a bounded rate. */
  notify(alert: Alert): void
  /** Opens the page of an event, at a bounded rate. */
  openPage(address: string): void
  notifyImport(alert: ImportAlert): void
  /** The pages that may send commands. */
  pages(): WebContents[]
  close(): void
}

/** How often the copied number is looked at for the tray's menu, and how much of the text, in ms and characters. */
const lookEveryMs = 3_000
const longestLookedAt = 2_000

/** The tray and the task bar follow the state at most this often, the prompt windows as soon as they can; in ms. */
const trayEveryMs = 200
const promptEveryMs = 20

const recordsSize = { width: 1_000, height: 700, minWidth: 720, minHeight: 480 }
const importsSize = { width: 1_120, height: 760, minWidth: 880, minHeight: 560 }

const lightBackground = '#f3f4f6'
const darkBackground = '#1b1d21'

/** Makes the views of `state`: windows, tray, notifications. */
export function createViews(options: {
  state: StateStore
  log: Log
  resources: string
  preload: string
  clock: Clock
  sessionBus: SessionBus
  neighbours: Neighbours
  copiedText: Pick<CopiedText, 'read' | 'isReadable'>
  displaySystem: DisplaySystem
  /** Opens a web page. */
  openPage: (address: string) => void
  onCancelPrompt: () => void
  records: {
    place: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
    onShown: () => void
    onClosed: () => void
  }
  imports: {
    place: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
    onShown: () => void
    onClosed: () => void
  }
  trayActions: Omit<
    TrayActions,
    'open' | 'openCall' | 'openSettings' | 'openRecords' | 'openImports' | 'openImport'
  >
}): Views {
  const { state, log, resources, preload, clock, sessionBus, neighbours, copiedText, displaySystem } = options
  const icon = join(resources, 'icon.png')
  const locale = (): 'zh-CN' | 'en' => state.get('environment').locale
  const isDemo = (): boolean => {
    const session = state.get('session')
    return session.kind === 'signed-in' && session.account.isDemo
  }

  let copiedNumber: string | null = null
  const lookAtCopied = async (): Promise<void> => {
    const copied = copiedText.isReadable() ? await copiedText.read() : null
    const found = copied?.ok === true ? findNumbers(copied.value.slice(0, longestLookedAt)) : []
    const next = found.length === 1 ? (found[0]?.dial ?? null) : null
    if (next === copiedNumber) return
    copiedNumber = next
    trayRendering.call()
  }
  const notifier = createNotifier({ icon, bus: sessionBus, neighbours })
  const tray = createTray(
    resources,
    () => window.toggle(),
    () => void lookAtCopied()
  )
  // A Linux panel doesn't tell that its menu is about to be shown.
  const looking =
    process.platform === 'linux' ? setInterval(() => void lookAtCopied(), lookEveryMs) : undefined
  const background = (): string => (nativeTheme.shouldUseDarkColors ? darkBackground : lightBackground)
  const window = createMainWindow({
    preload,
    icon,
    title: () => wordsFor(locale()).appName,
    background,
    trayBounds: () => tray.bounds(),
    hasTray: () => state.get('environment').hasTray,
    displaySystem
  })
  const promptWindow = createPromptWindow({
    preload,
    icon,
    trayBounds: () => tray.bounds(),
    isMainShown: () => window.isShown(),
    isBarShown: () => state.get('settings').dialling.isBarShown,
    isEscapeGlobal: displaySystem !== 'wayland',
    onCancel: options.onCancelPrompt
  })
  const recordsWindow = createLargeWindow({
    page: 'records.html',
    size: recordsSize,
    preload,
    icon,
    title: () => `${wordsFor(locale()).records} · ${wordsFor(locale()).appName}`,
    background,
    place: options.records.place,
    onClosed: options.records.onClosed
  })
  const importsWindow = createLargeWindow({
    page: 'imports.html',
    size: importsSize,
    preload,
    icon,
    title: () => `${wordsFor(locale()).campaigns} · ${wordsFor(locale()).appName}`,
    background,
    place: options.imports.place,
    onClosed: options.imports.onClosed
  })
  const pagesOfViewer: Record<Viewer, () => (WebContents | null)[]> = {
    main: () => [window.contents(), ...promptWindow.contents()],
    records: () => [recordsWindow.contents()],
    imports: () => [importsWindow.contents()]
  }
  const pagesOf = (topic: StateTopic): WebContents[] =>
    topics[topic].viewers.flatMap((viewer) => pagesOfViewer[viewer]()).filter((contents) => contents !== null)
  const pages = (): WebContents[] => pagesOf('environment')

  /** A page that is still being loaded is told when it can hear. */
  const tellPage = (contents: WebContents | null, view: PushPayload['view:shown']): void => {
    if (contents === null) return
    if (contents.isLoading()) contents.once('did-finish-load', () => push(contents, 'view:shown', view))
    else push(contents, 'view:shown', view)
  }
  const showRecords = (id: string | null): void => {
    options.records.onShown()
    recordsWindow.show()
    if (id !== null) tellPage(recordsWindow.contents(), { view: 'call', key: id })
  }

  const showImports = (id: string | null): void => {
    options.imports.onShown()
    importsWindow.show()
    if (id !== null) tellPage(importsWindow.contents(), { view: 'import', key: id })
  }

  const showView = (view: PushPayload['view:shown']): void => {
    window.show()
    tellPage(window.contents(), view)
  }

  const trayActions: TrayActions = {
    ...options.trayActions,
    open: () => window.show(),
    openCall: (key) => showView({ view: 'call', key }),
    openSettings: () => showView({ view: 'settings' }),
    openRecords: () => showRecords(null),
    openImports: () => showImports(null),
    openImport: (id) => showImports(id)
  }
  const show = (text: { title: string; body: string }, about: string, onClick: () => void): void => {
    void notifier.show({ ...text, about, onClick }).then((outcome) => {
      if (outcome.kind === 'failed') log.warn('notification', outcome.reason)
    })
  }
  let told: Prompt | null = null
  /** Who wants no bar is told by the system’s own notification why nothing was dialled. */
  const tellWithoutBar = (prompt: Prompt): void => {
    if (prompt === told) return
    told = prompt
    if (prompt.kind === 'none' || prompt.source === 'window') return
    if (state.get('settings').dialling.isBarShown) return
    const text = promptText(prompt, locale())
    if (text !== null) show(text, 'prompt', () => window.show())
  }
  const renderTray = (): void => {
    tray.render(trayContent(state.all(), copiedNumber, clock.now(), trayActions))
    showProgress([window.window(), importsWindow.window()], underWayImport(state.get('imports')))
  }
  const renderPrompt = (): void => {
    promptWindow.render(state.get('prompt'))
    tellWithoutBar(state.get('prompt'))
    tellRefusedToken()
  }
  let isRefusalTold = false
  /** Who isn't looking at the window would dial into nothing. */
  const tellRefusedToken = (): void => {
    const session = state.get('session')
    const isRefused = session.kind === 'signed-in' && session.isTokenRefused
    if (isRefused && !isRefusalTold) {
      show(wordsFor(locale()).notification.tokenRefused, 'token-refused', () => showView({ view: 'sign-in' }))
    }
    isRefusalTold = isRefused
  }
  const trayRendering = createThrottle(clock, trayEveryMs, renderTray)
  const promptRendering = createThrottle(clock, promptEveryMs, renderPrompt)
  const offRender = state.onChange(() => {
    trayRendering.call()
    promptRendering.call()
  })
  const offPush = pushState(state, pagesOf, clock)
  const trayHost = createTrayHost({
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
  const countWithheld = (kind: keyof Withheld): void => {
    const environment = state.get('environment')
    const { withheld } = environment
    state.set('environment', { ...environment, withheld: { ...withheld, [kind]: withheld[kind] + 1 } })
  }
  const showAlert = (alert: Alert): void => {
    const text = noticeText(alert, locale(), isDemo())
    if (alert.kind === 'while-offline') {
      show(text, 'while-offline', () => showView({ view: 'home' }))
      return
    }
    const { key } = alert.call
    show(text, key, () => showView({ view: 'call', key }))
  }
  const alerts = createAlertRate<Alert>({
    clock,
    show: showAlert,
    showMore(count) {
      const { title, body } = wordsFor(locale()).notification.moreCalls
      show({ title, body: body(count) }, 'more-calls', () => showView({ view: 'home' }))
    },
    onWithheld: () => countWithheld('notifications')
  })
  const openPage = createPageRate({
    clock,
    open: options.openPage,
    onWithheld: () => countWithheld('pages')
  })
  renderTray()
  renderPrompt()
  trayHost.start()

  return {
    window,
    showView,
    recordsWindow,
    showRecords,
    importsWindow,
    showImports,
    pages,
    notify: (alert) => alerts.offer(alert),
    openPage,
    notifyImport(alert) {
      if (isPauseOn(state.get('settings').notificationsPausedUntilMs, clock.now())) return
      const { id } = alert.import
      const text = importNoticeText(alert, campaignName(state.get('imports'), alert), locale(), isDemo())
      show(text, `import-${id}`, () => showImports(id))
    },
    close() {
      clearInterval(looking)
      alerts.close()
      trayHost.close()
      offRender()
      trayRendering.cancel()
      promptRendering.cancel()
      offPush()
      window.allowClose()
      recordsWindow.close()
      importsWindow.close()
      promptWindow.close()
      tray.destroy()
    }
  }
}
