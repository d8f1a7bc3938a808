/** What is known of the live line (Faye), as it is shown. It is `live` only while events can arrive. */
export type LineStatus =
  | { kind: 'off' }
  | { kind: 'connecting' }
  | { kind: 'live'; sinceMs: number }
  /** Nothing can arrive; `sinceMs`: when something was last heard. */
  | { kind: 'lost'; sinceMs: number; nextTryAtMs: number }
  /** The service said no (its words, when it gave some); not tried again until something changes. */
  | { kind: 'refused'; message: string | null }
