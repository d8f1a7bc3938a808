import { utilityProcess } from 'electron'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Account } from '../../../shared/session/schema'
import { accountKey } from '../account'
import type { Neighbours } from '../../platform/neighbours'
import type { SecretVault } from '../../platform/ports'
import { vaultReplySchema, type VaultReply, type VaultRequest } from './vault-messages'

/** The time limit for a key store request, in ms: a locked key ring asks the user for its password. */
const vaultLimitMs = 60_000

/** A key store that takes longer than this most likely asks the user for its password, in ms. */
const promptedAfterMs = 3_000

type Answer = Exclude<VaultReply, { kind: 'failed' }>

/** The key store, whose requests can be abandoned. */
export interface Vault extends SecretVault {
  /** Resolves pending requests with `vault-timed-out`. */
  giveUp(): void
}

/**
 * The operating system's key store, under the service name `service`. Each request runs in a separate process
 * (`program`), which is killed after `limitMs`: a crash becomes an error, and an unanswered password prompt blocks
 * nothing.
 */
export function createVault(options: {
  service: string
  program: string
  neighbours: Pick<Neighbours, 'watch'>
  limitMs?: number
  /** The key under which an earlier version stored the account's token; null if it is the current key. */
  formerKeyOf?: (account: Account) => string | null
}): Vault {
  const { service, program, neighbours, limitMs = vaultLimitMs, formerKeyOf = () => null } = options
  /** Each function ends one pending request with `vault-timed-out`. */
  const waiting = new Set<() => void>()

  const askProcess = (request: VaultRequest): Promise<Result<Answer>> =>
    new Promise((resolve) => {
      const worker = utilityProcess.fork(program, [], { serviceName: 'Deskline key store', stdio: 'ignore' })
      const end = (result: Result<Answer>): void => {
        clearTimeout(limit)
        waiting.delete(giveUp)
        resolve(result)
        worker.kill()
      }
      const giveUp = (): void => end(failed({ code: 'vault-timed-out' }))
      const limit = setTimeout(giveUp, limitMs)
      waiting.add(giveUp)
      worker.once('exit', () => end(failed({ code: 'vault-failed' })))
      worker.once('message', (message: unknown) => {
        const reply = vaultReplySchema.safeParse(message)
        if (!reply.success) end(failed({ code: 'vault-failed' }))
        else if (reply.data.kind === 'failed') end(failed({ code: reply.data.code }))
        else end(succeeded(reply.data))
      })
      worker.postMessage(request)
    })
  const ask = (request: VaultRequest): Promise<Result<Answer>> => {
    const answer = askProcess(request)
    neighbours.watch('key-store', promptedAfterMs, answer)
    return answer
  }

  const read = async (key: string): Promise<Result<string | null>> => {
    const reply = await ask({ kind: 'read', service, account: key })
    if (!reply.ok) return reply
    return succeeded(reply.value.kind === 'token' ? reply.value.token : null)
  }
  const keep = async (key: string, token: string): Promise<Result<undefined>> => {
    const reply = await ask({ kind: 'keep', service, account: key, token })
    return reply.ok ? succeeded(undefined) : reply
  }
  const remove = async (key: string): Promise<Result<undefined>> => {
    const reply = await ask({ kind: 'remove', service, account: key })
    return reply.ok ? succeeded(undefined) : reply
  }
  const removeFormer = async (account: Account): Promise<Result<undefined>> => {
    const former = formerKeyOf(account)
    return former === null ? succeeded(undefined) : remove(former)
  }

  return {
    giveUp() {
      for (const giveUp of [...waiting]) giveUp()
    },
    async readToken(account) {
      const token = await read(accountKey(account))
      const former = formerKeyOf(account)
      if (!token.ok || token.value !== null || former === null) return token
      const formerToken = await read(former)
      if (formerToken.ok && formerToken.value !== null) {
        const kept = await keep(accountKey(account), formerToken.value)
        if (kept.ok) await remove(former)
      }
      return formerToken
    },
    async keepToken(account, token) {
      const kept = await keep(accountKey(account), token)
      if (kept.ok) await removeFormer(account)
      return kept
    },
    async removeToken(account) {
      const removed = await remove(accountKey(account))
      const formerRemoved = await removeFormer(account)
      return removed.ok ? formerRemoved : removed
    }
  }
}
