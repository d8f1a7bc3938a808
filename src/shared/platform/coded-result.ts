/** What an operation gives back whose errors are codes of its own. */
export type CodedResult<T, Code extends string> =
  { ok: true; value: T } | { ok: false; error: { code: Code } }

/** A failure as data. */
export const failedWith = <Code extends string>(code: Code): { ok: false; error: { code: Code } } => ({
  ok: false,
  error: { code }
})
