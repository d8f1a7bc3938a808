import type { Clock } from './ports'

/** A rate limit: a burst of `capacity`, then one token every `refillMs`. */
export interface TokenBucket {
  /** Takes a token; false if there is none. */
  take(): boolean
  /** Ms until a token is available; 0 if one is available now. */
  waitMs(): number
}

/** Creates a bucket that starts full. */
export function createTokenBucket(deps: {
  clock: Pick<Clock, 'moment'>
  capacity: number
  refillMs: number
}): TokenBucket {
  const { clock, capacity, refillMs } = deps
  let tokens = capacity
  let refilled = clock.moment()

  const refill = (): void => {
    const now = clock.moment()
    const gained = now.msSince(refilled) / refillMs
    tokens = Math.min(capacity, tokens + gained)
    refilled = now
  }

  return {
    take() {
      refill()
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    waitMs() {
      refill()
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * refillMs)
    }
  }
}
