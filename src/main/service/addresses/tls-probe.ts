import type { ProxyRoute } from './proxy'
import { networkFault } from './network-fault'
import { openSocket, socketTargetOf } from './proxy-socket'

const limitMs = 2_000

/**
 * Does the port of an http address speak TLS? Some servers close such a connection without a word. Connects and
 * shakes hands, with any certificate, and sends nothing. Never throws.
 */
export async function speaksTls(url: URL, route: ProxyRoute, signal: AbortSignal): Promise<boolean> {
  try {
    const socket = await openSocket({ ...socketTargetOf(url), isEncrypted: true }, route, { limitMs, signal })
    socket.destroy()
    return true
  } catch (error) {
    return networkFault(error) === 'certificate-refused'
  }
}
