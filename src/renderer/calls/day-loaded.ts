import type { LocalDay } from '../../shared/calls/today'
import type { RecordsState } from '../../shared/records/state-schema'

/** True if the records of the whole day are loaded. Only then the process of the records runs anyway. */
export const areRecordsLoaded = (
  records: Pick<RecordsState, 'period' | 'load'> | null,
  day: LocalDay
): boolean =>
  records !== null &&
  records.period !== null &&
  records.period.startMs <= day.startMs &&
  records.period.endMs >= day.endMs &&
  records.load.kind === 'done'
