import { createSimulator, type Simulator } from '../../../../simulator/simulator'
import { openTcpProxy, type TcpProxy } from '../servers/tcp-proxy'
import { agentId } from './scenario'

/** The service behind two TCP proxies, which simulate the network. */
export interface OpenedWorld {
  simulator: Simulator
  line: TcpProxy
  rest: TcpProxy
  /** The service's addresses through the proxies. */
  apiPrefix: string
  fayeUrl: string
  close(): Promise<void>
}

/** Real ms for each nominal ms of a call's life: a call of half a minute takes 0.3 s. */
const callPace = 0.01

const throughPort = (address: string, port: number): string => {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}

/** Opens a new world on loopback. */
export async function openFaultWorld(serverTimeoutSeconds: number): Promise<OpenedWorld> {
  const simulator = await createSimulator({
    agents: [{ agentId, callerNumber: '02155550101' }],
    pace: callPace,
    fayeTimeoutSeconds: serverTimeoutSeconds,
    // Allow concurrent calls, so that one scenario covers every step.
    isBusyRefused: false
  })
  const line = await openTcpProxy(Number(new URL(simulator.fayeUrl).port))
  const rest = await openTcpProxy(Number(new URL(simulator.apiPrefix).port))
  return {
    simulator,
    line,
    rest,
    apiPrefix: throughPort(simulator.apiPrefix, rest.port),
    fayeUrl: throughPort(simulator.fayeUrl, line.port),
    async close() {
      await Promise.all([line.close(), rest.close()])
      await simulator.close()
    }
  }
}

/** Waits until `check` is true; throws with `what` if that takes longer than `limitMs`. */
export async function until(what: string, check: () => boolean, limitMs = 12_000): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!check()) {
    if (performance.now() > endMs) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}
