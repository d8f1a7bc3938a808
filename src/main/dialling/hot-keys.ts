import {
  hotKeyActions,
  type HotKeyAction,
  type HotKeyProblem,
  type HotKeyState
} from '../../shared/dialling/hot-keys'
import type { Clock, KeyRegistrar } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** How long a test waits for its key, in ms. */
const testMs = 10_000

/** Manages the global keys: which are registered, which failed, and whether they arrive. */
export interface HotKeyManager {
  /** Registers the saved combinations; one that fails is reported in the state and stays chosen. */
  start(): void
  /** Tries a combination; if it can't be registered, the working one stays and the state has the reason. */
  set(action: HotKeyAction, accelerator: string | null): void
  /** Unregisters the keys while a combination is being recorded, and registers them again afterwards. */
  record(isRecording: boolean): void
  /** Waits for the key without running its action. */
  test(action: HotKeyAction): void
  close(): void
}

const modifiers = /^(command|cmd|control|ctrl|commandorcontrol|cmdorctrl|alt|option|altgr|shift|super|meta)$/i
/**
 * The same text for all spellings of a combination; Ctrl and Cmd are equal, since no system uses both as main key.
 */
const canonical = (accelerator: string): string =>
  accelerator
    .toLowerCase()
    .split('+')
    .map((part) => (/^(command|cmd|control|ctrl|commandorcontrol|cmdorctrl)$/.test(part) ? 'main' : part))
    .map((part) => (part === 'option' ? 'alt' : part === 'meta' ? 'super' : part))
    .sort()
    .join('+')

const isFunctionKey = (key: string): boolean => /^f([1-9]|1\d|2[0-4])$/i.test(key)

/**
 * True for a combination that works as a global key without taking a key away from typing: one key with Ctrl, Alt or
 * Super, or a function key.
 */
export function isSuitable(accelerator: string): boolean {
  const parts = accelerator.split('+')
  const keys = parts.filter((part) => !modifiers.test(part))
  const [key] = keys
  if (keys.length !== 1 || key === undefined || key === '' || parts.at(-1) !== key) return false
  return isFunctionKey(key) || parts.some((part) => modifiers.test(part) && !/^shift$/i.test(part))
}

/** `act` runs the action of a key; `keep` persists the choice. `registrar` is the system's. */
export function createHotKeyManager(deps: {
  state: StateStore
  registrar: KeyRegistrar
  clock: Clock
  keep: (action: HotKeyAction, accelerator: string | null) => void
  act: (action: HotKeyAction) => void
}): HotKeyManager {
  const { state, registrar, clock, keep, act } = deps
  let isRecording = false
  let endTest: (() => void) | null = null

  const stateOf = (action: HotKeyAction): HotKeyState => state.get('hotKeys').keys[action]
  const show = (action: HotKeyAction, next: HotKeyState): void => {
    const hotKeys = state.get('hotKeys')
    state.set('hotKeys', { ...hotKeys, keys: { ...hotKeys.keys, [action]: next } })
  }
  const showTest = (action: HotKeyAction, result: 'waiting' | 'heard' | 'not-heard'): void =>
    state.set('hotKeys', { ...state.get('hotKeys'), test: { action, result } })

  const press = (action: HotKeyAction): void => {
    const { test } = state.get('hotKeys')
    if (test?.result === 'waiting' && test.action === action) {
      endTest?.()
      showTest(action, 'heard')
      return
    }
    act(action)
  }

  const take = (action: HotKeyAction, accelerator: string): HotKeyProblem | null => {
    if (!isSuitable(accelerator)) return 'unsuitable'
    const isUsedHere = hotKeyActions.some(
      (other) => other !== action && canonical(stateOf(other).accelerator ?? '') === canonical(accelerator)
    )
    if (isUsedHere) return 'used-here'
    return registrar.register(accelerator, () => press(action))
  }

  return {
    start() {
      for (const action of hotKeyActions) {
        const accelerator = state.get('settings').hotKeys[action]
        if (accelerator === null) continue
        const problem = take(action, accelerator)
        show(
          action,
          problem === null
            ? { accelerator, failed: null }
            : { accelerator: null, failed: { accelerator, problem } }
        )
      }
    },

    set(action, accelerator) {
      const { accelerator: former } = stateOf(action)
      if (former !== null && !isRecording) registrar.unregister(former)
      const problem = accelerator === null ? null : take(action, accelerator)
      if (problem === null) {
        if (isRecording && accelerator !== null) registrar.unregister(accelerator)
        show(action, { accelerator, failed: null })
        keep(action, accelerator)
        return
      }
      // Restore the last working combination.
      if (former !== null && !isRecording) registrar.register(former, () => press(action))
      show(action, { accelerator: former, failed: accelerator === null ? null : { accelerator, problem } })
    },

    record(next) {
      if (next === isRecording) return
      isRecording = next
      for (const action of hotKeyActions) {
        const { accelerator } = stateOf(action)
        if (accelerator === null) continue
        if (isRecording) {
          registrar.unregister(accelerator)
          continue
        }
        const problem = registrar.register(accelerator, () => press(action))
        if (problem !== null) show(action, { accelerator: null, failed: { accelerator, problem } })
      }
    },

    test(action) {
      endTest?.()
      showTest(action, 'waiting')
      const cancel = clock.after(testMs, () => {
        endTest = null
        showTest(action, 'not-heard')
      })
      endTest = () => {
        cancel()
        endTest = null
      }
    },

    close() {
      endTest?.()
      registrar.unregisterAll()
    }
  }
}
