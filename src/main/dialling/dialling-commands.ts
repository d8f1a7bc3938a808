import type { Handlers } from '../../shared/app/contract'
import type { DialOutcome } from '../../shared/dialling/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { readDialInput } from '../numbers/number'
import type { AccountCallers } from './caller-numbers'
import type { HotKeyManager } from './hot-keys'
import type { Prompter } from './prompt/prompt'

/** The commands for dialling, its questions, hot keys and links. */
export type DiallingCommands = Pick<
  Handlers,
  | 'calls:dial'
  | 'calls:redial'
  | 'numbers:read'
  | 'caller-numbers:set'
  | 'caller-numbers:show'
  | Extract<keyof Handlers, `prompt:${string}` | `hot-keys:${string}` | `links:${string}`>
>

const done = succeeded(undefined)

/** Shows the main window if dialling asks a question there: the number may come from another window. */
export function withQuestion(outcome: Result<DialOutcome>, showWindow: () => void): Result<DialOutcome> {
  if (outcome.ok && outcome.value.kind === 'asked') showWindow()
  return outcome
}

export function createDiallingCommands(deps: {
  prompter: Prompter
  hotKeys: Pick<HotKeyManager, 'set' | 'record' | 'test'>
  links: { refresh(): Promise<void>; set(isOurs: boolean): Promise<void> }
  /** The desktop's own shortcut for dialling. */
  shortcut: { set(isSet: boolean): Promise<void> }
  /** The caller numbers of the signed-in account, null while signed out. */
  callers: () => Pick<AccountCallers, 'set'> | null
  /** Shows the page of the caller numbers in the main window. */
  showCallerNumbers: () => void
  /** Shows the main window, where questions are answered: the number may come from another window. */
  showWindow: () => void
}): DiallingCommands {
  const { prompter, hotKeys, links } = deps

  return {
    'calls:dial': async ({ number, caller }) =>
      withQuestion(await prompter.dialFromWindow(number, caller), deps.showWindow),
    'calls:redial': async ({ key }) => withQuestion(await prompter.redialFromWindow(key), deps.showWindow),
    'numbers:read': ({ text }) => succeeded(readDialInput(text)),
    'prompt:choose': ({ id, index }) => prompter.choose(id, index),
    'prompt:confirm': ({ id }) => prompter.confirm(id),
    'prompt:set-caller': ({ id, caller }) => prompter.setCaller(id, caller),
    'caller-numbers:set'(input) {
      const callers = deps.callers()
      return callers === null ? failed({ code: 'signed-out' }) : callers.set(input)
    },
    'caller-numbers:show': () => {
      deps.showCallerNumbers()
      return done
    },
    'prompt:cancel': () => {
      prompter.cancel()
      return done
    },
    'hot-keys:set': ({ action, accelerator }) => hotKeys.set(action, accelerator),
    'hot-keys:record': ({ isRecording }) => {
      hotKeys.record(isRecording)
      return done
    },
    'hot-keys:test': ({ action }) => {
      hotKeys.test(action)
      return done
    },
    'hot-keys:set-shortcut': async ({ isSet }) => {
      await deps.shortcut.set(isSet)
      return done
    },
    'links:refresh': async () => {
      await links.refresh()
      return done
    },
    'links:set': async ({ isOurs }) => {
      await links.set(isOurs)
      return done
    }
  }
}
