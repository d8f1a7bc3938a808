import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'

// Addresses of this computer and its link: a recording's address is untrusted, and a GET to these could reach
// programs that trust all local requests. IPv4-mapped IPv6 addresses are covered by `BlockList`.
const ownAddresses = new BlockList()
ownAddresses.addSubnet('0.0.0.0', 8, 'ipv4') // RFC 1122, 3.2.1.3: this host
ownAddresses.addSubnet('127.0.0.0', 8, 'ipv4')
ownAddresses.addSubnet('169.254.0.0', 16, 'ipv4') // RFC 3927: link-local, cloud metadata
ownAddresses.addSubnet('::', 96, 'ipv6') // unspecified, loopback, IPv4-compatible
ownAddresses.addSubnet('fe80::', 10, 'ipv6')
// RFC 6052: IPv4 through NAT64, for the ranges above.
ownAddresses.addSubnet('64:ff9b::', 104, 'ipv6')
ownAddresses.addSubnet('64:ff9b::7f00:0', 104, 'ipv6')
ownAddresses.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')

/** True for an IP address of this computer: loopback, unspecified, link-local or of one of its interfaces. */
export function isOwnAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (ownAddresses.check(address, family === 4 ? 'ipv4' : 'ipv6')) return true
  const interfaces = new BlockList()
  for (const own of Object.values(networkInterfaces()).flat()) {
    if (own !== undefined && isIP(own.address) !== 0) {
      interfaces.addAddress(own.address, own.family === 'IPv4' ? 'ipv4' : 'ipv6')
    }
  }
  return interfaces.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** True if the URL's host is this computer, by its literal address or a name that always refers to it (RFC 6761). */
export const isOwnHost = ({ hostname }: URL): boolean =>
  /(^|\.)localhost\.?$/.test(hostname) || isOwnAddress(hostname.replace(/^\[|\]$/g, ''))

/** A connection to this computer was refused. */
export class OwnMachineError extends Error {
  readonly code = 'DESKLINE_OWN_MACHINE'
}

/**
 * Resolves a name like `dns.lookup`, without the addresses of this computer; fails with {@link OwnMachineError} if
 * none is left. Runs when the connection is made, so DNS rebinding can't bypass it.
 */
export const lookupElsewhere: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) {
      callback(error, '')
      return
    }
    const elsewhere = found.filter(({ address }) => !isOwnAddress(address))
    const first = elsewhere[0]
    if (first === undefined) callback(new OwnMachineError(hostname), '')
    else if (options.all === true) callback(null, elsewhere)
    else callback(null, first.address, first.family)
  })
}
