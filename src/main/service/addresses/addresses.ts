import type { AddressKind, ConnectionReason } from '../../../shared/session/connection'
import { monotonicMs } from '../../platform/clock'
import { createAddressProbe, type AddressProbe, type ProbeAddress } from './address-probe'
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

/** Resolves with the first of `works` that yields true, or null if none does. */
const firstTrue = <T>(works: readonly { of: T; work: Promise<boolean> }[]): Promise<T | null> =>
  new Promise((resolve) => {
    for (const { of, work } of works) void work.then((isTrue) => isTrue && resolve(of))
    void Promise.all(works.map(({ work }) => work)).then(() => resolve(null))
  })

/** Starts with the last working address, without connecting yet. Never rejects. */
export async function createAddresses(deps: AddressesDeps): Promise<Addresses> {
  const { candidates, routes, remembered } = deps
  const limits = { ...defaultAddressLimits, ...deps.limits }
  const probe = deps.probe ?? createAddressProbe(limits.connectMs)
  const now = deps.now ?? monotonicMs
  const [preferred] = candidates
  const isAlone = candidates.length === 1
  const listeners = new Set<MoveListener>()
  /** When each address was last probed after it was reported unreachable. */
  const settledAtMs = new Map<AddressKind, number>()
  let look: { isAround: boolean; controller: AbortController; done: Promise<void> } | null = null
  let returnTimer: NodeJS.Timeout | undefined
  const ending = new AbortController()
  const isClosed = (): boolean => ending.signal.aborted

  const routed = async (address: ServiceAddress): Promise<AddressInUse> => {
    const [restRoute, fayeRoute] = await Promise.all([
      routes.to(address.apiPrefix),
      routes.to(address.fayeUrl)
    ])
    return { ...address, restRoute, fayeRoute }
  }

  const rememberedKind = remembered?.read() ?? null
  let current = await routed(candidates.find(({ kind }) => kind === rememberedKind) ?? preferred)

  const scheduleReturn = (): void => {
    clearTimeout(returnTimer)
    if (isClosed() || current.kind === preferred.kind) return
    returnTimer = setTimeout(() => {
      void startLook(false)
      scheduleReturn()
    }, limits.returnEveryMs)
  }
  // An exception of a listener must not affect the switch.
  const tell = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      deps.onFault?.(error)
    }
  }
  const use = (address: AddressInUse, reason: ConnectionReason): void => {
    const isOther = address.kind !== current.kind
    current = address
    if (isOther) {
      scheduleReturn()
      tell(() => remembered?.write(address.kind === preferred.kind ? null : address.kind))
    }
    for (const listener of [...listeners]) tell(() => listener(address, reason))
  }

  const lookAtPreferred = async (signal: AbortSignal): Promise<void> => {
    const address = await routed(preferred)
    const isWhole = await probe(address, signal).isWhole
    if (isWhole && !signal.aborted && current.kind !== preferred.kind) use(address, 'name-works-again')
  }
  /** Returns an address better than `used`, of which at least one port is unreachable; null for none. */
  const lookElsewhere = async (
    own: AddressProbe,
    used: AddressInUse,
    signal: AbortSignal
  ): Promise<AddressInUse | null> => {
    const others = await Promise.all(candidates.filter(({ kind }) => kind !== used.kind).map(routed))
    // Probe all in parallel: the first with both ports connected is the fastest.
    const looks = others.map((of) => ({ of, ...probe(of, signal) }))
    const whole = await firstTrue(looks.map(({ of, isWhole }) => ({ of, work: isWhole })))
    if (whole !== null) return whole
    // Accept an address with a single reachable port only if the one in use has none.
    if ((await own.ports) > 0) return null
    return firstTrue(looks.map(({ of, ports }) => ({ of, work: ports.then((count) => count > 0) })))
  }
  const lookAround = async (signal: AbortSignal): Promise<void> => {
    const doubted = current
    const own = probe(doubted, signal)
    const better = (await own.isWhole) ? null : await lookElsewhere(own, doubted, signal)
    if (signal.aborted) return
    settledAtMs.set(doubted.kind, now())
    if (better !== null) use(better, 'unreachable')
  }

  /** Starts a probe, or joins the one in progress. */
  const startLook = (isAround: boolean): Promise<void> => {
    if (look !== null) return look.done
    const controller = new AbortController()
    const done = (isAround ? lookAround : lookAtPreferred)(controller.signal).finally(() => {
      // Close the sockets of the slower candidates, which are still connecting.
      controller.abort()
      if (look?.controller === controller) look = null
    })
    look = { isAround, controller, done }
    return done
  }

  /** Cancels the probe in progress: its result doesn't apply any more. */
  const endLook = (): void => {
    look?.controller.abort()
    look = null
  }
  const resolveAnew = async (): Promise<void> => {
    routes.forget()
    const before = current
    const after = await routed(before)
    const isSame =
      routeKey(after.restRoute) === routeKey(before.restRoute) &&
      routeKey(after.fayeRoute) === routeKey(before.fayeRoute)
    if (!isSame && !isClosed() && current === before) use(after, 'network')
  }

  scheduleReturn()
  return {
    current: () => current,
    async reportUnreachable(used) {
      // A probe of the preferred address alone doesn't cover this one.
      while (look !== null && !look.isAround) await look.done
      if (isAlone || isClosed() || used.kind !== current.kind) return current
      const isSettled = now() - (settledAtMs.get(current.kind) ?? -Infinity) < limits.recheckGapMs
      if (look !== null || !isSettled) await startLook(true)
      return current
    },
    async wake() {
      if (isClosed()) return
      settledAtMs.clear()
      endLook()
      await resolveAnew()
      if (isAlone || isClosed()) return
      if (current.kind !== preferred.kind) {
        await startLook(false)
        if (current.kind === preferred.kind) return
      }
      if (!isClosed()) await startLook(true)
    },
    onMoved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      ending.abort()
      clearTimeout(returnTimer)
      endLook()
      listeners.clear()
    }
  }
}
