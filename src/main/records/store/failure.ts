import type { CodedResult } from '../../../shared/platform/coded-result'
import type { RecordsErrorCode } from '../../../shared/records/records'
import { attempt as attemptWith, Failure } from '../../platform/database/failure'
import { recordsCodes } from '../records-operations'

/** An operation on the records that failed for a reason of Deskline's own. */
export class RecordsFailure extends Failure<RecordsErrorCode> {}

/** The value of `work`, or why there is none; never throws. `onFatal`: the database is past use. */
export const attempt = <T>(
  work: () => Promise<T>,
  onFatal: () => void
): Promise<CodedResult<T, RecordsErrorCode>> => attemptWith(work, onFatal, recordsCodes)
