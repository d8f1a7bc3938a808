import type { AppError } from './schema'

/** Result of an operation that can fail. Errors are plain data, so that they survive process borders. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError }

/** A success that carries `value`. */
export const succeeded = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** A failure that carries `error`. */
export const failed = (error: AppError): { ok: false; error: AppError } => ({ ok: false, error })
