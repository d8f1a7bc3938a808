import type { CommandInput } from '../../shared/app/contract'
import { calleeRegion, callerOf } from '../../shared/dialling/caller-choice'
import {
  maxCallerLabelLength,
  maxCallerNumbers,
  maxListedCallerNumbers,
  maxRegionChoices
} from '../../shared/dialling/caller-numbers'
import type { CallerChoice, CallerNumber, CallerNumbers, StoredCallers } from '../../shared/dialling/schema'
import type { FoundNumber } from '../../shared/numbers/schema'
import type { ErrorCode } from '../../shared/platform/errors'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { findNumbers } from '../numbers/number'
import type { CallersFile } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/**
 * The national digits of a caller number as typed; null unless it is exactly one valid mobile or fixed-line number,
 * which the document requires (一、发起呼叫, callerNumber).
 */
export function readCallerNumber(text: string): string | null {
  const found = findNumbers(text)
  const [number] = found
  return number === undefined || found.length > 1 || number.kind === 'doubtful' ? null : number.dial
}

/** A list as the user changed it; see the command `caller-numbers:set`. */
export type CallerNumbersInput = CommandInput<'caller-numbers:set'>

/**
 * The list with normalised numbers and trimmed labels. Refuses an invalid number, a number that is in the list twice,
 * and a list that grows beyond {@link maxCallerNumbers}.
 */
function readCallerNumbers(
  { entries, defaultIndex }: CallerNumbersInput,
  currentLength: number
): Result<Pick<CallerNumbers, 'numbers' | 'defaultNumber'>> {
  const refused = (code: ErrorCode): Result<never> => failed({ code, field: 'callerNumber' })
  const numbers: CallerNumber[] = []
  for (const entry of entries) {
    const number = readCallerNumber(entry.number)
    if (number === null) return refused('caller-number-invalid')
    if (numbers.some((one) => one.number === number)) return refused('caller-number-taken')
    numbers.push({ number, label: entry.label.trim().slice(0, maxCallerLabelLength) })
  }
  if (numbers.length > Math.max(maxCallerNumbers, currentLength)) return refused('caller-numbers-full')
  const defaultEntry = defaultIndex === null ? undefined : numbers[defaultIndex]
  return succeeded({ numbers, defaultNumber: defaultEntry?.number ?? null })
}

/**
 * The stored list with the default of the account in it. An account of a version that knew one caller number only has
 * no list yet, and a sign-in can name a number that isn't in the list.
 */
export function withDefault(stored: StoredCallers, defaultNumber: string | null): CallerNumbers {
  const isListed = defaultNumber === null || stored.numbers.some(({ number }) => number === defaultNumber)
  if (isListed) return { ...stored, defaultNumber }
  const numbers = [{ number: defaultNumber, label: '' }, ...stored.numbers].slice(0, maxListedCallerNumbers)
  return { ...stored, numbers, defaultNumber }
}

/** The choices after `number` was chosen for a callee of `region`: one per region, the newest last. */
const withRegionChoice = (
  choices: StoredCallers['regionChoices'],
  region: string,
  number: string | null
): StoredCallers['regionChoices'] =>
  [...choices.filter((one) => one.region !== region), { region, number }].slice(-maxRegionChoices)

/** The caller numbers that the organisation's policy gives. `locked`: no others may be used. */
export interface PolicyCallers {
  numbers: readonly CallerNumber[]
  isLocked: boolean
}

/** The caller numbers of the signed-in account: the state's `callerNumbers`, and their file. */
export class AccountCallers {
  readonly #state: StateStore
  readonly #file: CallersFile
  readonly #onDefault: (number: string | null) => void
  readonly #policy: PolicyCallers
  #callers: CallerNumbers

  constructor(deps: {
    state: StateStore
    file: CallersFile
    /** The account's caller number. */
    defaultNumber: string | null
    policy?: PolicyCallers
    /** Called when the user changes the default, which is stored with the account. */
    onDefault: (number: string | null) => void
  }) {
    this.#state = deps.state
    this.#file = deps.file
    this.#onDefault = deps.onDefault
    this.#policy = deps.policy ?? { numbers: [], isLocked: false }
    this.#callers = this.#opened(deps.file.read(), deps.defaultNumber)
    this.#publish()
  }

  /** The caller number of a call to `callee`; see `callerOf`. Null: none is sent. */
  of(callee: FoundNumber, choice: CallerChoice | null): string | null {
    return callerOf(this.#callers, callee, choice)
  }

  /** Remembers for the callee's region that the user chose this caller number. */
  remember(callee: FoundNumber, number: string | null): void {
    const regionChoices = withRegionChoice(this.#callers.regionChoices, calleeRegion(callee), number)
    this.#change({ ...this.#callers, regionChoices })
  }

  /** Replaces the list; see the command `caller-numbers:set`. */
  set(input: CallerNumbersInput): Result<undefined> {
    const before = this.#callers
    const read = readCallerNumbers(input, before.numbers.length)
    if (!read.ok) return read
    const { numbers, defaultNumber } = read.value
    const isSame = JSON.stringify(numbers) === JSON.stringify(before.numbers)
    if (this.#policy.isLocked && (!isSame || defaultNumber === null)) {
      return failed({ code: 'policy-locked', field: 'callerNumber' })
    }
    const isKept = (number: string | null): boolean =>
      number === null || numbers.some((one) => one.number === number)
    const regionChoices = before.regionChoices.filter(({ number }) => isKept(number))
    this.#change({ numbers, defaultNumber, regionChoices })
    if (defaultNumber !== before.defaultNumber) this.#onDefault(defaultNumber)
    return succeeded(undefined)
  }

  /** Forgets the choices for regions, which tell where calls went; the list stays for the next sign-in. */
  forgetChoices(): void {
    if (this.#callers.regionChoices.length > 0) this.#change({ ...this.#callers, regionChoices: [] })
  }

  close(): void {
    this.#state.set('callerNumbers', { numbers: [], regionChoices: [], defaultNumber: null })
  }

  /** The list at the start: the user's, or the policy's where that is locked or the user has none. */
  #opened(stored: StoredCallers, defaultNumber: string | null): CallerNumbers {
    const { isLocked } = this.#policy
    const given = [...this.#policy.numbers]
    if (!isLocked)
      return withDefault(stored.numbers.length > 0 ? stored : { ...stored, numbers: given }, defaultNumber)
    const isGiven = given.some(({ number }) => number === defaultNumber)
    return { ...stored, numbers: given, defaultNumber: isGiven ? defaultNumber : (given[0]?.number ?? null) }
  }

  #change(next: CallerNumbers): void {
    this.#callers = next
    // The user's own list waits for the policy to be lifted.
    const numbers = this.#policy.isLocked ? this.#file.read().numbers : next.numbers
    this.#file.write({ numbers, regionChoices: next.regionChoices })
    this.#publish()
  }

  #publish(): void {
    this.#state.set('callerNumbers', this.#callers)
  }
}
