import type { RecordingError } from '../../../shared/recordings/schema'
import { errorCodeOf } from '../error-code'

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

/** Maps an error of writing a file to `disk-full` or `folder-unwritable`. */
export const diskError = (error: unknown): RecordingError => ({
  code: fullCodes.has(errorCodeOf(error)) ? 'disk-full' : 'folder-unwritable'
})
