import type { AppError } from '../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { accountKey } from './account'
import type { AccountFile, SecretVault } from '../platform/ports'

/** Where the token of a session is stored. */
export interface TokenKeeping {
  tokenKept: 'key-store' | 'this-run'
  vaultProblem: AppError | null
}

/** The account that the next start restores, and its token in the key store. The demo has no token. */
export class StoredAccount {
  readonly #file: AccountFile
  readonly #vault: SecretVault

  constructor(file: AccountFile, vault: SecretVault) {
    this.#file = file
    this.#vault = vault
  }

  /** The account of the last sign-in, also after a sign-out. */
  last(): Account | null {
    return this.#file.read()?.account ?? null
  }

  isSignedIn(): boolean {
    return this.#file.read()?.isSignedIn === true
  }

  /** Stores the token of an account that replaces the stored one, whose own token is removed. */
  async keepToken(account: Account, token: string): Promise<TokenKeeping> {
    const former = this.#file.read()
    const isReplaced = former !== null && former.isSignedIn && !former.account.isDemo && !account.isDemo
    if (isReplaced && accountKey(former.account) !== accountKey(account))
      await this.#vault.removeToken(former.account)
    const kept = account.isDemo ? null : await this.#vault.keepToken(account, token)
    return kept === null || kept.ok
      ? { tokenKept: 'key-store', vaultProblem: null }
      : { tokenKept: 'this-run', vaultProblem: kept.error }
  }

  async readToken(account: Account): Promise<Result<string>> {
    const token = await this.#vault.readToken(account)
    if (!token.ok) return token
    return token.value === null ? failed({ code: 'token-missing', field: 'token' }) : succeeded(token.value)
  }

  removeToken(account: Account): Promise<Result<undefined>> {
    return account.isDemo ? Promise.resolve(succeeded(undefined)) : this.#vault.removeToken(account)
  }

  markSignedIn(account: Account): void {
    // The demo doesn't replace an account that is only waiting for its key store.
    if (!account.isDemo || !this.isSignedIn()) this.#file.write({ account, isSignedIn: true })
  }

  /** Stores a change of the account, if that is the stored one. */
  update(account: Account): void {
    const kept = this.#file.read()
    if (kept !== null && accountKey(kept.account) === accountKey(account)) {
      this.#file.write({ account, isSignedIn: kept.isSignedIn })
    }
  }

  markSignedOut(account: Account): void {
    if (!account.isDemo) this.#file.write({ account, isSignedIn: false })
    else if (this.last()?.isDemo === true) this.#file.write(null)
  }
}
