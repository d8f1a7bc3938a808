import type { AskableName, AskOptions, InputOf, Operations } from '../process-contract'
import type { Clock } from '../ports'
import type { ProcessClient } from './process-client'

/** What a resting client needs. */
export interface RestingClientDeps<O extends Operations, Code extends string, Progress> {
  client: ProcessClient<O, Code, Progress>
  clock: Pick<Clock, 'after'>
  /** False: the process has something that a new one wouldn't, such as the rows that a window shows. */
  mayRest?: () => boolean
}

/** Time without an operation after which a process is ended, to free its memory, in ms. */
export const restAfterMs = 300_000

/** Wraps a client so that its process is ended when it is idle; the next operation starts a new one. */
export function createRestingClient<O extends Operations, Code extends string, Progress>({
  client,
  clock,
  mayRest = () => true
}: RestingClientDeps<O, Code, Progress>): ProcessClient<O, Code, Progress> {
  let underWay = 0
  let isClosed = false
  let cancelRest = (): void => undefined
  const restLater = (): void => {
    cancelRest = clock.after(restAfterMs, () => {
      if (mayRest()) void client.whileEnded(() => undefined)
      else restLater()
    })
  }
  return {
    async ask<N extends AskableName<O>>(operation: N, input: InputOf<O, N>, options?: AskOptions<Progress>) {
      cancelRest()
      underWay += 1
      try {
        return await client.ask(operation, input, options)
      } finally {
        underWay -= 1
        if (underWay === 0 && !isClosed) restLater()
      }
    },
    whileEnded: (work) => client.whileEnded(work),
    close() {
      isClosed = true
      cancelRest()
      return client.close()
    }
  }
}
