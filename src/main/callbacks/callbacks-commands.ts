import type { Handlers } from '../../shared/app/contract'
import type { DialOutcome } from '../../shared/dialling/schema'
import { failed, type Result } from '../../shared/platform/result'
import type { AccountCallbacks } from './callbacks'

/** The commands for call-backs. */
export type CallbacksCommands = Pick<Handlers, Extract<keyof Handlers, `callbacks:${string}`>>

/** `callbacks` returns null while signed out; `dial` dials a number as the window does. */
export function createCallbacksCommands(deps: {
  callbacks: () => Promise<AccountCallbacks | null>
  dial: (number: string) => Promise<Result<DialOutcome>>
}): CallbacksCommands {
  const { dial } = deps
  const withCallbacks = async <T>(
    act: (callbacks: AccountCallbacks) => Result<T> | Promise<Result<T>>
  ): Promise<Result<T>> => {
    const callbacks = await deps.callbacks()
    return callbacks === null ? failed({ code: 'signed-out' }) : act(callbacks)
  }

  return {
    'callbacks:add': (entered) => withCallbacks((callbacks) => callbacks.add(entered)),
    'callbacks:change': ({ id, when, note }) =>
      withCallbacks((callbacks) => callbacks.change(id, when, note)),
    'callbacks:done': ({ id }) => withCallbacks((callbacks) => callbacks.done(id)),
    'callbacks:reopen': ({ id }) => withCallbacks((callbacks) => callbacks.reopen(id)),
    'callbacks:remove': ({ id }) => withCallbacks((callbacks) => callbacks.remove(id)),
    'callbacks:restore': ({ id }) => withCallbacks((callbacks) => callbacks.restore(id)),
    'callbacks:call': ({ id }) =>
      withCallbacks((callbacks) => {
        const number = callbacks.calling(id)
        return number.ok ? dial(number.value) : number
      })
  }
}
