import { createSocket } from 'node:dgram'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'

// Node has no network-change event, so poll and compare snapshots: this machine's addresses, and the source address
// that the route table selects.

/** The source address of packets to the public Internet; null: no route. */
export interface SourceAddresses {
  ipv4: string | null
  ipv6: string | null
}

/** The service's address (document, 服务器信息), and the start of the public IPv6 range. */
const somewhere = { udp4: '218.4.189.107', udp6: '2000::1' }

const isLinkLocal = (address: string): boolean =>
  /^169\.254\./.test(address) || /^fe[89ab][\da-f]:/i.test(address)

/**
 * Returns a text that changes whenever this machine's network does. Ignores loopback and link-local addresses, which
 * come and go independently of the network.
 */
export function networkFingerprint(
  interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'netmask' | 'mac' | 'internal'>[]>,
  sources: SourceAddresses
): string {
  const addresses = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ address, netmask, mac }) => [name, address, netmask, mac].join(' '))
  )
  return JSON.stringify([addresses.sort(), sources.ipv4, sources.ipv6])
}

/** What a fingerprint says: `new` must be confirmed by an equal one, which is `changed`. */
type NetworkChange = 'none' | 'new' | 'changed'

/**
 * Returns a function that takes successive fingerprints and says whether the network has changed. A new fingerprint
 * must be read twice, so that a network that comes up in steps counts once. The first one is the baseline.
 */
export function createChangeRule(): (fingerprint: string) => NetworkChange {
  let known: string | null = null
  let candidate: string | null = null
  return (fingerprint) => {
    if (known === null || fingerprint === known) {
      known = fingerprint
      candidate = null
      return 'none'
    }
    if (fingerprint !== candidate) {
      candidate = fingerprint
      return 'new'
    }
    known = fingerprint
    candidate = null
    return 'changed'
  }
}

/** Connecting a datagram socket consults the route table without sending anything. */
function sourceAddress(type: 'udp4' | 'udp6'): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(type)
    socket.unref()
    const end = (address: string | null): void => {
      socket.removeAllListeners()
      // Ignore late errors of a socket that is being closed.
      socket.on('error', () => undefined)
      socket.close()
      resolve(address)
    }
    socket.once('error', () => end(null))
    socket.once('connect', () => end(socket.address().address))
    socket.connect(9, somewhere[type])
  })
}

/** Returns the current {@link networkFingerprint} of this machine; null if it can't be read. */
export async function readNetwork(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  try {
    // On Windows, binding a socket for this could make the firewall prompt the user.
    const hasProbe = platform !== 'win32'
    const [ipv4, ipv6] = hasProbe
      ? await Promise.all([sourceAddress('udp4'), sourceAddress('udp6')])
      : [null, null]
    return networkFingerprint(networkInterfaces(), { ipv4, ipv6 })
  } catch {
    return null
  }
}

/** Pauses between polls, and before a new fingerprint is read again, in ms: together the 6 s of docs/platforms.md. */
const pollPauses = { usualMs: 4_000, confirmMs: 2_000 }

/**
 * Calls `onChange` when this machine's network has changed, one usual and one confirming pause later at most. Polling
 * keeps no process alive. Returns a stop function.
 */
export function watchNetwork(options: {
  pauses?: typeof pollPauses
  onChange: () => void
  read?: () => Promise<string | null>
}): () => void {
  const { pauses = pollPauses, onChange, read = () => readNetwork() } = options
  const changeOf = createChangeRule()
  let isOver = false
  let timer: NodeJS.Timeout | undefined

  const poll = async (): Promise<void> => {
    const fingerprint = await read()
    if (isOver) return
    const change = fingerprint === null ? 'none' : changeOf(fingerprint)
    timer = setTimeout(() => void poll(), change === 'new' ? pauses.confirmMs : pauses.usualMs)
    timer.unref()
    if (change === 'changed') onChange()
  }
  void poll()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
