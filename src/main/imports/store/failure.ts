import { importsErrorCodes, type ImportsErrorCode } from '../../../shared/imports/imports'
import type { FailureCodes } from '../../platform/database/failure'
import type { ProcessCodes } from '../../platform/process/process-messages'

/** The words of lists and imports for what a database or a process comes to. */
export const importsCodes = {
  known: importsErrorCodes,
  failed: 'imports-failed',
  locked: 'imports-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies FailureCodes<ImportsErrorCode> & ProcessCodes<ImportsErrorCode>
