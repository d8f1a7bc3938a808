import { app } from 'electron'
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { messages, type Locale } from '../../shared/messages'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { AppError } from '../../shared/platform/schema'
import type { Account } from '../../shared/session/schema'
import type { SecretVault } from '../platform/ports'
import { decodeText } from '../platform/files/read-json'
import type { PolicyInForce } from '../policy/policy-in-force'
import { accountKey } from '../session/account'
import { useKeyStore, type Keytar } from '../session/key-store/key-store'
import type { VaultReply, VaultRequest } from '../session/key-store/vault-messages'
import { maxProvisionBytes, provisionAccount } from '../session/provisioning'
import { StoredAccount } from '../session/stored-account'
import { keyStoreService } from '../session/key-store/vault-messages'
import { composePolicy } from './compose-policy'
import { refusalOf } from './policy-refusal'
import { openUserFiles, type UserFiles } from './user-files/user-files'

/** What a provisioning did, in words, and the exit code of the command. */
export interface Provisioned {
  text: string
  /** 0: done; 1: not valid or not allowed; 2: can't be read; 3: Deskline runs; 4: the key store didn't keep the token. */
  exitCode: 0 | 1 | 2 | 3 | 4
}

/** How long the key store may take; a locked one asks the user for its password. */
const keyStoreLimitMs = 60_000

/** Reads the account's text from a file, or from standard input for `-`. Throws. */
function readSource(source: string): { text: string; isOwn: boolean } {
  if (source === '-') return { text: decodeText(readFileSync(0)), isOwn: false }
  const handle = openSync(source, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const stats = fstatSync(handle)
    if (!stats.isFile() || stats.size > maxProvisionBytes) throw new Error('not a small file')
    const isOwn = process.getuid === undefined || stats.uid === process.getuid()
    return { text: decodeText(readFileSync(handle)), isOwn }
  } finally {
    closeSync(handle)
  }
}

/** Deletes the file with the token if it is the user's own; says which of both is true. */
function removeSource(source: string, isOwn: boolean, locale: Locale): string[] {
  const words = messages[locale].administration.provision
  if (source === '-') return []
  if (!isOwn) return [words.toDelete(source)]
  try {
    rmSync(source)
    return [words.deleted(source)]
  } catch {
    return [words.toDelete(source)]
  }
}

/** Sets up the account in the file `source`. */
async function provisionFrom(
  source: string,
  locale: Locale,
  deps: { policy: PolicyInForce; files: Pick<UserFiles, 'account'>; vault: SecretVault }
): Promise<Provisioned> {
  const { administration, errors } = messages[locale]
  const words = administration.provision
  let read: ReturnType<typeof readSource>
  try {
    read = readSource(source)
  } catch {
    return { text: words.unreadable(source), exitCode: 2 }
  }
  const outcome = await provisionAccount(read.text, {
    given: deps.policy.state.account,
    refusalOf: (account) => refusalOf(deps.policy, account),
    stored: new StoredAccount(deps.files.account, deps.vault)
  })
  if (outcome.ok) {
    const { tenantId, agentId } = outcome.account
    const lines = [words.done(tenantId, String(agentId)), ...removeSource(source, read.isOwn, locale)]
    return { text: lines.join('\n'), exitCode: 0 }
  }
  const { failure } = outcome
  if (failure.kind === 'invalid') return { text: words.invalid(failure.reason), exitCode: 1 }
  const reason = errors[failure.error.code]
  return failure.kind === 'refused'
    ? { text: words.refused(failure.error.field ?? '', reason), exitCode: 1 }
    : { text: words.notKept(reason), exitCode: 4 }
}

/**
 * The key store, asked in this process: the command is a process of its own, which needs no display, and whose crash
 * harms nothing.
 */
function directVault(): SecretVault {
  const load = async (): Promise<Keytar> => (await import('keytar')).default
  const ask = (request: VaultRequest): Promise<VaultReply> =>
    Promise.race([
      useKeyStore(load, request),
      new Promise<VaultReply>((resolve) =>
        setTimeout(() => resolve({ kind: 'failed', code: 'vault-failed' }), keyStoreLimitMs).unref()
      )
    ])
  const asResult = (reply: VaultReply): Result<undefined> =>
    reply.kind === 'failed' ? failed({ code: reply.code } satisfies AppError) : succeeded(undefined)
  const at = (account: Account) => ({ service: keyStoreService, account: accountKey(account) })
  return {
    async readToken(account) {
      const reply = await ask({ kind: 'read', ...at(account) })
      if (reply.kind === 'failed') return failed({ code: reply.code })
      return succeeded(reply.kind === 'token' ? reply.token : null)
    },
    keepToken: async (account, token) => asResult(await ask({ kind: 'keep', ...at(account), token })),
    removeToken: async (account) => asResult(await ask({ kind: 'remove', ...at(account) }))
  }
}

/** Runs `deskline provision`; `isAlone`: no other Deskline of this user runs. */
export async function provision(source: string, locale: Locale, isAlone: boolean): Promise<Provisioned> {
  if (!isAlone) return { text: messages[locale].administration.provision.running, exitCode: 3 }
  const userData = app.getPath('userData')
  const policy = composePolicy(userData)
  const files = openUserFiles(userData, policy.layers)
  const outcome = await provisionFrom(source, locale, { policy, files, vault: directVault() })
  files.flush()
  return outcome
}

/**
 * Sets up the account of the file that the policy or `DESKLINE_PROVISION_FILE` names, unless an account is signed in.
 * Returns what happened; null: nothing to do.
 */
export async function provisionAtStart(
  locale: Locale,
  deps: { policy: PolicyInForce; files: Pick<UserFiles, 'account'>; vault: SecretVault }
): Promise<Provisioned | null> {
  const named = process.env['DESKLINE_PROVISION_FILE'] ?? deps.policy.policy.provisioningFile
  if (named === undefined || named === '' || deps.files.account.read()?.isSignedIn === true) return null
  const source = named.replaceAll('{user}', userInfo().username)
  const outcome = await provisionFrom(source, locale, deps)
  // Removed after it was read at an earlier start, or not there yet.
  return outcome.exitCode === 2 ? null : outcome
}
