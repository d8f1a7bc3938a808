import { callerLabel, callerOptions } from '../../../shared/dialling/caller-choice'
import { maxCallerKeys } from '../../../shared/dialling/caller-numbers'
import type { CallerNumbers } from '../../../shared/dialling/schema'
import type { WindowMessages } from '../../../shared/messages/en/window'
import { formatNumber } from '../../../shared/numbers/number'

/** A caller number with its label; null is the desk phone's own. */
export function callerName(
  callers: CallerNumbers,
  number: string | null,
  t: WindowMessages['callers']
): string {
  if (number === null) return t.own
  const label = callerLabel(callers, number)
  return label === '' ? formatNumber(number) : t.named(formatNumber(number), label)
}

/** The key of the caller number at `index` of the options, as it is shown; empty if it has none. */
export const callerKey = (index: number, isMac: boolean): string =>
  index >= maxCallerKeys ? '' : isMac ? `⌥${index + 1}` : `Alt+${index + 1}`

/** The keys of all caller numbers: Alt+1–3. */
export function callerKeys(callers: CallerNumbers, isMac: boolean): string {
  const last = Math.min(callerOptions(callers).length, maxCallerKeys)
  return `${callerKey(0, isMac)}–${last}`
}

/**
 * The index of the caller number whose key was pressed; null for other keys. By position, because Alt changes the
 * character on a Mac; with Ctrl it would be AltGr on Windows.
 */
export function callerIndexOf(
  event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>
): number | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  return digit === undefined ? null : Number(digit) - 1
}
