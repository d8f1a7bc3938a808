import type { CallAges } from './call-ages'
import type { CallList } from './call-list'
import { isUnresolved } from '../../shared/calls/unresolved'
import { toleranceMs, type ServiceClock } from '../service/service-clock'

/**
 * Redates the calls that began while the clock was wrong, after each correction; of calls from an earlier run, only
 * those in the future. Returns a function that ends this.
 */
export const redateOnCorrection = (callList: CallList, ages: CallAges, clock: ServiceClock): (() => void) =>
  clock.onCorrected((byMs, correctionAt) => {
    for (const call of callList.all()) {
      const begun = ages.momentOf(call.key)
      const isToCome = isUnresolved(call) && call.startedAtMs > clock.now() + toleranceMs
      const correctionMs = begun === null ? (isToCome ? byMs : 0) : correctionAt(begun)
      if (correctionMs !== 0) callList.redate(call.key, correctionMs)
    }
  })
