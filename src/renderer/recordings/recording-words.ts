import type { AppError } from '../../shared/platform/errors'
import type { RecordingsMessages } from '../../shared/messages/recordings.en'
import type { RecordingErrorCode } from '../../shared/recordings/recordings'

const isOf = (failures: RecordingsMessages['failures'], code: string): code is RecordingErrorCode =>
  Object.hasOwn(failures, code)

/** What is said of a recording that could not be had; null where the general sentence says it. */
export const recordingFailure = (error: AppError, t: RecordingsMessages): string | null =>
  isOf(t.failures, error.code) ? t.failures[error.code] : null
