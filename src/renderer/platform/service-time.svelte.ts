import { minuteClock } from './clock.svelte.ts'
import { app } from './state.svelte.ts'
import { wallNow } from './time'

// Calls and records have times of the service's clock, so durations from or to them use that clock too.

const offset = $derived(app.connection?.clockOffsetMs ?? 0)

/** The service's time, epoch ms, as well as it is known. */
export const serviceNow = (): number => wallNow() + offset

/** {@link minuteClock} at the service. */
export const serviceMinuteClock = {
  get nowMs(): number {
    return minuteClock.nowMs + offset
  }
}
