import type { Call } from '../../shared/call'
import type { LineStatus } from '../../shared/line'
import type { Result } from '../../shared/result'
import type { MonitorMessage } from '../../shared/record'
import type { Account } from '../../shared/session'
import { alertFor, type Alert } from './alerts'
import { createCallBook } from './call-book'
import { createOncePerCall } from './call-event'
import { createDialer, type Dialer } from './dialer'
import { pageFor } from './event-pages'
import type { CallService, CallsFile, Clock, KnownSalesmen } from './ports'
import { createRecordKeeper } from './record-keeper'
import type { State } from './topics'

/** What runs while someone is signed in: their calls, their line, their dialler. */
export interface Desk extends Dialer {
  onMessage(message: MonitorMessage, heardAtMs: number): void
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** Asks for a call's record once, now. */
  refreshRecord(key: string): Promise<Result<undefined>>
  /** Empties the list of ended calls. */
  forgetEnded(): void
  close(): void
}

/** Opens the desk of `account`; its calls are taken up from `file` and kept there. */
export function openDesk(deps: {
  state: State
  account: Account
  service: CallService
  file: CallsFile
  clock: Clock
  salesmen: KnownSalesmen
  newKey: () => string
  onAlert: (alert: Alert) => void
  /** An http(s) address that the settings want opened on an event. */
  onPage: (address: string) => void
}): Desk {
  const { state, account, service, file, clock, salesmen, newKey, onAlert, onPage } = deps
  const hasLine = (): boolean => state.get('line').kind === 'live'
  const book = createCallBook({ newKey, hasLine })
  book.restore(file.initial)
  const keeper = createRecordKeeper({ book, service, clock })
  const dialer = createDialer({
    account,
    service,
    book,
    clock,
    settings: () => state.get('settings').dialling,
    salesmen
  })

  const show = (): Call[] => {
    const calls = book.all()
    state.set('calls', calls)
    return calls
  }
  show()

  const isFirst = createOncePerCall()
  const off = book.onChange((change) => {
    file.write(show())
    if (change === null || !isFirst(change)) return
    const settings = state.get('settings')
    const alert = alertFor(change, settings, clock.now())
    if (alert !== null) onAlert(alert)
    const address = pageFor(change, settings.pages)
    if (address !== null) onPage(address)
  })

  let hasBeenLive = false
  return {
    onMessage: (message, heardAtMs) => {
      // The channel is the desk phone's own; another phone's message is not this desk's call.
      if (message.agentId === account.agentId) book.hear(message, heardAtMs)
    },
    onLine(status, gapSinceMs) {
      if (status.kind !== 'live') book.markGap()
      state.set('line', status)
      // What went on unheard, in an earlier run or a gap, is asked of the records.
      if (status.kind === 'live' && (!hasBeenLive || gapSinceMs !== null)) {
        hasBeenLive = true
        keeper.catchUp()
      }
    },
    check: (number, source) => dialer.check(number, source),
    send: (number) => dialer.send(number),
    refreshRecord: (key) => keeper.refresh(key),
    forgetEnded: () => void book.forgetEnded(),
    close() {
      keeper.stop()
      off()
      file.flush()
    }
  }
}
