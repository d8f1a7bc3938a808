import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../../shared/session/schema'
import { accountKey, tenantKey } from '../../session/account'
import { formerKeys } from '../../session/former-keys'

/** The kinds of files kept per account. */
export type AccountFileKind =
  | 'calls'
  | 'team'
  | 'callers'
  | 'notes'
  | 'wrap-ups'
  | 'callbacks'
  | 'downloads'
  | 'records'
  | 'imports'
  | 'contacts'
  | 'work-lists'
  | 'do-not-call'
  | 'attempts'
  | 'rule-decisions'

const nameOfKey = (kind: AccountFileKind, key: string): string =>
  `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`

const kindsOfTenant: ReadonlySet<AccountFileKind> = new Set(['imports', 'contacts', 'do-not-call'])
const isOfTenant = (kind: AccountFileKind): boolean => kindsOfTenant.has(kind)

/**
 * Returns a safe file name, distinct per account. Imports, contacts and the do-not-call list belong to the tenant: all
 * its desk phones share them.
 */
export const fileNameOf = (kind: AccountFileKind, account: Account): string =>
  nameOfKey(kind, isOfTenant(kind) ? tenantKey(account) : accountKey(account))

/** Files that earlier versions, which didn't canonicalise addresses, stored under other keys. */
export interface FormerFiles {
  /**
   * Finds an account's former files (names without extension). Renames the newest, with its companions (such as a
   * database's log), to the current name unless a file of that name exists. Returns the others as `left`, newest
   * first, including files that can't be renamed. Never throws.
   */
  takeOver(
    kind: AccountFileKind,
    account: Account,
    extension: 'json' | 'duckdb'
  ): { renamed: string | null; left: string[] }
  /** Marks a former file as taken over, so that it isn't found again. False: the file couldn't be marked. */
  retire(name: string, extension: 'json' | 'duckdb'): boolean
}

/** Searches in `folder`. `typed`: known REST addresses of custom servers, as they were typed. */
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
  /** Renames the file itself last: if the program ends in between, the next run finds the former name and resumes. */
  const renameWhole = (from: string, to: string): boolean => {
    const beside = entries().filter((entry) => entry.startsWith(`${from}.`))
    return [...beside, from].every((entry) => tryRename(entry, to + entry.slice(from.length)))
  }

  const namesAmong = (there: ReadonlySet<string>, kind: AccountFileKind, account: Account): string[] => {
    const present = fileNameOf(kind, account)
    const found = new Set<string>()
    for (const keys of formerKeys(account, typed)) {
      const name = nameOfKey(kind, isOfTenant(kind) ? keys.tenant : keys.account)
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
