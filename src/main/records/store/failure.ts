import type { CodedResult } from '../../../shared/platform/coded-result'
import { recordsErrorCodes, type RecordsErrorCode } from '../../../shared/records/records'
import { attempt as attemptWith, Failure, type FailureCodes } from '../../platform/database/failure'
import type { ProcessCodes } from '../../platform/process/process-messages'

/** The records' words for what a database or a process comes to. */
export const recordsCodes = {
  known: recordsErrorCodes,
  failed: 'records-failed',
  locked: 'records-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies FailureCodes<RecordsErrorCode> & ProcessCodes<RecordsErrorCode>

/** An operation on the records that failed for a reason of Deskline's own. */
export class RecordsFailure extends Failure<RecordsErrorCode> {}

/** The value of `work`, or why there is none; never throws. `onFatal`: the database is past use. */
export const attempt = <T>(
  work: () => Promise<T>,
  onFatal: () => void
): Promise<CodedResult<T, RecordsErrorCode>> => attemptWith(work, onFatal, recordsCodes)
