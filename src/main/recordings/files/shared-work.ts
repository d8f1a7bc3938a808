/** Runs work once for all concurrent callers with the same key. */
export interface SharedWork<T, P> {
  has(key: string): boolean
  /**
   * Starts the work of `key`, or joins it if it is running. Null if `signal` was aborted or the work was cancelled.
   * The work is cancelled when its last caller leaves.
   */
  join(
    key: string,
    start: (ended: AbortSignal, notify: (progress: P) => void) => Promise<T>,
    options: { signal?: AbortSignal; onProgress?: (progress: P) => void }
  ): Promise<T | null>
  /** Cancels all work and waits until it has ended. */
  endAll(): Promise<void>
}

interface UnderWay<T, P> {
  done: Promise<T>
  ending: AbortController
  listeners: Set<(progress: P) => void>
  waiting: number
}

/** See {@link SharedWork}. */
export function createSharedWork<T, P>(): SharedWork<T, P> {
  const underWay = new Map<string, UnderWay<T, P>>()

  const begin = (
    key: string,
    start: (ended: AbortSignal, notify: (progress: P) => void) => Promise<T>
  ): UnderWay<T, P> => {
    const ending = new AbortController()
    const listeners = new Set<(progress: P) => void>()
    const notify = (progress: P): void => listeners.forEach((listener) => listener(progress))
    const done = start(ending.signal, notify).finally(() => underWay.delete(key))
    const work = { done, ending, listeners, waiting: 0 }
    underWay.set(key, work)
    return work
  }

  return {
    has: (key) => underWay.has(key),
    async join(key, start, { signal, onProgress }) {
      if (signal?.aborted === true) return null
      let work = underWay.get(key)
      // Work that is being cancelled: wait for its end, then start again.
      while (work?.ending.signal.aborted === true) {
        await work.done.catch(() => undefined)
        work = underWay.get(key)
      }
      work ??= begin(key, start)
      const { done, ending, listeners } = work
      // A separate function for each call, so that the same listener can be passed twice.
      const listener = (progress: P): void => onProgress?.(progress)
      listeners.add(listener)
      work.waiting += 1
      const joined = work
      let letGo = (): void => undefined
      const left = new Promise<null>((resolve) => {
        letGo = () => resolve(null)
        signal?.addEventListener('abort', letGo, { once: true })
      })
      try {
        return await Promise.race([done, left])
      } finally {
        signal?.removeEventListener('abort', letGo)
        listeners.delete(listener)
        joined.waiting -= 1
        if (joined.waiting === 0) ending.abort()
      }
    },
    async endAll() {
      const all = [...underWay.values()]
      all.forEach(({ ending }) => ending.abort())
      await Promise.allSettled(all.map(({ done }) => done))
    }
  }
}
