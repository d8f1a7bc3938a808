import type { Callback } from '../../../shared/callbacks/schema'
import { isPauseOn } from '../../../shared/calls/notification-pause'
import type { Withheld } from '../../../shared/app/schema'
import { isShownInWindows } from '../../../shared/dialling/dialling'
import type { Prompt } from '../../../shared/dialling/schema'
import { createAlertRate, createPageRate } from '../../calls/alert-rate'
import type { Alert } from '../../calls/alerts'
import type { Log } from '../../desktop/log'
import type { NoticeAction } from '../../desktop/notifications/bus-notifications'
import { createNotifier } from '../../desktop/notifications/notifier'
import type { SessionBus } from '../../desktop/notifications/session-bus'
import type { ImportAlert } from '../../imports/sending/import-runs'
import { campaignName } from '../../imports/sending/import-summary'
import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import type { OutputMask } from '../ipc/output-mask'
import { callbacksText, importNoticeText, noticeText, promptText } from './notice-text'
import type { Windows } from './windows'
import { wordsFor } from './words'

/** The buttons of the notification of a call-back. */
export interface CallbackActions {
  call: (id: string) => void
  postpone: (id: string) => void
}

/** Native notifications, and the web pages of call events. */
export interface Notifications {
  /** Shows an alert; rate-limited. */
  notify(alert: Alert): void
  notifyImport(alert: ImportAlert): void
  /** Shows call-backs that are due, as one notification; at least one. The caller respects the pause. */
  notifyCallbacks(due: readonly Callback[]): void
  /** Shows a sample of a notification, or once where the program is without its window; false: it wasn't shown. */
  notifyNew(kind: 'sample' | 'put-away'): Promise<boolean>
  /** Opens the page of an event; rate-limited. */
  openPage(address: string): void
  /** Notifies once of conditions in the state: nothing was dialled while the bar is off, the token was refused. */
  render(): void
  close(): void
}

export function createNotifications(deps: {
  state: StateStore
  mask: Pick<OutputMask, 'text' | 'value'>
  clock: Clock
  log: Log
  icon: string
  sessionBus: SessionBus
  neighbours: Neighbours
  windows: Pick<Windows, 'window' | 'showView' | 'showImports' | 'isCallSeen' | 'isHomeSeen'>
  openPage: (address: string) => void
  callbackActions: CallbackActions
}): Notifications {
  const { state, clock, log, windows } = deps
  const locale = () => state.get('environment').locale
  const isDemo = (): boolean => {
    const session = state.get('session')
    return session.kind === 'signed-in' && session.account.isDemo
  }
  // Masked before they become text, so that a number isn't taken together with a time beside it.
  const shown = <T>(value: T): T => deps.mask.value(value)
  const context = () => ({ locale: locale(), names: shown(state.get('contactNames')), isDemo: isDemo() })
  const notifier = createNotifier({ icon: deps.icon, bus: deps.sessionBus, neighbours: deps.neighbours })
  const show = (
    text: { title: string; body: string },
    about: string,
    onClick: () => void,
    actions: readonly NoticeAction[] = []
  ): Promise<boolean> => {
    const title = deps.mask.text(text.title)
    const body = deps.mask.text(text.body)
    return notifier.show({ title, body, about, onClick, actions }).then((outcome) => {
      if (outcome.kind === 'failed') log.warn('notification', outcome.reason)
      return outcome.kind === 'shown'
    })
  }

  const countWithheld = (kind: keyof Withheld): void => {
    const environment = state.get('environment')
    const { withheld } = environment
    state.set('environment', { ...environment, withheld: { ...withheld, [kind]: withheld[kind] + 1 } })
  }
  const alerts = createAlertRate<Alert>({
    clock,
    show(alert) {
      // The focused window shows it already.
      if (alert.kind === 'while-offline' ? windows.isHomeSeen() : windows.isCallSeen(alert.call.key)) return
      const text = noticeText(shown(alert), context())
      if (alert.kind === 'while-offline') {
        void show(text, 'while-offline', () => windows.showView({ view: 'home' }))
        return
      }
      const { key } = alert.call
      void show(text, key, () => windows.showView({ view: 'call', key }))
    },
    showMore(count) {
      const { title, body } = wordsFor(locale()).notification.moreCalls
      void show({ title, body: body(count) }, 'more-calls', () => windows.showView({ view: 'home' }))
    },
    onWithheld: () => countWithheld('notifications')
  })
  const openPage = createPageRate({ clock, open: deps.openPage, onWithheld: () => countWithheld('pages') })

  let notified: Prompt | null = null
  const renderPrompt = (): void => {
    const prompt = state.get('prompt')
    if (prompt === notified) return
    notified = prompt
    if (prompt.kind === 'none' || isShownInWindows(prompt.source)) return
    if (state.get('settings').dialling.isBarShown) return
    const text = promptText(shown(prompt), context())
    if (text !== null) void show(text, 'prompt', () => windows.window.show())
  }
  let isRefusalNotified = false
  /** Without a visible window the user wouldn't see that dialling fails. */
  const renderRefusedToken = (): void => {
    const session = state.get('session')
    const isRefused = session.kind === 'signed-in' && session.isTokenRefused
    if (isRefused && !isRefusalNotified && !windows.isHomeSeen()) {
      const text = wordsFor(locale()).notification.tokenRefused
      void show(text, 'token-refused', () => windows.showView({ view: 'sign-in' }))
    }
    isRefusalNotified = isRefused
  }

  return {
    notify: (alert) => alerts.offer(alert),
    notifyImport(alert) {
      if (isPauseOn(state.get('settings').notificationsPausedUntilMs, clock.now())) return
      const { id } = alert.import
      const text = importNoticeText(alert, campaignName(state.get('imports'), alert), locale(), isDemo())
      void show(text, `import-${id}`, () => windows.showImports(id))
    },
    notifyCallbacks(due) {
      const text = callbacksText(shown(due), context())
      const [one] = due
      if (due.length > 1 || one === undefined) {
        void show(text, 'callbacks', () => windows.showView({ view: 'callbacks', id: null }))
        return
      }
      const { id } = one
      const { callBack } = wordsFor(locale()).notification
      const { call, postpone } = deps.callbackActions
      void show(text, `callback-${id}`, () => windows.showView({ view: 'callbacks', id }), [
        { label: callBack.call, onPress: () => call(id) },
        { label: callBack.postpone, onPress: () => postpone(id) }
      ])
    },
    notifyNew(kind) {
      const { sample, putAway } = wordsFor(locale()).notification
      const { hasTray, platform } = state.get('environment')
      const body = !hasTray ? putAway.taskBar : platform === 'darwin' ? putAway.menuBar : putAway.tray
      const text = kind === 'sample' ? sample : { title: putAway.title, body }
      return show(text, `new-${kind}`, () => windows.window.show())
    },
    openPage,
    render() {
      renderPrompt()
      renderRefusedToken()
    },
    close: () => alerts.close()
  }
}
