/** How many requests of other starts and links may wait. */
export const maxWaitingRequests = 20

/**
 * Runs requests from outside one after the other, each in a turn of the event loop of its own, once `ready` is
 * settled. Of a burst only {@link maxWaitingRequests} wait; later ones are dropped: add() then returns false.
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
