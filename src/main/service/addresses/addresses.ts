import type { AddressKind, ConnectionReason } from '../../../shared/session/connection'
import { monotonicMs } from '../../platform/clock'
import { createAddressProbe, type ProbeAddress } from './address-probe'
import { AddressSearch } from './address-search'
import type { ServiceAddress } from './endpoints'
import { routeKey } from './proxy'
import type { ProxyRoutes } from './proxy-routes'
import type { AddressInUse } from './endpoint-selector'

/** Time limits of the address selection, in ms. */
export interface AddressLimits {
  /** Until a probe's connection is established. */
  connectMs: number
  /** Minimum time between two probes of the address in use after it was reported unreachable. */
  recheckGapMs: number
  /** How often the preferred address is probed while another one is in use. */
  returnEveryMs: number
}

const defaultAddressLimits: AddressLimits = {
  connectMs: 4_000,
  recheckGapMs: 5_000,
  returnEveryMs: 600_000
}

/** Persists the last working address; null and `name` both mean the host name. */
export interface RememberedAddress {
  read(): AddressKind | null
  write(kind: AddressKind | null): void
}

/** Notified after switching to another address or to another proxy for it. */
type MoveListener = (address: AddressInUse, reason: ConnectionReason) => void

/** Selects which of the service's addresses is used; REST and the live line switch together. */
export interface Addresses {
  current(): AddressInUse
  /**
   * Probes both ports of the address in use. If one is unreachable, probes all others and switches to the first
   * with both ports reachable. Returns the address to use from now on. Concurrent reports share one probe.
   */
  reportUnreachable(used: { kind: AddressKind }): Promise<AddressInUse>
  /** Call after a network change: resolves proxies again and probes the preferred or used address at once. */
  wake(): Promise<void>
  /** Returns a function that removes the listener. */
  onMoved(listener: MoveListener): () => void
  /** Cancels every probe; the address never changes afterwards. */
  close(): void
}

/** Dependencies of the address selection. */
export interface AddressesDeps {
  /** The preferred one first. A single candidate is never probed. */
  candidates: readonly [ServiceAddress, ...ServiceAddress[]]
  routes: ProxyRoutes
  remembered?: RememberedAddress | undefined
  limits?: Partial<AddressLimits> | undefined
  probe?: ProbeAddress
  /** A monotonic clock, in ms. */
  now?: () => number
  /** Called when a listener or `remembered` threw; the selection continues. */
  onFault?: ((error: unknown) => void) | undefined
}

/** A probe in progress: of the preferred address only, or of the one in use and then all others. */
interface RunningProbe {
  scope: 'preferred' | 'all'
  controller: AbortController
  done: Promise<void>
}

class AddressSelection implements Addresses {
  readonly #deps: AddressesDeps
  readonly #search: AddressSearch
  readonly #limits: AddressLimits
  readonly #monotonicMs: () => number
  readonly #preferred: ServiceAddress
  readonly #listeners = new Set<MoveListener>()
  /** When each address was last probed after it was reported unreachable. */
  readonly #probedAtMs = new Map<AddressKind, number>()
  #current: AddressInUse
  #running: RunningProbe | null = null
  #returnTimer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(deps: AddressesDeps, limits: AddressLimits, search: AddressSearch, first: AddressInUse) {
    this.#deps = deps
    this.#limits = limits
    this.#search = search
    this.#monotonicMs = deps.now ?? monotonicMs
    this.#preferred = deps.candidates[0]
    this.#current = first
    this.#scheduleReturn()
  }

  current(): AddressInUse {
    return this.#current
  }

  async reportUnreachable(used: { kind: AddressKind }): Promise<AddressInUse> {
    // A probe of the preferred address alone doesn't cover this one.
    while (this.#running !== null && this.#running.scope !== 'all') await this.#running.done
    if (!this.#hasChoice() || used.kind !== this.#current.kind) return this.#current
    const probedAtMs = this.#probedAtMs.get(this.#current.kind) ?? -Infinity
    const isRecent = this.#monotonicMs() - probedAtMs < this.#limits.recheckGapMs
    if (this.#running !== null || !isRecent) await this.#startProbe('all')
    return this.#current
  }

  async wake(): Promise<void> {
    if (this.#isClosed) return
    this.#probedAtMs.clear()
    this.#cancelProbe()
    await this.#resolveProxies()
    if (!this.#hasChoice()) return
    if (!this.#isPreferred()) {
      await this.#startProbe('preferred')
      if (this.#isPreferred()) return
    }
    if (this.#hasChoice()) await this.#startProbe('all')
  }

  onMoved(listener: MoveListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#returnTimer)
    this.#cancelProbe()
    this.#listeners.clear()
  }

  #hasChoice(): boolean {
    return this.#deps.candidates.length > 1 && !this.#isClosed
  }

  #isPreferred(): boolean {
    return this.#current.kind === this.#preferred.kind
  }

  // Probes

  /** Starts a probe, or joins the one in progress. */
  #startProbe(scope: RunningProbe['scope']): Promise<void> {
    if (this.#running !== null) return this.#running.done
    const controller = new AbortController()
    const { signal } = controller
    const work = scope === 'all' ? this.#probeAll(signal) : this.#probePreferred(signal)
    const done = work.finally(() => {
      // Close the sockets of the slower candidates, which are still connecting.
      controller.abort()
      if (this.#running?.controller === controller) this.#running = null
    })
    this.#running = { scope, controller, done }
    return done
  }

  /** Cancels the probe in progress: its result doesn't apply any more. */
  #cancelProbe(): void {
    this.#running?.controller.abort()
    this.#running = null
  }

  async #probePreferred(signal: AbortSignal): Promise<void> {
    const preferred = await this.#search.ifWhole(this.#preferred, signal)
    if (preferred !== null && !signal.aborted && !this.#isPreferred()) {
      this.#use(preferred, 'name-works-again')
    }
  }

  async #probeAll(signal: AbortSignal): Promise<void> {
    const used = this.#current
    const better = await this.#search.betterThan(used, signal)
    if (signal.aborted) return
    this.#probedAtMs.set(used.kind, this.#monotonicMs())
    if (better !== null) this.#use(better, 'unreachable')
  }

  // The address in use

  async #resolveProxies(): Promise<void> {
    this.#deps.routes.forget()
    const before = this.#current
    const after = await this.#search.routed(before)
    const isSame =
      routeKey(after.restRoute) === routeKey(before.restRoute) &&
      routeKey(after.fayeRoute) === routeKey(before.fayeRoute)
    if (!isSame && !this.#isClosed && this.#current === before) this.#use(after, 'network')
  }

  #use(address: AddressInUse, reason: ConnectionReason): void {
    const isOther = address.kind !== this.#current.kind
    this.#current = address
    if (isOther) {
      this.#scheduleReturn()
      this.#notify(() => this.#deps.remembered?.write(this.#isPreferred() ? null : address.kind))
    }
    for (const listener of [...this.#listeners]) this.#notify(() => listener(address, reason))
  }

  /** An exception of a listener must not affect the switch. */
  #notify(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#deps.onFault?.(error)
    }
  }

  /** Probes the preferred address now and then while another one is in use. */
  #scheduleReturn(): void {
    clearTimeout(this.#returnTimer)
    if (this.#isClosed || this.#isPreferred()) return
    this.#returnTimer = setTimeout(() => {
      void this.#startProbe('preferred')
      this.#scheduleReturn()
    }, this.#limits.returnEveryMs)
  }
}

/** Starts with the last working address, without connecting yet. Never rejects. */
export async function createAddresses(deps: AddressesDeps): Promise<Addresses> {
  const { candidates, routes } = deps
  const limits = { ...defaultAddressLimits, ...deps.limits }
  const search = new AddressSearch(candidates, routes, deps.probe ?? createAddressProbe(limits.connectMs))
  const rememberedKind = deps.remembered?.read() ?? null
  const first = candidates.find(({ kind }) => kind === rememberedKind) ?? candidates[0]
  return new AddressSelection(deps, limits, search, await search.routed(first))
}
