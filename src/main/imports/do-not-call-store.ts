import { succeeded } from '../../shared/platform/result'
import type { ImportOperation } from './imports-operations'
import type { ImportsStore } from './imports-store'

/** The numbers that imports leave out besides those of the block list's file. */
export interface DoNotCallNumbers {
  /** Grows with every change. */
  revision(): number
  /** Null: they can't be read. */
  numbers(): string[] | null
}

const comparing: ReadonlySet<ImportOperation> = new Set(['compare', 'createImport'])

/**
 * A store whose process knows the do-not-call list before it compares entries. `forget`: call it when the process
 * starts anew.
 */
export function withDoNotCall(
  store: ImportsStore,
  list: DoNotCallNumbers
): { store: ImportsStore; forget: () => void } {
  let sent: number | null = null
  return {
    store: {
      async ask(operation, input, options) {
        if (comparing.has(operation) && sent !== list.revision()) {
          const [revision, numbers] = [list.revision(), list.numbers()]
          if (numbers === null) return { ok: false, error: { code: 'do-not-call-unknown' } }
          // A process that has just started knows no number.
          const isKnown = sent === null && numbers.length === 0
          const known = isKnown ? succeeded(null) : await store.ask('setDoNotCall', { numbers })
          // Without the list, numbers that must not be called could be sent.
          if (!known.ok) return known
          sent = revision
        }
        return store.ask(operation, input, options)
      }
    },
    forget() {
      sent = null
    }
  }
}
