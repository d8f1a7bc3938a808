import type { ImportsErrorCode } from '../../../shared/imports/imports'

/** Why a list can't be read, by one of the codes that cross borders. */
export class ListFailure extends Error {
  readonly code: ImportsErrorCode

  constructor(code: ImportsErrorCode) {
    super(code)
    this.code = code
  }
}

/** A failure as data. */
export const failedWith = (code: ImportsErrorCode): { ok: false; error: { code: ImportsErrorCode } } => ({
  ok: false,
  error: { code }
})

/**
 * Whatever was thrown while a list was read, as a code: what the operating system refuses is
 * `list-unreadable`, what a reader stumbles over `list-damaged`. Its own words can hold a person's path.
 */
export function codeOfListFailure(failure: unknown): ImportsErrorCode {
  if (failure instanceof ListFailure) return failure.code
  if (!(failure instanceof Error)) return 'list-damaged'
  if (failure.name === 'AbortError') return 'cancelled'
  return 'syscall' in failure ? 'list-unreadable' : 'list-damaged'
}
