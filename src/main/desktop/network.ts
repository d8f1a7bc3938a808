import { createSocket } from 'node:dgram'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'

// Node tells nobody that the network changed, so its looks are compared: the addresses of this machine, and
// the address that the route table would send from.

/** The address that packets to the public Internet would leave from; null: there is no route. */
export interface SourceAddresses {
  ipv4: string | null
  ipv6: string | null
}

/** The service by one of its addresses (document, 服务器信息), and the beginning of all public IPv6 addresses. */
const somewhere = { udp4: '218.4.189.107', udp6: '2000::1' }

const isLinkLocal = (address: string): boolean =>
  /^169\.254\./.test(address) || /^fe[89ab][\da-f]:/i.test(address)

/**
 * A text that differs whenever this machine's network does. Loopback and link-local addresses are left out:
 * they come and go without any network.
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
 * Gives the function that takes one reading after the other and tells whether the network has changed: when
 * a new one was read twice, so that a network that comes up in steps counts once. The first reading is what
 * is compared with.
 */
export function createChangeRule(): (fingerprint: string) => boolean {
  let settled: string | null = null
  let candidate: string | null = null
  return (fingerprint) => {
    if (settled === null || fingerprint === settled) {
      settled = fingerprint
      candidate = null
      return false
    }
    if (fingerprint !== candidate) {
      candidate = fingerprint
      return false
    }
    settled = fingerprint
    candidate = null
    return true
  }
}

/** Connecting a datagram socket looks into the route table and sends nothing. */
function sourceAddress(type: 'udp4' | 'udp6'): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(type)
    socket.unref()
    const end = (address: string | null): void => {
      socket.removeAllListeners()
      // A late error of a socket that is being closed is nobody's.
      socket.on('error', () => undefined)
      socket.close()
      resolve(address)
    }
    socket.once('error', () => end(null))
    socket.once('connect', () => end(socket.address().address))
    socket.connect(9, somewhere[type])
  })
}

/** What {@link networkFingerprint} gives for this machine now; null where it can't be read. */
export async function readNetwork(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  try {
    // On Windows a socket that is bound for this could make the firewall ask the person.
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
 * Calls `onChange` when this machine's network has changed, within three readings. `intervalMs` is the pause
 * between readings; they keep no process alive. Gives back the function that ends it.
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

  const look = async (): Promise<void> => {
    const fingerprint = await read()
    if (isOver) return
    timer = setTimeout(() => void look(), intervalMs)
    timer.unref()
    if (fingerprint !== null && hasChanged(fingerprint)) onChange()
  }
  void look()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
