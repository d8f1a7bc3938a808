/** Maximum waiting requests of other program starts and links. */
export const maxWaitingRequests = 20

/**
 * Runs external requests one after another, each in its own turn of the event loop, once `ready` is settled. At most
 * {@link maxWaitingRequests} wait; later ones are dropped and add() returns false.
 */
export function createRequestQueue<R>(
  ready: Promise<unknown>,
  run: (request: R) => void | Promise<void>,
  onFault: (problem: unknown) => void
): { add(request: R): boolean } {
  const waiting: R[] = []
  let isRunning = false

  const work = async (): Promise<void> => {
    isRunning = true
    await ready.catch(() => undefined)
    for (;;) {
      const request = waiting[0]
      if (request === undefined) break
      try {
        await run(request)
      } catch (problem) {
        onFault(problem)
      }
      waiting.shift()
      await new Promise((resolve) => setImmediate(resolve))
    }
    isRunning = false
  }

  return {
    add(request) {
      if (waiting.length >= maxWaitingRequests) return false
      waiting.push(request)
      if (!isRunning) void work()
      return true
    }
  }
}
