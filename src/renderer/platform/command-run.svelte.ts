import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'
import { announcer } from './announcer.svelte.ts'
import { i18n } from './i18n.svelte.ts'

/** Runs commands one at a time, and keeps the error of the last one. */
export function createCommandRun() {
  let isBusy = $state(false)
  let error = $state.raw<AppError | null>(null)

  return {
    get isBusy() {
      return isBusy
    },
    /** Null: the last command succeeded. */
    get error() {
      return error
    },
    /** Returns the command's value; null if it failed or another command is pending. */
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
