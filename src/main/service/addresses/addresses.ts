import type { AddressKind, ConnectionReason } from '../../../shared/session/connection'
import { monotonicMs } from '../../platform/clock'
import { createAddressProbe, type AddressProbe, type ProbeAddress } from './address-probe'
import type { ServiceAddress } from './endpoints'
import { routeKey } from './proxy'
import type { ProxyRoutes } from './proxy-routes'
import type { AddressInUse } from './endpoint-selector'

/** Every limit of the addresses, in ms. */
export interface AddressLimits {
  /** Until a probe's connection stands. */
  connectMs: number
  /** One address is doubted no sooner than this after its last doubt was settled. */
  recheckGapMs: number
  /** While a carrier's address is used, the name is looked at this often. */
  returnEveryMs: number
}

/** Limits that hold unless others are given. */
const defaultAddressLimits: AddressLimits = {
  connectMs: 4_000,
  recheckGapMs: 5_000,
  returnEveryMs: 600_000
}

/** What worked last; null, or `name`: the name. */
export interface RememberedAddress {
  read(): AddressKind | null
  write(kind: AddressKind | null): void
}

/** Told after another address, or another proxy on the way to it, came into use. */
type MoveListener = (address: AddressInUse, reason: ConnectionReason) => void

/** By which of the service's addresses it is reached now; REST and the live line move together. */
export interface Addresses {
  current(): AddressInUse
  /**
   * Connects to both ports of the address in use; when one can't be connected, to all the others, and moves
   * to the one that is whole first. Gives the address to use from now on. Doubts share one look.
   */
  reportUnreachable(used: { kind: AddressKind }): Promise<AddressInUse>
  /** The network changed: proxies are asked for anew, and the name (or what is used) is looked at, at once. */
  wake(): Promise<void>
  /** Gives back `off`. */
  onMoved(listener: MoveListener): () => void
  /** Ends every look; nothing moves from now on. */
  close(): void
}

/** What the addresses need. */
export interface AddressesDeps {
  /** The one to prefer first. With a single one nothing is ever looked at. */
  candidates: readonly [ServiceAddress, ...ServiceAddress[]]
  routes: ProxyRoutes
  remembered?: RememberedAddress | undefined
  limits?: Partial<AddressLimits> | undefined
  probe?: ProbeAddress
  /** A clock that only goes forward, in ms. */
  now?: () => number
  /** A listener or the memory threw; the addresses go on. */
  onFault?: ((error: unknown) => void) | undefined
}

/** The first of `works` that comes true, or null when none does. */
const firstTrue = <T>(works: readonly { of: T; work: Promise<boolean> }[]): Promise<T | null> =>
  new Promise((resolve) => {
    for (const { of, work } of works) void work.then((isTrue) => isTrue && resolve(of))
    void Promise.all(works.map(({ work }) => work)).then(() => resolve(null))
  })

/** Opens the addresses at what worked last; nothing is connected yet. Never rejects. */
export async function createAddresses(deps: AddressesDeps): Promise<Addresses> {
  const { candidates, routes, remembered } = deps
  const limits = { ...defaultAddressLimits, ...deps.limits }
  const probe = deps.probe ?? createAddressProbe(limits.connectMs)
  const now = deps.now ?? monotonicMs
  const [preferred] = candidates
  const isAlone = candidates.length === 1
  const listeners = new Set<MoveListener>()
  /** When each address was last settled after a doubt. */
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
  // What a listener throws is its own affair: the address is in use.
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
  /** What is better than `used`, of which at least one port can't be connected; null: nothing is. */
  const lookElsewhere = async (
    own: AddressProbe,
    used: AddressInUse,
    signal: AbortSignal
  ): Promise<AddressInUse | null> => {
    const others = await Promise.all(candidates.filter(({ kind }) => kind !== used.kind).map(routed))
    // All at once: the first whose slower port stands is the fastest.
    const looks = others.map((of) => ({ of, ...probe(of, signal) }))
    const whole = await firstTrue(looks.map(({ of, isWhole }) => ({ of, work: isWhole })))
    if (whole !== null) return whole
    // Half an address is better than none, and no better than the half that is in use.
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

  /** One look at a time: what comes meanwhile takes part in it. */
  const startLook = (isAround: boolean): Promise<void> => {
    if (look !== null) return look.done
    const controller = new AbortController()
    const done = (isAround ? lookAround : lookAtPreferred)(controller.signal).finally(() => {
      // The losers are still on their endpoint: their sockets go now.
      controller.abort()
      if (look?.controller === controller) look = null
    })
    look = { isAround, controller, done }
    return done
  }

  /** What is under way began on the network of before. */
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
      // A look at the name alone says nothing of this address.
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
