import { app, clipboard, nativeTheme, type WebContents } from 'electron'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { chooseLocale } from '../shared/messages'
import { accountSchema, callSchema, settingsSchema } from '../shared/schemas'
import type { Account } from '../shared/session'
import { defaultSettings, type Settings } from '../shared/settings'
import type { AppState, StorageProblem } from '../shared/state'
import { accountKey } from './core/account'
import type { Alert } from './core/alerts'
import { createCommands } from './core/commands'
import { openDesk } from './core/desk'
import { createSessionKeeper } from './core/session'
import { createState } from './core/topics'
import type { DemoLine } from './demo/demo-line'
import { systemClock } from './desktop/clock'
import { openDocument } from './desktop/document-file'
import { openLog } from './desktop/log'
import { createMainWindow } from './desktop/main-window'
import { createNotifier } from './desktop/notifier'
import { watchPower } from './desktop/power'
import { createTray } from './desktop/tray'
import { hasTrayHost } from './desktop/tray-host'
import { createVault } from './desktop/vault'
import { push, pushState } from './ipc/push'
import { routeCommands } from './ipc/router'
import { noticeText } from './views/notice-text'
import { pauseMs, trayContent } from './views/tray-content'
import { wordsFor } from './views/words'

/** Where things are. */
export interface Places {
  /** The person's data. */
  userData: string
  resources: string
  preload: string
  /** The program of the key store's own process. */
  vaultProgram: string
}

/** The program, put together. */
export interface Program {
  /** Shows the window. */
  open(): void
  /** Ends connections and keeps what waits to be kept. */
  close(): Promise<void>
}

/** The version of the files in the person's folder; raised with each change of their shape. */
const fileVersion = 1

/** Puts the adapters and the rules together; the only place that knows both. */
export async function compose(places: Places): Promise<Program> {
  const log = openLog(join(places.userData, 'logs'))
  const storageProblems: StorageProblem[] = []
  let tellProblems = (): void => undefined

  const open = <T>(name: string, file: StorageProblem['file'], schema: z.ZodType<T>, fallback: T) =>
    openDocument({
      folder: places.userData,
      name,
      version: fileVersion,
      schema,
      fallback,
      onProblem({ kind, keptAs }) {
        log.warn('storage', kind, file)
        storageProblems.push(kind === 'file-unreadable' ? { kind, file, keptAs } : { kind, file })
        tellProblems()
      }
    })

  const settingsFile = open('settings', 'settings', settingsSchema, defaultSettings)
  const keptAccount = z.strictObject({ account: accountSchema, isSignedIn: z.boolean() }).nullable()
  const accountDocument = open('account', 'account', keptAccount, null)
  let account = accountDocument.initial

  const localeFor = (settings: Settings): 'zh-CN' | 'en' =>
    settings.language === 'system' ? chooseLocale(app.getPreferredSystemLanguages()) : settings.language

  const state = createState({
    environment: {
      version: app.getVersion(),
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      locale: localeFor(settingsFile.initial),
      hasTray: await hasTrayHost(),
      storageProblems: [...storageProblems]
    },
    session: { kind: 'restoring' },
    settings: settingsFile.initial,
    line: { kind: 'off' },
    calls: []
  })
  tellProblems = () =>
    state.set('environment', { ...state.get('environment'), storageProblems: [...storageProblems] })

  const applySettings = (settings: Settings): void => {
    nativeTheme.themeSource = settings.theme
    state.set('environment', { ...state.get('environment'), locale: localeFor(settings) })
    if (app.isPackaged)
      app.setLoginItemSettings({ openAtLogin: settings.isOpenedAtLogin, args: ['--hidden'] })
  }

  // ── views: windows, tray, notifications ──
  const isDemo = (): boolean => {
    const session = state.get('session')
    return session.kind === 'signed-in' && session.account.isDemo
  }
  const icon = join(places.resources, 'icon.png')
  const tray = createTray(places.resources, () => window.toggle())
  const window = createMainWindow({
    preload: places.preload,
    icon,
    title: () => wordsFor(state.get('environment').locale).appName,
    background: () => (nativeTheme.shouldUseDarkColors ? '#1c1d1f' : '#fbfbfa'),
    trayBounds: () => tray.bounds(),
    hasTray: () => state.get('environment').hasTray
  })
  const pages = (): WebContents[] => [window.contents()].filter((contents) => contents !== null)
  const showView = (view: Parameters<typeof push<'view:shown'>>[2]): void => {
    window.show()
    const contents = window.contents()
    if (contents === null) return
    if (contents.isLoading()) contents.once('did-finish-load', () => push(contents, 'view:shown', view))
    else push(contents, 'view:shown', view)
  }

  const notifier = createNotifier(icon)
  const notify = (alert: Alert): void => {
    const text = noticeText(alert, state.get('environment').locale, isDemo())
    const onClick = (): void => showView({ view: 'call', key: alert.call.key })
    void notifier.show({ ...text, onClick, about: alert.call.key }).then((outcome) => {
      if (outcome.kind === 'failed') log.warn('notification', alert.kind, outcome.reason)
    })
  }

  // ── the way to the service ──
  let demo: DemoLine | null = null
  const sessionKeeper = createSessionKeeper({
    state,
    clock: systemClock,
    vault: createVault({ service: 'Deskline', program: places.vaultProgram }),
    accountFile: {
      read: () => account,
      write(kept) {
        account = kept
        accountDocument.write(kept)
      }
    },
    async connect(to, token, listener) {
      const { openConnection } = await import('./uccc/connection')
      return openConnection({
        account: to,
        token,
        listener,
        isTokenSentEverywhere: () => state.get('settings').isTokenSentEverywhere,
        onExchange: (note) => log.info('service', note)
      })
    },
    async openDemo() {
      const { openDemoLine } = await import('./demo/demo-line')
      const opened = await openDemoLine()
      demo = opened
      return {
        ...opened,
        async close() {
          if (demo === opened) demo = null
          await opened.close()
        }
      }
    },
    openDesk: (of: Account, connection) =>
      openDesk({
        state,
        account: of,
        service: connection.service,
        file: open(callsFileName(of), 'recents', z.array(callSchema).max(500), []),
        clock: systemClock,
        newKey: randomUUID,
        onAlert: notify
      })
  })

  // ── commands, for every way in ──
  const commands = createCommands({
    state,
    sessionKeeper,
    demo: () => demo,
    keepSettings(settings) {
      settingsFile.write(settings)
      applySettings(settings)
    },
    copy: (text) => void clipboard.writeText(text),
    hideWindow: () => window.hide(),
    dismissStorageProblems() {
      storageProblems.length = 0
      tellProblems()
    },
    quit: () => app.quit()
  })
  routeCommands(
    commands,
    (id) => pages().some((contents) => contents.id === id),
    (command, problem) => log.error('command', command, problem)
  )
  pushState(state, pages)

  const pauseNotifications = (untilMs: number): void => {
    void commands['settings:change']({ notificationsPausedUntilMs: untilMs })
  }
  const dialCopied = async (): Promise<void> => {
    await commands['calls:dial']({ number: await clipboard.readText(), isConfirmed: false })
  }
  const renderTray = (): void => {
    const whole: AppState = {
      environment: state.get('environment'),
      session: state.get('session'),
      settings: state.get('settings'),
      line: state.get('line'),
      calls: state.get('calls')
    }
    tray.render(
      trayContent(whole, null, systemClock.now(), {
        open: () => window.show(),
        openCall: (key) => showView({ view: 'call', key }),
        openSettings: () => showView({ view: 'settings' }),
        dialCopied: () => void dialCopied(),
        pauseNotifications: () => pauseNotifications(systemClock.now() + pauseMs),
        resumeNotifications: () => pauseNotifications(0),
        quit: () => app.quit()
      })
    )
  }
  let isTrayStale = false
  state.onChange(() => {
    if (isTrayStale) return
    isTrayStale = true
    setImmediate(() => {
      isTrayStale = false
      renderTray()
    })
  })
  applySettings(settingsFile.initial)
  renderTray()

  watchPower((reason) => {
    log.info('woken', reason)
    sessionKeeper.current()?.connection.line.wake()
  })
  void sessionKeeper.restore().then((restored) => {
    if (!restored.ok) log.warn('sign-in not taken up', restored.error.code)
  })

  return {
    open: () => window.show(),
    async close() {
      window.allowClose()
      await sessionKeeper.close()
      settingsFile.flush()
      accountDocument.flush()
      tray.destroy()
    }
  }
}

/** A safe file name that differs for each account. */
const callsFileName = (account: Account): string =>
  `calls-${createHash('sha256').update(accountKey(account)).digest('hex').slice(0, 16)}`
