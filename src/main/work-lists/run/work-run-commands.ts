import type { Handlers } from '../../../shared/app/contract'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { AccountWorkRun } from './work-run'

/** The commands for working through a list. */
export type WorkRunCommands = Pick<Handlers, Extract<keyof Handlers, `work-run:${string}`>>

/** `run` returns null while signed out; `openWindow` shows the window of work lists. */
export function createWorkRunCommands(deps: {
  run: () => Promise<AccountWorkRun | null>
  openWindow: () => void
}): WorkRunCommands {
  const withRun = async <T>(
    act: (run: AccountWorkRun) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const run = await deps.run()
    return run === null ? failed({ code: 'signed-out' }) : act(run)
  }

  return {
    'work-run:open': () => {
      deps.openWindow()
      return succeeded(undefined)
    },
    'work-run:start': ({ listId }) =>
      withRun((run) => {
        const started = run.start(listId)
        if (started.ok) deps.openWindow()
        return started
      }),
    'work-run:stop': () => withRun((run) => run.stop()),
    'work-run:call': ({ entry }) => withRun((run) => run.call(entry)),
    'work-run:hold': () => withRun((run) => run.hold()),
    'work-run:resume': () => withRun((run) => run.resume()),
    'work-run:set-automatic': ({ isAutomatic }) => withRun((run) => run.setAutomatic(isAutomatic)),
    'work-run:set-typing': ({ isTyping }) => withRun((run) => run.setTyping(isTyping)),
    'work-run:skip': ({ entry }) => withRun((run) => run.skip(entry)),
    'work-run:later': ({ entry, when }) => withRun((run) => run.later(entry, when)),
    'work-run:finish': ({ entry, result }) => withRun((run) => run.finish(entry, result)),
    'work-run:again': ({ entry }) => withRun((run) => run.again(entry)),
    'work-run:undo': () => withRun((run) => run.undo()),
    'work-run:retry': () => withRun((run) => run.retry())
  }
}
