/** Result of an operation that has its own error codes. */
export type CodedResult<T, Code extends string> =
  | { ok: true; value: T }
  | { ok: false; error: { code: Code } }

/** A failure as data. */
export const failedWith = <Code extends string>(code: Code): { ok: false; error: { code: Code } } => ({
  ok: false,
  error: { code }
})
