import type { CodedResult } from '../../../shared/platform/coded-result'
import type { RecordsErrorCode } from '../../../shared/records/records'
import { attempt as attemptWith, Failure } from '../../platform/database/failure'
import { recordsCodes } from '../records-operations'

/** An operation on the records that failed with an error code of Deskline. */
export class RecordsFailure extends Failure<RecordsErrorCode> {}

/** The result of `work`, or its error code; never throws. `onFatal`: the database has to be reopened. */
export const attempt = <T>(
  work: () => Promise<T>,
  onFatal: () => void
): Promise<CodedResult<T, RecordsErrorCode>> => attemptWith(work, onFatal, recordsCodes)
