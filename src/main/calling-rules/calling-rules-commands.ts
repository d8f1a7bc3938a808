import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Chosen } from '../platform/file-dialogs'
import type { DoNotCall } from './do-not-call'

/** The commands for calling rules. */
export type CallingRulesCommands = Pick<
  Handlers,
  Extract<keyof Handlers, `do-not-call:${string}` | `calling-rules:${string}`>
>

const outcomeOf = (chosen: Result<Chosen>): Result<{ outcome: Chosen['kind'] }> =>
  chosen.ok ? succeeded({ outcome: chosen.value.kind }) : chosen

/** `current` returns null while signed out. */
export function createCallingRulesCommands(current: () => DoNotCall | null): CallingRulesCommands {
  const withList = async <T>(
    act: (doNotCall: DoNotCall) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const doNotCall = current()
    return doNotCall === null ? failed({ code: 'signed-out' }) : act(doNotCall)
  }
  return {
    'do-not-call:page': (asked) => withList((doNotCall) => doNotCall.page(asked)),
    'do-not-call:add': (asked) => withList((doNotCall) => doNotCall.add(asked)),
    'do-not-call:remove': ({ numbers }) => withList(({ list }) => list.remove(numbers)),
    'do-not-call:undo': ({ changeId }) => withList(({ list }) => list.undo(changeId)),
    'do-not-call:import': (about) => withList(async (doNotCall) => outcomeOf(await doNotCall.import(about))),
    'do-not-call:export': () => withList(async (doNotCall) => outcomeOf(await doNotCall.exportList())),
    'calling-rules:export-decisions': () =>
      withList(async (doNotCall) => outcomeOf(await doNotCall.exportDecisions())),
    'do-not-call:dismiss': () =>
      withList((doNotCall) => {
        doNotCall.dismiss()
        return succeeded(undefined)
      })
  }
}
