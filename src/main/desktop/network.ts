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

/**
 * Returns a function that takes successive fingerprints and returns true when the network has changed. A new
 * fingerprint must be read twice, so that a network that comes up in steps counts once. The first one is the
 * baseline.
 */
export function createChangeRule(): (fingerprint: string) => boolean {
  let known: string | null = null
  let candidate: string | null = null
  return (fingerprint) => {
    if (known === null || fingerprint === known) {
      known = fingerprint
      candidate = null
      return false
    }
    if (fingerprint !== candidate) {
      candidate = fingerprint
      return false
    }
    known = fingerprint
    candidate = null
    return true
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

/**
 * Calls `onChange` when this machine's network has changed, within three polls. `intervalMs`: pause between polls.
 * Polling keeps no process alive. Returns a stop function.
 */
export function watchNetwork(options: {
  intervalMs?: number
  onChange: () => void
  read?: () => Promise<string | null>
}): () => void {
  const { intervalMs = 2_000, onChange, read = () => readNetwork() } = options
  const hasChanged = createChangeRule()
  let isOver = false
  let timer: NodeJS.Timeout | undefined

  const poll = async (): Promise<void> => {
    const fingerprint = await read()
    if (isOver) return
    timer = setTimeout(() => void poll(), intervalMs)
    timer.unref()
    if (fingerprint !== null && hasChanged(fingerprint)) onChange()
  }
  void poll()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
