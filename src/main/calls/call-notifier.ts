import type { Settings } from '../../shared/app/schema'
import { getsWholeNumbers } from '../../shared/policy/policy'
import { alertFor, recordedEndAlertFor, type Alert } from './alerts'
import type { CallAges } from './call-ages'
import { callEventOf, createOncePerCall } from './call-event'
import type { CallChange } from './call-list'
import { pageFor } from './event-pages'
import type { ServiceClock } from '../service/service-clock'

/**
 * Returns a function that notifies of a change of a call and opens a page, as the settings want it. Each event of a
 * call counts once. `isReportedLater`: the report of missed calls will include the call.
 */
export function createCallNotifier(deps: {
  settings: () => Settings
  ages: CallAges
  clock: ServiceClock
  isReportedLater: (key: string) => boolean
  onAlert: (alert: Alert) => void
  onPage: (address: string) => void
  /** The locked settings: the page of an event that the policy fixes gets whole numbers. */
  lockedSettings: () => readonly string[]
}): (change: CallChange) => void {
  const { ages, clock, onAlert, onPage } = deps
  const isFirst = createOncePerCall()

  return (change) => {
    const { after } = change
    const settings = deps.settings()
    // A call of this run whose end only its record reports.
    if (ages.momentOf(after.key) !== null && !deps.isReportedLater(after.key)) {
      const ended = recordedEndAlertFor(change, settings, clock.wallNow())
      if (ended !== null && isFirst('callEnded', after)) onAlert(ended)
    }
    if (!isFirst(callEventOf(change), after)) return
    const alert = alertFor(change, settings, clock.wallNow())
    if (alert !== null) onAlert(alert)
    const address = pageFor(
      change,
      settings.pages,
      (event) => !getsWholeNumbers(settings.privacy.isNumberMasked, deps.lockedSettings(), `pages.${event}`)
    )
    if (address !== null) onPage(address)
  }
}
