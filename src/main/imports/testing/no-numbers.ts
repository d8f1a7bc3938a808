import type { DoNotCallNumbers } from '../do-not-call-store'

/** An empty do-not-call list. */
export const noNumbers: DoNotCallNumbers = { revision: () => 0, numbers: () => [] }
