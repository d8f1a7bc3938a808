import type { VaultReply, VaultRequest } from './vault-messages'

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

type FailureCode = Extract<VaultReply, { kind: 'failed' }>['code']

const reasons: readonly [RegExp, FailureCode][] = [
  [/locked|dismissed/i, 'vault-locked'],
  [/denied|not permitted|cancell?ed|interaction is not allowed/i, 'vault-denied'],
  // No session bus, no secret service, no default collection or no library: there is no key store.
  [
    /secrets|transport|could not connect|bus|does not exist|libsecret|shared object|no such interface|module/i,
    'vault-missing'
  ]
]

/**
 * Maps the system's error message to a code. Only the code is passed on: the message can contain the account's name.
 */
export function reasonOf(problem: unknown): FailureCode {
  const words = problem instanceof Error ? problem.message : String(problem)
  return reasons.find(([pattern]) => pattern.test(words))?.[1] ?? 'vault-failed'
}

const probeAccount = 'deskline-probe'

/** libsecret reports a locked key ring as empty: only a write distinguishes the two. */
async function assertUnlocked(keytar: Keytar, service: string): Promise<void> {
  await keytar.setPassword(service, probeAccount, 'probe')
  await keytar.deletePassword(service, probeAccount)
}

/** Executes one request on the operating system's key store. Never throws. */
export async function useKeyStore(load: () => Promise<Keytar>, request: VaultRequest): Promise<VaultReply> {
  const { service, account } = request
  try {
    const keytar = await load()
    switch (request.kind) {
      case 'read': {
        const token = await keytar.getPassword(service, account)
        if (token === null) await assertUnlocked(keytar, service)
        return { kind: 'token', token }
      }
      case 'keep': {
        await keytar.setPassword(service, account, request.token)
        // Some stores accept a secret and lose it, so verify that it can be read back.
        const kept = await keytar.getPassword(service, account)
        return kept === request.token ? { kind: 'done' } : { kind: 'failed', code: 'vault-failed' }
      }
      case 'remove':
        if (!(await keytar.deletePassword(service, account))) await assertUnlocked(keytar, service)
        return { kind: 'done' }
    }
  } catch (problem) {
    return { kind: 'failed', code: reasonOf(problem) }
  }
}
