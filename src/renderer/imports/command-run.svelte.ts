import type { AppError } from '../../shared/platform/errors'
import type { Result } from '../../shared/platform/result'
import { announcer } from '../platform/announcer.svelte.ts'
import { i18n } from '../platform/i18n.svelte.ts'

/** Runs one command at a time for the buttons of a place, and keeps why the last one was not carried out. */
export function createCommandRun() {
  let isBusy = $state(false)
  let error = $state.raw<AppError | null>(null)

  return {
    get isBusy() {
      return isBusy
    },
    /** Null: the last one was carried out. */
    get error() {
      return error
    },
    /** What the command gave; null: it failed, or another one is under way. */
    async run<T>(command: () => Promise<Result<T>>): Promise<{ value: T } | null> {
      if (isBusy) return null
      isBusy = true
      const reply = await command()
      isBusy = false
      error = reply.ok ? null : reply.error
      if (reply.ok) return { value: reply.value }
      announcer.warn(i18n.error(reply.error))
      return null
    },
    forget(): void {
      error = null
    }
  }
}
