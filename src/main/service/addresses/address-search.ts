import type { AddressProbe, ProbeAddress } from './address-probe'
import type { AddressInUse } from './endpoint-selector'
import type { ServiceAddress } from './endpoints'
import type { ProxyRoutes } from './proxy-routes'

/** Resolves with the first of `works` that yields true, or null if none does. */
const firstTrue = <T>(works: readonly { of: T; work: Promise<boolean> }[]): Promise<T | null> =>
  new Promise((resolve) => {
    for (const { of, work } of works) void work.then((isTrue) => isTrue && resolve(of))
    void Promise.all(works.map(({ work }) => work)).then(() => resolve(null))
  })

/** Probes the service's addresses. Decides nothing about the one in use. */
export class AddressSearch {
  readonly #candidates: readonly ServiceAddress[]
  readonly #routes: ProxyRoutes
  readonly #probe: ProbeAddress

  constructor(candidates: readonly ServiceAddress[], routes: ProxyRoutes, probe: ProbeAddress) {
    this.#candidates = candidates
    this.#routes = routes
    this.#probe = probe
  }

  /** The address with the system's proxies for it. */
  async routed(address: ServiceAddress): Promise<AddressInUse> {
    const [restRoute, fayeRoute] = await Promise.all([
      this.#routes.to(address.apiPrefix),
      this.#routes.to(address.fayeUrl)
    ])
    return { ...address, restRoute, fayeRoute }
  }

  /** Returns the address if both of its ports are reachable. */
  async ifWhole(address: ServiceAddress, signal: AbortSignal): Promise<AddressInUse | null> {
    const routed = await this.routed(address)
    return (await this.#probe(routed, signal).isWhole) ? routed : null
  }

  /** If a port of `used` is unreachable, probes all others. Returns a better address; null for none. */
  async betterThan(used: AddressInUse, signal: AbortSignal): Promise<AddressInUse | null> {
    const own = this.#probe(used, signal)
    return (await own.isWhole) ? null : this.#elsewhere(own, used, signal)
  }

  async #elsewhere(own: AddressProbe, used: AddressInUse, signal: AbortSignal): Promise<AddressInUse | null> {
    const others = this.#candidates.filter(({ kind }) => kind !== used.kind)
    const routed = await Promise.all(others.map((address) => this.routed(address)))
    // Probe all in parallel: the first with both ports connected is the fastest.
    const probes = routed.map((of) => ({ of, ...this.#probe(of, signal) }))
    const whole = await firstTrue(probes.map(({ of, isWhole }) => ({ of, work: isWhole })))
    if (whole !== null) return whole
    // Accept an address with a single reachable port only if the one in use has none.
    if ((await own.ports) > 0) return null
    return firstTrue(probes.map(({ of, ports }) => ({ of, work: ports.then((count) => count > 0) })))
  }
}
