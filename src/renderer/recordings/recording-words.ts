import type { AppError } from '../../shared/platform/schema'
import type { RecordingsMessages } from '../../shared/messages/en/recordings'
import type { RecordingErrorCode } from '../../shared/recordings/recordings'

const isOf = (failures: RecordingsMessages['failures'], code: string): code is RecordingErrorCode =>
  Object.hasOwn(failures, code)

/** Text about a recording that is unavailable; null if the general error text applies. */
export const recordingFailure = (error: AppError, t: RecordingsMessages): string | null =>
  isOf(t.failures, error.code) ? t.failures[error.code] : null
