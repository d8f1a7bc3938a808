import type { CommandName, PushPayload } from '../../../shared/app/contract'
import type { PushName } from '../../../shared/app/channels'
import type { StateTopic } from '../../../shared/app/state'
import { maskedFileName, maskedText, NumberAliases, withStrings } from '../../platform/number-mask'
import type { StateStore } from '../../platform/state-store'

/** Topics that hold no number of anyone else: settings, facts of the program, the account's own numbers. */
const plainTopics: ReadonlySet<string> = new Set<StateTopic>([
  'environment',
  'settings',
  'policy',
  'session',
  'callerNumbers',
  'hotKeys',
  'links',
  'connection'
])

/** Commands whose input leaves the program again: it stays as the window has it. */
const outgoing: ReadonlySet<CommandName> = new Set<CommandName>([
  'clipboard:write',
  'records:save-picture',
  'settings:change'
])

/**
 * The border at which numbers are masked, if the settings want it: everything that a window gets, and every text that
 * goes to the desktop or a file. The one place through which they leave the main process.
 */
export interface OutputMask {
  isOn(): boolean
  /** A push as a window may see it. */
  push<P extends PushName>(name: P, payload: PushPayload[P]): PushPayload[P]
  /** A command's input with the numbers that its aliases stand for. */
  input(command: CommandName, payload: unknown): unknown
  /** A command's result as a window may see it. */
  reply<T>(command: CommandName, result: T): T
  /** A value whose texts are shown outside of the windows. */
  value<T>(value: T): T
  /** A text for the clipboard, a notification, a file's name: without a way back. */
  text(text: string): string
  /** The same for the name of a file, where no * is allowed. */
  fileName(name: string): string
}

/** Masks while `settings.privacy.isNumberMasked` is set. */
export function createOutputMask(state: StateStore): OutputMask {
  const aliases = new NumberAliases()
  const isOn = (): boolean => state.get('settings').privacy.isNumberMasked
  /** The account's own numbers are no customer's, and are chosen by their digits. */
  const ownNumbers = (): ReadonlySet<string> => {
    const session = state.get('session')
    const own = state.get('callerNumbers').numbers.map(({ number }) => number)
    const { callerNumber } = session.kind === 'signed-in' ? session.account : { callerNumber: null }
    return new Set(callerNumber === null ? own : [...own, callerNumber])
  }
  const masked = <T>(value: T): T => {
    const own = ownNumbers()
    return withStrings(value, (text) => aliases.out(text, own))
  }
  const isPlain = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'topic' in value && plainTopics.has(String(value.topic))

  return {
    isOn,
    push: (name, payload) =>
      isOn() && !(name === 'state:changed' && isPlain(payload)) ? masked(payload) : payload,
    input: (command, payload) =>
      isOn() && !outgoing.has(command) ? withStrings(payload, (text) => aliases.in(text)) : payload,
    reply(command, result) {
      if (!isOn()) return result
      if (command !== 'app:state') return masked(result)
      const { value } = result as { value?: Record<string, unknown> }
      const shown = Object.entries(value ?? {}).map(([topic, snapshot]): [string, unknown] => [
        topic,
        isPlain(snapshot) ? snapshot : masked(snapshot)
      ])
      return { ...result, ...(value === undefined ? {} : { value: Object.fromEntries<unknown>(shown) }) }
    },
    value: (value) => (isOn() ? masked(value) : value),
    fileName: (name) => (isOn() ? maskedFileName(name) : name),
    text: (text) => (isOn() ? maskedText(text) : text)
  }
}
