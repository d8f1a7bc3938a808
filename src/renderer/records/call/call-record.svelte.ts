import type { Bridge, CommandOutput } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'

/** The stored data of one call. */
export type KnownCall = CommandOutput<'records:one'>

/** The record of one call; queried again when records change, and from the service on request. */
export function createCallRecord(bridge: Pick<Bridge, 'commands'>, id: string) {
  let known = $state.raw<KnownCall | null>(null)
  let error = $state.raw<AppError | null>(null)
  let refresh = $state.raw<{ kind: 'none' | 'running' | 'done' } | { kind: 'failed'; error: AppError }>({
    kind: 'none'
  })
  let isAsking = false
  let asked: number | null = null
  let isOutdated = false

  /** One query at a time; changes that arrive meanwhile trigger another one. */
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
    /** Why the last query failed; the previous data is kept. */
    get error() {
      return error
    },
    get refresh() {
      return refresh
    },
    ask,
    /** Queries the record if `revision` is new. */
    async follow(revision: number): Promise<void> {
      if (asked === revision) return
      asked = revision
      await ask()
    },
    /** Requests the record from the service. */
    async askService(): Promise<void> {
      if (refresh.kind === 'running') return
      refresh = { kind: 'running' }
      const reply = await bridge.commands['records:refresh']({ id })
      refresh = reply.ok ? { kind: 'done' } : { kind: 'failed', error: reply.error }
      if (reply.ok) await ask()
    }
  }
}
