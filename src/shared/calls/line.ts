/** The status of the live line (Faye). It is `live` only while events can arrive. */
export type LineStatus =
  | { kind: 'off' }
  | { kind: 'connecting' }
  | { kind: 'live'; sinceMs: number }
  /** No event can arrive; `sinceMs`: when a message was last received. */
  | { kind: 'lost'; sinceMs: number; nextTryAtMs: number }
  /** The service refused the line (with its message, if any); not retried until something changes. */
  | { kind: 'refused'; message: string | null }
