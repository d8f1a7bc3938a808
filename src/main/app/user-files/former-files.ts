import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../../shared/session/session'
import { accountKey, tenantKey } from '../../session/account'
import { formerKeys } from '../../session/former-keys'

/** What is kept beside each account. */
export type AccountFileKind = 'calls' | 'team' | 'notes' | 'downloads' | 'records' | 'imports'

const nameOfKey = (kind: AccountFileKind, key: string): string =>
  `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`

/**
 * A safe file name that differs for each account. Imports are the tenant's, whose campaigns they go into: what one
 * desk phone imported is known to the others.
 */
export const fileNameOf = (kind: AccountFileKind, account: Account): string =>
  nameOfKey(kind, kind === 'imports' ? tenantKey(account) : accountKey(account))

/** Files of an account under the keys of versions in which an address had no canonical form. */
export interface FormerFiles {
  /**
   * Finds an account's former files, by name without extension, and renames the newest to its present name, if
   * there is no file of that name, with all that belongs to it (a database's log, say). The others are `left`,
   * newest first. A file that can't be renamed is left too; nothing is thrown.
   */
  takeOver(
    kind: AccountFileKind,
    account: Account,
    extension: 'json' | 'duckdb'
  ): { renamed: string | null; left: string[] }
  /** Marks a former file as taken over, so that it isn't found again. False: it could not be. */
  retire(name: string, extension: 'json' | 'duckdb'): boolean
}

/** Looks below `folder`. `typed`: REST addresses of custom servers as they were typed, as far as they are known. */
export function createFormerFiles(folder: string, typed: readonly string[]): FormerFiles {
  const entries = (): string[] => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  }
  const modifiedMs = (file: string): number =>
    statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const tryRename = (from: string, to: string): boolean => {
    try {
      renameSync(join(folder, from), join(folder, to))
      return true
    } catch {
      return false
    }
  }
  /** The file itself goes last: a run that ends in between finds it under its former name, and goes on. */
  const renameWhole = (from: string, to: string): boolean => {
    const beside = entries().filter((entry) => entry.startsWith(`${from}.`))
    return [...beside, from].every((entry) => tryRename(entry, to + entry.slice(from.length)))
  }

  const namesAmong = (there: ReadonlySet<string>, kind: AccountFileKind, account: Account): string[] => {
    const present = fileNameOf(kind, account)
    const found = new Set<string>()
    for (const keys of formerKeys(account, typed)) {
      const name = nameOfKey(kind, kind === 'imports' ? keys.tenant : keys.account)
      if (name !== present && there.has(name)) found.add(name)
    }
    return [...found]
  }

  return {
    takeOver(kind, account, extension) {
      const present = fileNameOf(kind, account)
      const suffix = `.${extension}`
      const others = new Set(
        entries()
          .filter((entry) => entry.startsWith(`${kind}-`) && entry.endsWith(suffix))
          .map((entry) => entry.slice(0, -suffix.length))
      )
      others.delete(present)
      if (others.size === 0) return { renamed: null, left: [] }
      const former = namesAmong(others, kind, account)
      former.sort((a, b) => modifiedMs(b + suffix) - modifiedMs(a + suffix))
      const [newest] = former
      const isFree = !existsSync(join(folder, present + suffix))
      if (newest === undefined || !isFree || !renameWhole(newest + suffix, present + suffix))
        return { renamed: null, left: former }
      return { renamed: newest, left: former.slice(1) }
    },
    retire: (name, extension) => tryRename(`${name}.${extension}`, `${name}.${extension}.taken-over`)
  }
}
