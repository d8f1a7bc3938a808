import type { AskableName, AskOptions, InputOf, Operations } from '../process-contract'
import type { Clock } from '../ports'
import type { ProcessClient } from './process-client'

/** What a resting client needs. */
export interface RestingClientDeps<O extends Operations, Code extends string, Progress> {
  client: ProcessClient<O, Code, Progress>
  clock: Pick<Clock, 'after'>
  /** Time without an operation after which the process is ended, to free its memory, in ms. */
  restAfterMs: number
}

/** Wraps a client so that its process is ended when it is idle; the next operation starts a new one. */
export function createRestingClient<O extends Operations, Code extends string, Progress>({
  client,
  clock,
  restAfterMs
}: RestingClientDeps<O, Code, Progress>): ProcessClient<O, Code, Progress> {
  let underWay = 0
  let isClosed = false
  let cancelRest = (): void => undefined
  return {
    async ask<N extends AskableName<O>>(operation: N, input: InputOf<O, N>, options?: AskOptions<Progress>) {
      cancelRest()
      underWay += 1
      try {
        return await client.ask(operation, input, options)
      } finally {
        underWay -= 1
        if (underWay === 0 && !isClosed)
          cancelRest = clock.after(restAfterMs, () => void client.whileEnded(() => undefined))
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
