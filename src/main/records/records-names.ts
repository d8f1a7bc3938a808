import type { NumberName } from '../../shared/records/row-schema'
import type { NamesOfNumbers } from '../contacts/names/names-of-numbers'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createThrottle } from '../platform/throttle'
import type { RecordsPublisher } from './records-publisher'
import type { RecordsStore } from './records-store'

/** Interval of looking for numbers without a name, in ms. */
const walkEveryMs = 1_000
/** Pause after each page of numbers, so that views and loading come in between, in ms. */
const pauseMs = 50
/** Numbers that one walk remembers, so that they aren't asked for again in its next pages. */
const maxRemembered = 200_000
/** Names that couldn't be asked for are asked for again after this time, in ms. */
export const retryAfterMs = 30_000

/** The names of the records' callee numbers, copied into the store. */
export interface RecordsNames {
  /** The records window was opened or closed. */
  setShown(isShown: boolean): void
  /** A new process has opened the file: it has no names. */
  opened(): void
  close(): void
}

/**
 * Creates a walk over the records' numbers, in pages, the newest calls first. `nameFrom` names those from a row number
 * on; null: not all of them, because the walk was interrupted or the store failed.
 */
function createWalk(deps: {
  clock: Clock
  store: RecordsStore
  publisher: RecordsPublisher
  namesOf: NamesOfNumbers
  isInterrupted: () => boolean
  /** Names are about to be stored. */
  onFound: () => void
}) {
  const { clock, store, publisher, namesOf, isInterrupted, onFound } = deps
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(pauseMs, resolve))

  /** Names a page of numbers; false: the store failed. */
  const namePage = async (numbers: readonly string[]): Promise<boolean> => {
    const found = await namesOf(numbers)
    if (isInterrupted()) return false
    const names = numbers.map((number): NumberName => ({ number, name: found.get(number) ?? '' }))
    if (found.size > 0) onFound()
    const stored = await store.ask('setNames', { names })
    if (!stored.ok) return false
    if (stored.value.changed > 0) publisher.rowsChanged()
    return true
  }

  const pageOf = (from: number, before: number | null) => store.ask('calleeNumbers', { from, before })
  /** Returns the row number that the next walk begins at. */
  const nameFrom = async (from: number): Promise<number | null> => {
    const named = new Set<string>()
    let before: number | null = null
    let next: number | null = null
    do {
      const page = await pageOf(from, before)
      if (!page.ok || isInterrupted()) return null
      // Records that are added during the walk belong to the next one.
      next ??= page.value.next
      const numbers = page.value.numbers.filter((number) => !named.has(number))
      if (numbers.length > 0 && !(await namePage(numbers))) return null
      if (named.size < maxRemembered) for (const number of numbers) named.add(number)
      before = page.value.rest
      if (before !== null) await pause()
    } while (before !== null && !isInterrupted())
    return before === null ? next : null
  }
  return { nameFrom }
}

/**
 * Names the callee numbers of the records while their window is open, those of the newest calls first: all of them when
 * it opens and when contacts change, and those of new records. Nothing is asked for while there are no contacts and no look-up; names that are
 * gone then are removed at once.
 */
export function createRecordsNames(deps: {
  state: StateStore
  clock: Clock
  store: RecordsStore
  publisher: RecordsPublisher
  namesOf: NamesOfNumbers
}): RecordsNames {
  const { state, clock, store, publisher } = deps
  let isShown = false
  let isClosed = false
  let isWalking = false
  /** All numbers have to be named again. */
  let isStale = true
  let hasNames = false
  /** Row number up to which the records' numbers have been named. */
  let namedTo = 0
  let cancelRetry: (() => void) | null = null
  const sourcesOf = (): string => {
    const { revision, count } = state.get('contacts')
    return JSON.stringify([revision, count === 0, state.get('settings').lookUp])
  }
  let sources = sourcesOf()
  let { revision } = state.get('records')

  const isNamed = (): boolean => state.get('contacts').count !== 0 || state.get('settings').lookUp.isOn
  const isOpen = (): boolean => isShown && !isClosed
  const isInterrupted = (): boolean => isStale || !isOpen()
  const { nameFrom } = createWalk({ ...deps, isInterrupted, onFound: () => (hasNames = true) })

  const clear = async (): Promise<void> => {
    hasNames = false
    isStale = true
    if ((await store.ask('clearNames', {})).ok) publisher.rowsChanged()
  }

  const walk = async (): Promise<void> => {
    if (!isNamed()) {
      if (hasNames) await clear()
      return
    }
    if (!isOpen()) return
    const from = isStale ? 0 : namedTo
    isStale = false
    const next = await nameFrom(from).catch(() => null)
    if (next !== null) {
      namedTo = next
      return
    }
    isStale = true
    // Interrupted walks are scheduled by what interrupted them.
    if (isOpen()) cancelRetry ??= clock.after(retryAfterMs, retry)
  }

  const schedule = (): void => {
    if (!isClosed && (isShown || hasNames)) throttle.call()
  }
  const retry = (): void => {
    cancelRetry = null
    schedule()
  }
  const run = async (): Promise<void> => {
    // One at a time; the running walk is interrupted by what makes all names stale.
    if (isWalking) {
      schedule()
      return
    }
    isWalking = true
    await walk()
    isWalking = false
  }
  const throttle = createThrottle(clock, walkEveryMs, () => void run())

  const renew = (): void => {
    isStale = true
    schedule()
  }
  const off = state.onChange((topic) => {
    if (topic === 'records' && state.get('records').revision !== revision) {
      ;({ revision } = state.get('records'))
      if (isShown) schedule()
    } else if ((topic === 'contacts' || topic === 'settings') && sourcesOf() !== sources) {
      sources = sourcesOf()
      renew()
    }
  })

  return {
    setShown(shown) {
      // While it was closed, contacts and the look-up may have learned names.
      if (shown !== isShown) isStale = true
      isShown = shown
      schedule()
    },
    opened() {
      hasNames = false
      renew()
    },
    close() {
      isClosed = true
      off()
      throttle.cancel()
      cancelRetry?.()
    }
  }
}
