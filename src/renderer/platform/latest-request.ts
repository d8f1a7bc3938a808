/** Sends requests for a text that is being typed. */
export interface LatestRequest<Input> {
  /** Requests `input`; while a request is under way, only the newest input waits. */
  ask(input: Input): void
  /** Drops the waiting input and the reply under way. */
  cancel(): void
}

/**
 * Sends one request at a time, so that fast typing doesn't pile up requests: the arrival of a reply sends the newest
 * input. A reply is dropped when a newer input waits. `send` must not reject.
 */
export function createLatestRequest<Input, Value>(
  send: (input: Input) => Promise<Value>,
  onReply: (value: Value, input: Input) => void
): LatestRequest<Input> {
  let isBusy = false
  let waiting: { input: Input } | null = null
  let version = 0

  async function run(input: Input): Promise<void> {
    isBusy = true
    const started = version
    const value = await send(input)
    isBusy = false
    if (waiting !== null) {
      const next = waiting
      waiting = null
      void run(next.input)
    } else if (started === version) onReply(value, input)
  }

  return {
    ask(input) {
      if (isBusy) waiting = { input }
      else void run(input)
    },
    cancel() {
      version += 1
      waiting = null
    }
  }
}
