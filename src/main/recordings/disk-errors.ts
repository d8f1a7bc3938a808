import type { RecordingError } from '../../shared/recordings'

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

/** The code of an error of Node's or undici's, such as `ENOENT`; empty where there is none. */
export const errorCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a person is told of a file operation that failed while writing: `disk-full` or `folder-unwritable`. */
export const diskError = (error: unknown): RecordingError => ({
  code: fullCodes.has(errorCodeOf(error)) ? 'disk-full' : 'folder-unwritable'
})
