import { untrack } from 'svelte'
import { announcer } from './announcer.svelte.ts'

/** A task that runs in the main process, as its state is shown. */
interface ShownTask {
  isRunning: boolean
  /** What the user reads about its end; null: it hasn't ended, or without a result. */
  outcome: string | null
  /** True: interrupts the screen reader. */
  isBad: boolean
}

/** Announces how a task ended, unless it ended before this window showed it. Call it while a component is created. */
export function announceOutcome(task: () => ShownTask): void {
  let wasRunning = false
  $effect(() => {
    const { isRunning, outcome, isBad } = task()
    untrack(() => {
      if (!isRunning && wasRunning && outcome !== null) announcer[isBad ? 'warn' : 'say'](outcome)
      wasRunning = isRunning
    })
  })
}
