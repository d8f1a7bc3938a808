import { hotKeyActions, type HotKeyAction, type HotKeyProblem } from '../../shared/dialling/hot-keys'
import { succeeded, type Result } from '../../shared/platform/result'
import type { HotKeyState } from '../../shared/dialling/schema'
import type { Clock, KeyOutcome, KeyRegistrar } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** How long a test waits for its key, in ms. */
const testMs = 10_000

/** Manages the global keys: which are registered, which failed, and whether they arrive. */
export interface HotKeyManager {
  /** Registers the saved combinations; one that fails is reported in the state and stays chosen. */
  start(): void
  /**
   * Tries a combination; if it can't be registered, the working one stays and the state has the reason. Refused if the
   * policy fixes the key: the working one stays then, too.
   */
  set(action: HotKeyAction, accelerator: string | null): Result<undefined>
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

interface HotKeyDeps {
  state: StateStore
  /** The system's. */
  registrar: KeyRegistrar
  clock: Clock
  /** Persists the choice; refused if the policy fixes the key. */
  keep: (action: HotKeyAction, accelerator: string | null) => Result<undefined>
  /** Runs the action of a key. */
  act: (action: HotKeyAction) => void
}

class GlobalHotKeys implements HotKeyManager {
  readonly #deps: HotKeyDeps
  readonly #state: StateStore
  readonly #registrar: KeyRegistrar
  #isRecording = false
  #cancelTest: (() => void) | null = null

  constructor(deps: HotKeyDeps) {
    this.#deps = deps
    this.#state = deps.state
    this.#registrar = deps.registrar
    this.#registrar.onOutcome?.((outcome) => this.#settle(outcome))
  }

  start(): void {
    for (const action of hotKeyActions) {
      const accelerator = this.#state.get('settings').hotKeys[action]
      if (accelerator === null) continue
      const problem = this.#register(action, accelerator)
      this.#publish(
        action,
        problem === null
          ? { accelerator, assigned: null, failed: null }
          : { accelerator: null, assigned: null, failed: { accelerator, problem } }
      )
    }
  }

  set(action: HotKeyAction, accelerator: string | null): Result<undefined> {
    const { accelerator: former, assigned, failed: lastFailed } = this.#stateOf(action)
    if (former !== null && !this.#isRecording) this.#registrar.unregister(former)
    // A desktop that refused the key must not be asked for it again.
    else if (lastFailed !== null) this.#registrar.unregister(lastFailed.accelerator)
    const problem = accelerator === null ? null : this.#register(action, accelerator)
    if (problem === null) {
      const kept = this.#deps.keep(action, accelerator)
      if (accelerator !== null && (this.#isRecording || !kept.ok)) this.#registrar.unregister(accelerator)
      if (kept.ok) this.#publish(action, { accelerator, assigned: null, failed: null })
      else this.#restore(action, former)
      return kept
    }
    // Restore the last working combination.
    this.#restore(action, former)
    const failed = accelerator === null ? null : { accelerator, problem }
    this.#publish(action, { accelerator: former, assigned, failed })
    return succeeded(undefined)
  }

  #restore(action: HotKeyAction, former: string | null): void {
    if (former === null || this.#isRecording) return
    this.#registrar.register(former, () => this.#press(action), action)
  }

  record(isRecording: boolean): void {
    if (isRecording === this.#isRecording) return
    this.#isRecording = isRecording
    for (const action of hotKeyActions) {
      const { accelerator } = this.#stateOf(action)
      if (accelerator === null) continue
      if (isRecording) {
        this.#registrar.unregister(accelerator)
        continue
      }
      const problem = this.#registrar.register(accelerator, () => this.#press(action), action)
      if (problem === null) continue
      this.#publish(action, { accelerator: null, assigned: null, failed: { accelerator, problem } })
    }
  }

  test(action: HotKeyAction): void {
    this.#endTest()
    // A combination that was refused earlier isn't what is tested.
    const known = this.#stateOf(action)
    if (known.accelerator !== null && known.failed !== null) this.#publish(action, { ...known, failed: null })
    this.#publishTest(action, 'waiting')
    this.#cancelTest = this.#deps.clock.after(testMs, () => {
      this.#cancelTest = null
      this.#publishTest(action, 'not-heard')
    })
  }

  close(): void {
    this.#endTest()
    this.#registrar.unregisterAll()
  }

  /** The answer of a desktop that was asked: a key that it refused isn't one, but stays chosen. */
  #settle({ delivery, keys }: KeyOutcome): void {
    this.#state.set('hotKeys', { ...this.#state.get('hotKeys'), delivery })
    for (const { action, accelerator, assigned, problem } of keys) {
      this.#publish(
        action,
        problem === null
          ? { accelerator, assigned, failed: null }
          : { accelerator: null, assigned: null, failed: { accelerator, problem } }
      )
    }
  }

  #endTest(): void {
    this.#cancelTest?.()
    this.#cancelTest = null
  }

  #register(action: HotKeyAction, accelerator: string): HotKeyProblem | null {
    if (!isSuitable(accelerator)) return 'unsuitable'
    const isUsedHere = hotKeyActions.some(
      (other) =>
        other !== action && canonical(this.#stateOf(other).accelerator ?? '') === canonical(accelerator)
    )
    if (isUsedHere) return 'used-here'
    return this.#registrar.register(accelerator, () => this.#press(action), action)
  }

  #press(action: HotKeyAction): void {
    const { test } = this.#state.get('hotKeys')
    if (test?.result === 'waiting' && test.action === action) {
      this.#endTest()
      this.#publishTest(action, 'heard')
      return
    }
    this.#deps.act(action)
  }

  #stateOf(action: HotKeyAction): HotKeyState {
    return this.#state.get('hotKeys').keys[action]
  }

  #publish(action: HotKeyAction, next: HotKeyState): void {
    const hotKeys = this.#state.get('hotKeys')
    this.#state.set('hotKeys', { ...hotKeys, keys: { ...hotKeys.keys, [action]: next } })
  }

  #publishTest(action: HotKeyAction, result: 'waiting' | 'heard' | 'not-heard'): void {
    this.#state.set('hotKeys', { ...this.#state.get('hotKeys'), test: { action, result } })
  }
}

/** Starts with no key registered. */
export const createHotKeyManager = (deps: HotKeyDeps): HotKeyManager => new GlobalHotKeys(deps)
