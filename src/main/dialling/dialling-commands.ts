import type { Handlers } from '../../shared/app/contract'
import type { DialOutcome } from '../../shared/dialling/schema'
import { succeeded, type Result } from '../../shared/platform/result'
import { readDialInput } from '../numbers/number'
import type { HotKeyManager } from './hot-keys'
import type { Prompter } from './prompt'

/** The commands for dialling, its questions, hot keys and links. */
export type DiallingCommands = Pick<
  Handlers,
  | 'calls:dial'
  | 'calls:redial'
  | 'numbers:read'
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
  links: { set(isOurs: boolean): Promise<void> }
  /** Shows the main window, where questions are answered. */
  showWindow: () => void
}): DiallingCommands {
  const { prompter, hotKeys, links } = deps

  return {
    'calls:dial': async ({ number }) => withQuestion(await prompter.dialFromWindow(number), deps.showWindow),
    'calls:redial': async ({ key }) => withQuestion(await prompter.redialFromWindow(key), deps.showWindow),
    'numbers:read': ({ text }) => succeeded(readDialInput(text)),
    'prompt:choose': ({ id, index }) => prompter.choose(id, index),
    'prompt:confirm': ({ id }) => prompter.confirm(id),
    'prompt:cancel': () => {
      prompter.cancel()
      return done
    },
    'hot-keys:set': ({ action, accelerator }) => {
      hotKeys.set(action, accelerator)
      return done
    },
    'hot-keys:record': ({ isRecording }) => {
      hotKeys.record(isRecording)
      return done
    },
    'hot-keys:test': ({ action }) => {
      hotKeys.test(action)
      return done
    },
    'links:set': async ({ isOurs }) => {
      await links.set(isOurs)
      return done
    }
  }
}
