import { utilityProcess } from 'electron'
import { failed, succeeded, type Result } from '../../shared/result'
import { accountKey } from '../core/account'
import type { Neighbours } from '../core/neighbours'
import type { SecretVault } from '../core/ports'
import { vaultReplySchema, type VaultReply, type VaultRequest } from './vault-messages'

/** A locked key ring asks the person for its password: they get this long, in ms. */
const vaultLimitMs = 60_000

/** A key store that takes longer than this most likely asks the user for its password, in ms. */
const promptedAfterMs = 3_000

type Answer = Exclude<VaultReply, { kind: 'failed' }>

/** The key store, with a way to go on without it. */
export interface Vault extends SecretVault {
  /** Answers what waits with `vault-timed-out`. */
  giveUp(): void
}

/**
 * The operating system's key store, under the service name `service`. Each request runs in a process
 * of its own (`program`), which is ended after `limitMs`: there a crash is an answer, and a prompt
 * that nobody answers holds nothing up.
 */
export function createVault(options: {
  service: string
  program: string
  neighbours: Pick<Neighbours, 'watch'>
  limitMs?: number
}): Vault {
  const { service, program, neighbours, limitMs = vaultLimitMs } = options
  /** Each ends one request that waits, without an answer. */
  const waiting = new Set<() => void>()

  const askProcess = (request: VaultRequest): Promise<Result<Answer>> =>
    new Promise((resolve) => {
      const worker = utilityProcess.fork(program, [], { serviceName: 'Deskline key store', stdio: 'ignore' })
      const settle = (result: Result<Answer>): void => {
        clearTimeout(limit)
        waiting.delete(giveUp)
        resolve(result)
        worker.kill()
      }
      const giveUp = (): void => settle(failed({ code: 'vault-timed-out' }))
      const limit = setTimeout(giveUp, limitMs)
      waiting.add(giveUp)
      worker.once('exit', () => settle(failed({ code: 'vault-failed' })))
      worker.once('message', (message: unknown) => {
        const reply = vaultReplySchema.safeParse(message)
        if (!reply.success) settle(failed({ code: 'vault-failed' }))
        else if (reply.data.kind === 'failed') settle(failed({ code: reply.data.code }))
        else settle(succeeded(reply.data))
      })
      worker.postMessage(request)
    })
  const ask = (request: VaultRequest): Promise<Result<Answer>> => {
    const answer = askProcess(request)
    neighbours.watch('key-store', promptedAfterMs, answer)
    return answer
  }

  return {
    giveUp() {
      for (const giveUp of [...waiting]) giveUp()
    },
    async readToken(account) {
      const reply = await ask({ kind: 'read', service, account: accountKey(account) })
      if (!reply.ok) return reply
      return succeeded(reply.value.kind === 'token' ? reply.value.token : null)
    },
    async keepToken(account, token) {
      const reply = await ask({ kind: 'keep', service, account: accountKey(account), token })
      return reply.ok ? succeeded(undefined) : reply
    },
    async removeToken(account) {
      const reply = await ask({ kind: 'remove', service, account: accountKey(account) })
      return reply.ok ? succeeded(undefined) : reply
    }
  }
}
