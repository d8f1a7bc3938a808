import { utilityProcess } from 'electron'
import { failed, succeeded, type Result } from '../../shared/result'
import { accountKey } from '../core/account'
import type { SecretVault } from '../core/ports'
import { vaultReplySchema, type VaultReply, type VaultRequest } from './vault-messages'

/** A locked key ring asks the person for its password: they get this long, in ms. */
const vaultLimitMs = 60_000

/**
 * The operating system's key store, under the service name `service`. Each request runs in a process
 * of its own (`program`), which is ended after `limitMs`: there a crash is an answer, and a prompt
 * that nobody answers holds nothing up.
 */
export function createVault(options: { service: string; program: string; limitMs?: number }): SecretVault {
  const { service, program, limitMs = vaultLimitMs } = options

  const ask = (request: VaultRequest): Promise<Result<Exclude<VaultReply, { kind: 'failed' }>>> =>
    new Promise((resolve) => {
      const worker = utilityProcess.fork(program, [], { serviceName: 'Deskline key store', stdio: 'ignore' })
      const settle = (result: Result<Exclude<VaultReply, { kind: 'failed' }>>): void => {
        clearTimeout(limit)
        resolve(result)
        worker.kill()
      }
      const limit = setTimeout(() => settle(failed({ code: 'vault-timed-out' })), limitMs)
      worker.once('exit', () => settle(failed({ code: 'vault-failed' })))
      worker.once('message', (message: unknown) => {
        const reply = vaultReplySchema.safeParse(message)
        if (!reply.success) settle(failed({ code: 'vault-failed' }))
        else if (reply.data.kind === 'failed') settle(failed({ code: reply.data.code }))
        else settle(succeeded(reply.data))
      })
      worker.postMessage(request)
    })

  return {
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
