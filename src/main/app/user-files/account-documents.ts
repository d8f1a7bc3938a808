import type { Account } from '../../../shared/session/schema'
import type { DocumentFile } from '../../platform/files/document-file'
import { fileNameOf, type AccountFileKind, type FormerFiles } from './former-files'

/** A document of one account, open until the program ends. */
export interface AccountDocument<T> {
  /** The current value. */
  readonly initial: T
  /** Schedules the value to be persisted, without blocking the caller. */
  write(value: T): void
  /** Persists pending changes now. */
  flush(): void
}

/** The documents of one kind, opened when an account first needs its own. */
export interface AccountDocuments<T> {
  of: (account: Account) => AccountDocument<T>
  flush(): void
}

/**
 * Keeps opened documents in memory, so that signing in again finds the value written last even if the disk failed.
 * `join` merges two files that earlier versions kept for the same account. `onTakenOver` gets the current name and
 * the names of the former files that were renamed or merged.
 */
export function createAccountDocuments<T>(deps: {
  kind: AccountFileKind
  open: (name: string) => DocumentFile<T>
  former: FormerFiles
  join: (newer: T, older: T) => T
  onTakenOver?: (name: string, formerNames: readonly string[]) => void
}): AccountDocuments<T> {
  const { kind, open, former, join } = deps
  const opened = new Map<string, AccountDocument<T>>()

  const openOf = (name: string, account: Account): AccountDocument<T> => {
    const { renamed, left } = former.takeOver(kind, account, 'json')
    const file = open(name)
    let value = file.initial
    const document: AccountDocument<T> = {
      get initial() {
        return value
      },
      write(next) {
        value = next
        file.write(next)
      },
      flush: () => file.flush()
    }
    for (const other of left) {
      document.write(join(value, open(other).initial))
      document.flush()
      former.retire(other, 'json')
    }
    deps.onTakenOver?.(name, renamed === null ? left : [renamed, ...left])
    return document
  }

  return {
    of(account) {
      const name = fileNameOf(kind, account)
      const document = opened.get(name) ?? openOf(name, account)
      opened.set(name, document)
      return document
    },
    flush() {
      for (const document of opened.values()) document.flush()
    }
  }
}
