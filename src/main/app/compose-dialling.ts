import type { Settings } from '../../shared/app/schema'
import { isPauseOn, notificationPauseMs } from '../../shared/calls/notification-pause'
import type { HotKeyAction } from '../../shared/dialling/hot-keys'
import type { Result } from '../../shared/platform/result'
import type { CommandLine } from '../dialling/command-line'
import { createHotKeyManager, type HotKeyManager } from '../dialling/hot-keys'
import type { CopiedText } from '../dialling/os/copied-text'
import { createPrompter, type Prompter } from '../dialling/prompt/prompt'
import { systemClock } from '../platform/clock'
import type { KeyRegistrar } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import type { SessionManager } from '../session/session-manager'
import type { TrayActions } from './views/tray-content'

/** Dialling, and its entry points outside the windows. */
export interface Dialling {
  prompter: Prompter
  hotKeys: HotKeyManager
  trayActions: Pick<TrayActions, 'dialCopied' | 'pauseNotifications' | 'resumeNotifications'>
  /** Executes the request of a start with arguments. */
  obey(request: CommandLine): Promise<void>
  close(): void
}

export function composeDialling(deps: {
  state: StateStore
  session: Pick<SessionManager, 'current'>
  copiedText: CopiedText
  /** The system's global keys. */
  keys: KeyRegistrar
  applySettings: (settings: Settings) => Result<undefined>
  /** Shows the main window, so that the user can paste the number. */
  askForNumber: () => void
  toggleWindow: () => void
  /** Shows the wrap-up of the call that ended last. */
  wrapUpLast: () => void
}): Dialling {
  const { state, session, copiedText, applySettings } = deps
  const prompter = createPrompter({
    state,
    clock: systemClock,
    dialer: () => session.current()?.calls ?? null
  })

  const readCopied = async (): Promise<Result<string>> => {
    const text = await copiedText.read()
    if (text.ok || text.error.code !== 'copied-text-unknown') return text
    deps.askForNumber()
    return copiedText.readOnceFocused()
  }
  const readHotKeyText = async (): Promise<Result<string>> => {
    if (!state.get('settings').dialling.isSelectionTaken) return readCopied()
    const marked = await copiedText.readMarked()
    return marked.ok && marked.value.trim() !== '' ? marked : readCopied()
  }
  const dialText = (text: Result<string>, source: 'tray' | 'command-line'): void => {
    if (text.ok) prompter.begin(text.value, source)
    else prompter.refuse(text.error, source)
  }

  const pauseNotifications = (untilMs: number): void =>
    void applySettings({ ...state.get('settings'), notificationsPausedUntilMs: untilMs })
  const pause = (): void => pauseNotifications(systemClock.now() + notificationPauseMs)
  const resume = (): void => pauseNotifications(0)
  const isPaused = (): boolean =>
    isPauseOn(state.get('settings').notificationsPausedUntilMs, systemClock.now())

  const actions: Record<HotKeyAction, () => void> = {
    'dial-copied': () => prompter.press(readHotKeyText),
    'redial-last': () => prompter.redialLast('hot-key'),
    'toggle-window': deps.toggleWindow,
    'wrap-up-last': deps.wrapUpLast,
    'pause-notifications': () => (isPaused() ? resume() : pause())
  }
  const hotKeys = createHotKeyManager({
    state,
    registrar: deps.keys,
    clock: systemClock,
    keep(action, accelerator) {
      const settings = state.get('settings')
      return applySettings({ ...settings, hotKeys: { ...settings.hotKeys, [action]: accelerator } })
    },
    act: (action) => actions[action]()
  })

  return {
    prompter,
    hotKeys,
    trayActions: {
      dialCopied: () => void readCopied().then((text) => dialText(text, 'tray')),
      pauseNotifications: pause,
      resumeNotifications: resume
    },
    async obey(request) {
      if (request.kind === 'link') prompter.begin(request.url, 'link')
      if (request.kind === 'redial') prompter.redialLast('command-line')
      if (request.kind !== 'dial') return
      // Without a number, dial the copied one, so that a desktop's own shortcut can do what the hot key does.
      if (request.text.trim() === '') dialText(await readHotKeyText(), 'command-line')
      else prompter.begin(request.text, 'command-line')
    },
    close() {
      hotKeys.close()
      prompter.close()
    }
  }
}
