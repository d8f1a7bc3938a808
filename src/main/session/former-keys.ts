import type { Account } from '../../shared/session/schema'
import { addressesOfService, serviceKey } from '../service/server-address'

// Before addresses had a canonical form, the key of an account contained its address as it was typed. File names
// contain only a hash of the key, so the possible spellings of an address are tried until a name matches.

const schemes = (address: string): string[] => {
  const rest = address.slice(address.indexOf(':'))
  const scheme = address.slice(0, address.indexOf(':'))
  return [scheme, scheme.toUpperCase(), `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)}`].map(
    (written) => written + rest
  )
}

/** Scheme, host (IPv6 in brackets), port and path of a canonical address. */
const parts = /^(https?):\/\/(\[[^\]]*\]|[^/:]+)(:\d+)?(\/.*)?$/

const before = ['', ' ', '  ', '\t', '\n', '\u3000', '\u00a0']
const behind = [...before, '\r\n']

/**
 * The possible spellings of a canonical address: unusual ports and paths without blanks, and blanks without those.
 */
function* spellings(address: string): Generator<string> {
  const [, scheme = '', host = '', port = '', path = ''] = parts.exec(address) ?? []
  const capital = host.replace(/(^|\.)[a-z]/g, (first) => first.toUpperCase())
  const firstCapital = host.charAt(0).toUpperCase() + host.slice(1)
  const rooted = host.includes('.') ? [`${host}.`] : []
  const hosts = [...new Set([host, host.toUpperCase(), capital, firstCapital, ...rooted])]
  const starts = hosts.flatMap((written) => schemes(`${scheme}://${written}`))
  const doubled = [...path.matchAll(/\//g)].map(({ index }) => `${path.slice(0, index)}/${path.slice(index)}`)
  const paths = [...new Set([path, ...doubled, path.replaceAll('/', '//')])]
  for (const start of starts) {
    for (const number of port === '' ? ['', scheme === 'https' ? ':443' : ':80'] : [port])
      for (const way of paths)
        for (const end of ['', '/', '//', '///', '/.', '?', '#', '/?', '/#']) yield start + number + way + end
    for (const blank of before)
      for (const last of behind)
        for (const end of ['', '/', '//']) yield blank + start + port + path + end + last
  }
}

/** Guesses of the REST address that was typed for an account; `known` are texts to try first. */
function* typedAddresses(account: Account, known: readonly string[]): Generator<string> {
  yield* known
  for (const address of addressesOfService(serviceKey(account.server))) yield* spellings(address)
}

/** The keys under which earlier versions stored the data of an account and its tenant. */
export interface FormerKeys {
  account: string
  tenant: string
}

/**
 * Yields the keys that earlier versions may have used for the account's address, likely ones first; some thousands.
 * The current keys can be among them. `known`: texts that were certainly typed at some time.
 */
export function* formerKeys(account: Account, known: readonly string[]): Generator<FormerKeys> {
  if (account.isDemo) return
  const { tenantId, agentId } = account
  for (const typed of typedAddresses(account, known)) {
    yield {
      account: JSON.stringify([typed, tenantId, agentId]),
      tenant: JSON.stringify([typed, tenantId])
    }
  }
}

/** The key that earlier versions used for an account's address as written; null if it is the current key. */
export function typedAccountKey({ server, tenantId, agentId, isDemo }: Account): string | null {
  if (isDemo || server.kind !== 'custom' || server.apiPrefix === serviceKey(server)) return null
  return JSON.stringify([server.apiPrefix, tenantId, agentId])
}
