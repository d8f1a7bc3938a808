import type { Handlers } from '../../shared/app/contract'
import type { PageEvent } from '../../shared/app/settings'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Offline } from './reconciliation/offline'

/** The commands for the call list, the report after a gap, and the event pages. */
export type CallsCommands = Pick<
  Handlers,
  | 'calls:refresh-record'
  | 'calls:forget-all'
  | Extract<keyof Handlers, `offline:${string}` | `pages:${string}`>
>

/** The calls of the signed-in account. */
interface AccountCalls {
  refreshRecord(key: string): Promise<Result<undefined>>
  forgetEnded(): void
  offline: Pick<Offline, 'dismiss' | 'retry'>
}

/** `calls` returns null while signed out. */
export function createCallsCommands(deps: {
  calls: () => AccountCalls | null
  /** Opens the page of an event with sample values. */
  testPage: (event: PageEvent) => Promise<Result<undefined>>
}): CallsCommands {
  const withCalls = (act: (calls: AccountCalls) => void): Result<undefined> => {
    const calls = deps.calls()
    if (calls === null) return failed({ code: 'signed-out' })
    act(calls)
    return succeeded(undefined)
  }

  return {
    'calls:refresh-record': async ({ key }) =>
      (await deps.calls()?.refreshRecord(key)) ?? failed({ code: 'signed-out' }),
    'calls:forget-all': () => withCalls((calls) => calls.forgetEnded()),
    'offline:dismiss': () => withCalls(({ offline }) => offline.dismiss()),
    'offline:retry': () => withCalls(({ offline }) => offline.retry()),
    'pages:test': ({ event }) => deps.testPage(event)
  }
}
