import { app, BrowserWindow, clipboard, nativeTheme } from 'electron'
import { join } from 'node:path'
import { chooseLocale, messages } from '../../shared/messages'
import type { HotKeyAction } from '../../shared/dialling/hot-keys'
import { isPauseOn, notificationPauseMs } from '../../shared/calls/notification-pause'
import type { Result } from '../../shared/platform/result'
import type { Settings } from '../../shared/app/settings'
import { composeImports } from './compose-imports'
import { composeLinks } from './compose-links'
import { composePages } from './compose-pages'
import { isOwnFile, openUserFiles } from './user-files/user-files'
import { composeRecords } from './compose-records'
import { composeSession } from './compose-session'
import { createViews } from './views/views'
import { createCommands } from './commands'
import { createConsent } from '../platform/security/consent'
import type { CommandLine } from '../dialling/command-line'
import { emptyState } from '../platform/empty-state'
import { createHotKeyManager } from '../dialling/hot-keys'
import { createNeighbours } from '../platform/neighbours'
import { createPrompter } from '../dialling/prompt'
import { createRequestQueue } from '../platform/request-queue'
import { createStateStore } from '../platform/state-store'
import { diagnosticsText } from '../desktop/diagnostics'
import { setOpenedAtLogin } from '../desktop/autostart'
import { systemClock } from '../platform/clock'
import { createCopiedText } from '../dialling/os/copied-text'
import { readLogTail, readRunsOn } from '../desktop/diagnostics-facts'
import { displaySystemOf } from '../desktop/display-system'
import { areGlobalKeysDoubtful, globalKeys } from '../dialling/os/global-keys'
import { logPaths, openLog } from '../desktop/log'
import { createSessionBus } from '../desktop/notifications/session-bus'
import { createSystemClipboard } from '../dialling/os/system-clipboard'
import { openWebPage } from '../desktop/windows/web-pages'
import { readSelection } from '../dialling/os/x11-selection'
import { askNatively } from '../desktop/windows/native-question'
import { tightenFolder } from '../platform/files/private-folder'
import { createRateLimits } from './ipc/rate-limits'
import { routeCommands } from './ipc/router'

/** Where things are. */
export interface Places {
  /** The person's data. */
  userData: string
  resources: string
  preload: string
  /** The program of the key store's own process. */
  vaultProgram: string
  /** The program of the records' own process. */
  recordsProgram: string
  /** The program of the process of lists and imports. */
  importsProgram: string
}

/** From when on a disk counts as unresponsive, in ms. */
const diskLimitMs = 3_000

/** How long the system may take to hand a page to the browser, in ms. */
const openPageLimitMs = 10_000

/** The program, put together. */
export interface Program {
  /** Shows the window. */
  open(): void
  /** Does what a start with arguments asks for. */
  obey(request: CommandLine): void
  /** Answers a page's request for something that is no file of the program; null: it is nothing of ours. */
  serve(request: Request): Promise<Response | null>
  /** Ends the program, after asking when something is under way that it would stop. */
  quit(): void
  /** Was there nothing to ask, or the answer yes? */
  isQuitAgreed(): boolean
  /** Ends connections and keeps what waits to be kept. */
  close(): Promise<void>
}

/** Puts the adapters and the rules together; the only place that knows both. */
export function compose(places: Places): Program {
  const logFolder = join(places.userData, 'logs')
  const log = openLog(logFolder, {
    now: () => new Date(systemClock.now()),
    onWrite: (writing) => neighbours.watch('disk', diskLimitMs, writing)
  })
  const files = openUserFiles(places.userData)
  // Of an earlier version, or copied: new ones are made without rights for others.
  void tightenFolder(places.userData, isOwnFile)
  const localeFor = ({ language }: Settings): 'zh-CN' | 'en' =>
    language === 'system' ? chooseLocale(app.getPreferredSystemLanguages()) : language

  const state = createStateStore({
    ...emptyState,
    environment: {
      ...emptyState.environment,
      version: app.getVersion(),
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      locale: localeFor(files.settings.initial),
      storageProblems: files.problems.list()
    },
    settings: files.settings.initial,
    hotKeys: { ...emptyState.hotKeys, isDoubtful: areGlobalKeysDoubtful() }
  })
  files.problems.onChange((storageProblems) => {
    log.warn('storage', storageProblems)
    state.set('environment', { ...state.get('environment'), storageProblems })
  })

  const applySettings = (settings: Settings, former: Settings | null): void => {
    nativeTheme.themeSource = settings.theme
    state.set('environment', { ...state.get('environment'), locale: localeFor(settings) })
    if (former !== null && former.isOpenedAtLogin !== settings.isOpenedAtLogin) {
      void setOpenedAtLogin(settings.isOpenedAtLogin)
    }
  }
  const keepSettings = (settings: Settings): void => {
    const former = state.get('settings')
    state.set('settings', settings)
    files.settings.write(settings)
    applySettings(settings, former)
  }

  // ── other programs of the desktop: none of them can hold the main thread up ──
  const neighbours = createNeighbours({ state, clock: systemClock })
  const sessionBus = createSessionBus()
  const displaySystem = displaySystemOf({
    platform: process.platform,
    env: process.env,
    electronMajor: Number.parseInt(process.versions.electron, 10),
    switchValue: (name) => app.commandLine.getSwitchValue(name)
  })
  const copiedText = createCopiedText({
    displaySystem,
    clipboard: createSystemClipboard(clipboard),
    neighbours,
    hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
    readSelection: (selection, signal) =>
      readSelection(selection, { display: process.env['DISPLAY'] ?? ':0', signal })
  })
  const openPage = (address: string): void =>
    void neighbours.within('browser', openPageLimitMs, openWebPage(address))

  // ── what may leave this computer, and to where ──
  const consent = createConsent({
    kept: files.consents,
    ask(purpose, origins) {
      const { question, detail, yes, no } = messages[state.get('environment').locale].desktop.consent[purpose]
      return askNatively({ question, detail: detail(origins), yes, no }, views.window.window())
    }
  })
  const pages = composePages({
    consent,
    openPage,
    kept: files.settings.initial.pages,
    current: () => state.get('settings').pages,
    onUnconfirmed: () => log.warn('page', 'its address was never confirmed')
  })

  // ── the way to the service ──
  const session = composeSession({
    state,
    log,
    files,
    vaultProgram: places.vaultProgram,
    neighbours,
    consent,
    onAlert: (alert) => views.notify(alert),
    onPage: (address) => views.openPage(address)
  })
  const sessionManager = session.manager

  // ── the gesture, and its ways in ──
  const prompter = createPrompter({
    state,
    clock: systemClock,
    dialer: () => sessionManager.current()?.calls ?? null
  })
  /** Where the copied text can't be known, the window comes up for the number to be pasted. */
  const orAskInWindow = (text: Result<string>): Result<string> => {
    if (!text.ok && text.error.code === 'copied-text-unknown') views.showView({ view: 'home' })
    return text
  }
  const readCopied = async (): Promise<Result<string>> => orAskInWindow(await copiedText.read())
  const readHotKeyText = async (): Promise<Result<string>> => {
    if (!state.get('settings').dialling.isSelectionTaken) return readCopied()
    const marked = await copiedText.readMarked()
    return marked.ok && marked.value.trim() !== '' ? marked : readCopied()
  }
  const dialText = (text: Result<string>, source: 'tray' | 'command-line'): void => {
    if (text.ok) prompter.begin(text.value, source)
    else prompter.refuse(text.error, source)
  }
  /** Without a number the copied one: a desktop's own shortcut can then do what the hot key does. */
  const dialFromCommandLine = async (text: string): Promise<void> =>
    text.trim() === ''
      ? dialText(await readHotKeyText(), 'command-line')
      : prompter.begin(text, 'command-line')
  const pauseNotifications = (untilMs: number): void =>
    keepSettings({ ...state.get('settings'), notificationsPausedUntilMs: untilMs })

  const act = (action: HotKeyAction): void => {
    switch (action) {
      case 'dial-copied':
        prompter.press(readHotKeyText)
        return
      case 'redial-last':
        prompter.redialLast('hot-key')
        return
      case 'toggle-window':
        views.window.toggle()
        return
      case 'pause-notifications': {
        const nowMs = systemClock.now()
        const isPaused = isPauseOn(state.get('settings').notificationsPausedUntilMs, nowMs)
        pauseNotifications(isPaused ? 0 : nowMs + notificationPauseMs)
      }
    }
  }
  const hotKeys = createHotKeyManager({
    state,
    registrar: globalKeys,
    clock: systemClock,
    keep(action, accelerator) {
      const settings = state.get('settings')
      keepSettings({ ...settings, hotKeys: { ...settings.hotKeys, [action]: accelerator } })
    },
    act
  })

  const links = composeLinks({ state, neighbours, files })

  // ── records, in a window of their own ──
  const records = composeRecords({
    state,
    log,
    files,
    userData: places.userData,
    program: places.recordsProgram,
    sessionManager,
    openWindow: (id) => views.showRecords(id),
    window: () => views.recordsWindow.window()
  })

  // ── lists of numbers and imports into campaigns, in a window of their own ──
  const imports = composeImports({
    state,
    log,
    files,
    program: places.importsProgram,
    sessionManager,
    openWindow: (id) => views.showImports(id),
    window: () => views.importsWindow.window(),
    keepSettings,
    onAlert: (alert) => views.notifyImport(alert)
  })

  let isAskedToQuit = false
  let isQuitAgreed = false
  const quit = async (): Promise<void> => {
    if (isAskedToQuit) return
    isAskedToQuit = true
    const underWay = await imports.underWay()
    const words = messages[state.get('environment').locale].desktop.quit
    const mayQuit =
      underWay === null ||
      (await askNatively({
        question: words.question,
        detail: words.detail(underWay.waiting),
        yes: words.pauseAndQuit,
        no: words.keepRunning
      }))
    isAskedToQuit = false
    isQuitAgreed = mayQuit
    if (mayQuit) app.quit()
  }

  // ── views and commands ──
  const views = createViews({
    state,
    log,
    resources: places.resources,
    preload: places.preload,
    clock: systemClock,
    sessionBus,
    neighbours,
    copiedText,
    displaySystem,
    openPage: (address) => pages.open(address),
    onCancelPrompt: () => prompter.cancel(),
    records: {
      place: files.recordsPlace,
      onShown: () => records.windowShown(),
      onClosed: () => records.windowClosed()
    },
    imports: {
      place: files.importsPlace,
      onShown: () => imports.windowShown(),
      onClosed: () => imports.windowClosed()
    },
    trayActions: {
      dialCopied: () => void readCopied().then((text) => dialText(text, 'tray')),
      pauseNotifications: () => pauseNotifications(systemClock.now() + notificationPauseMs),
      resumeNotifications: () => pauseNotifications(0),
      quit: () => void quit()
    }
  })
  const commands = createCommands({
    state,
    sessionManager: {
      ...sessionManager,
      async signOut() {
        // An answer that comes after the token is gone would be lost.
        await imports.pauseAll()
        return sessionManager.signOut()
      }
    },
    prompter,
    hotKeys,
    links,
    pages,
    demo: () => session.demo(),
    records: records.commands,
    imports: imports.commands,
    keepSettings,
    copy: (text) => void copiedText.write(text),
    async copyDiagnostics() {
      await log.flush()
      const logTail = await neighbours.within('disk', diskLimitMs, readLogTail(logPaths(logFolder)))
      await copiedText.write(
        diagnosticsText({
          nowMs: systemClock.now(),
          runsOn: readRunsOn(),
          state: state.all(),
          logTail: logTail ?? ''
        })
      )
    },
    showWindow: () => views.window.show(),
    hideWindow: () => views.window.hide(),
    dismissStorageProblems: (ids) => files.problems.acknowledge(ids),
    giveUpKeyStore: () => session.giveUpKeyStore(),
    quit: () => void quit()
  })
  routeCommands(
    commands,
    (id) => views.pages().some((contents) => contents.id === id),
    createRateLimits(systemClock),
    (command, problem) => log.error('command', command, problem)
  )

  applySettings(files.settings.initial, null)
  hotKeys.start()
  void links.refresh()
  const restored = sessionManager.restore().then((result) => {
    if (!result.ok) log.warn('sign-in not taken up', result.error.code)
  })

  // A start with a number waits for the sign-in that is being taken up.
  const requests = createRequestQueue<CommandLine>(
    restored,
    async (request) => {
      if (request.kind === 'dial') await dialFromCommandLine(request.text)
      if (request.kind === 'link') prompter.begin(request.url, 'link')
      if (request.kind === 'redial') prompter.redialLast('command-line')
    },
    (problem) => log.error('request of another start', problem)
  )
  let isOpening = false

  return {
    open() {
      // Of a burst of starts, one brings the window up.
      if (isOpening) return
      isOpening = true
      setImmediate(() => {
        isOpening = false
        views.window.show()
      })
    },
    serve: (request) => records.serve(request),
    quit: () => void quit(),
    isQuitAgreed: () => isQuitAgreed,
    obey(request) {
      if (!requests.add(request)) log.warn('too many requests of other starts', request.kind)
    },
    async close() {
      hotKeys.close()
      prompter.close()
      // While the service can still be reached: what was sent is awaited, and its end written down.
      await imports.close()
      // While the account is still known: a load that is under way ends by its own rules.
      await records.close()
      await session.close()
      // Before the files: a window's place is kept when it is closed.
      views.close()
      sessionBus.close()
      files.flush()
      await log.flush()
    }
  }
}
