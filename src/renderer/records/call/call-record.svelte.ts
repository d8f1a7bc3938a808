import type { Bridge, CommandOutput } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'

/** What is known of one call. */
export type KnownCall = CommandOutput<'records:one'>

/** One call's record, asked for again when records changed and, when the person wants it, from the service. */
export function createCallRecord(bridge: Pick<Bridge, 'commands'>, id: string) {
  let known = $state.raw<KnownCall | null>(null)
  let error = $state.raw<AppError | null>(null)
  let refresh = $state.raw<{ kind: 'none' | 'running' | 'done' } | { kind: 'failed'; error: AppError }>({
    kind: 'none'
  })
  let isAsking = false
  let asked: number | null = null
  let isOutdated = false

  /** One question at a time; what changed meanwhile is asked for next. */
  async function ask(): Promise<void> {
    isOutdated = true
    if (isAsking) return
    isAsking = true
    while (isOutdated) {
      isOutdated = false
      const reply = await bridge.commands['records:one']({ id })
      if (reply.ok) known = reply.value
      error = reply.ok ? null : reply.error
    }
    isAsking = false
  }

  return {
    get known() {
      return known
    },
    /** Why it could not be had; what was known before stays. */
    get error() {
      return error
    },
    get refresh() {
      return refresh
    },
    ask,
    /** Asks when the records have changed since it asked last. */
    async follow(revision: number): Promise<void> {
      if (asked === revision) return
      asked = revision
      await ask()
    },
    /** Asks the service for the record. */
    async askService(): Promise<void> {
      if (refresh.kind === 'running') return
      refresh = { kind: 'running' }
      const reply = await bridge.commands['records:refresh']({ id })
      refresh = reply.ok ? { kind: 'done' } : { kind: 'failed', error: reply.error }
      if (reply.ok) await ask()
    }
  }
}
