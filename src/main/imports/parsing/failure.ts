import type { ImportsErrorCode } from '../../../shared/imports/imports'

/** Why a list can't be read, as a code that crosses process borders. */
export class ListFailure extends Error {
  readonly code: ImportsErrorCode

  constructor(code: ImportsErrorCode) {
    super(code)
    this.code = code
  }
}

/** The failure as a result. */
export const failedWith = (code: ImportsErrorCode): { ok: false; error: { code: ImportsErrorCode } } => ({
  ok: false,
  error: { code }
})

/**
 * Maps any error thrown while reading a list to a code: `list-unreadable` for operating system errors,
 * `list-damaged` for the parsers'. The message is dropped, since it may contain a private path.
 */
export function codeOfListFailure(failure: unknown): ImportsErrorCode {
  if (failure instanceof ListFailure) return failure.code
  if (!(failure instanceof Error)) return 'list-damaged'
  if (failure.name === 'AbortError') return 'cancelled'
  return 'syscall' in failure ? 'list-unreadable' : 'list-damaged'
}
