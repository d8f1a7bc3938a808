import type { ProxyRoute } from './proxy'
import { networkFault } from './network-fault'
import { openSocket, socketTargetOf } from './proxy-socket'

const limitMs = 2_000

/**
 * Returns true if the port of an http address speaks TLS: some servers close a plain connection silently. Connects
 * and performs the handshake, whatever the certificate, but sends no request. Never throws.
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
