import type { FoundNumber } from '../numbers/schema'
import type { CallerChoice, CallerNumbers } from './schema'

/**
 * The caller numbers that a call can be made with, in the order of their keys. Null: none is sent, and the service
 * uses the number that is bound to the desk phone (document, 一、发起呼叫, callerNumber). That is offered only while it is
 * the default.
 */
export function callerOptions({ numbers, defaultNumber }: CallerNumbers): (string | null)[] {
  const own = numbers.map(({ number }) => number)
  return defaultNumber === null ? [null, ...own] : own
}

/**
 * The group of callees that share a remembered choice: the area code of a fixed line, else the kind of number. Mobile
 * numbers share one group, since the table of their regions is loaded by windows only.
 */
export const calleeRegion = ({ dial, kind }: FoundNumber): string =>
  kind === 'fixed' ? dial.slice(0, /^0[12]/.test(dial) ? 3 : 4) : kind

/**
 * The caller number of a call to `callee`: the user's choice for this call, else the last one chosen for the callee's
 * region, else the default. A choice that is no longer offered doesn't count.
 */
export function callerOf(
  callers: CallerNumbers,
  callee: FoundNumber | null,
  choice: CallerChoice | null
): string | null {
  const options = callerOptions(callers)
  if (choice !== null && options.includes(choice.number)) return choice.number
  const region = callee === null ? null : calleeRegion(callee)
  const last = callers.regionChoices.find((one) => one.region === region)
  return last !== undefined && options.includes(last.number) ? last.number : callers.defaultNumber
}

/** The option after `current`, from the last back to the first. */
export function nextCaller(callers: CallerNumbers, current: string | null): string | null {
  const options = callerOptions(callers)
  return options[(options.indexOf(current) + 1) % options.length] ?? null
}

/** The label of a caller number; empty if it has none. */
export const callerLabel = ({ numbers }: CallerNumbers, number: string | null): string =>
  numbers.find((one) => one.number === number)?.label ?? ''
