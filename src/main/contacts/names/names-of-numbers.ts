import { contactLimits } from '../../../shared/contacts/contacts'
import { nameText } from '../../../shared/contacts/shown-name'
import { dialledDigits } from '../../numbers/number-key'
import type { NameSource } from './names'

/** Resolves with name and company of numbers, on one line, by number as it was given; rejects if a source does. */
export type NamesOfNumbers = (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Asks the sources for any count of numbers, each for what the earlier ones don't know. */
export function createNamesOf(sources: readonly NameSource[]): NamesOfNumbers {
  const ask = async (digits: readonly string[], into: Map<string, string>): Promise<void> => {
    for (const source of sources) {
      const open = digits.filter((number) => !into.has(number))
      if (open.length === 0) return
      for (const [number, name] of await source(open)) into.set(number, nameText(name))
    }
  }
  return async (numbers) => {
    const dialled = numbers.map((number) => [number, dialledDigits(number)] as const)
    const all = [...new Set(dialled.flatMap(([, digits]) => digits ?? []))]
    const found = new Map<string, string>()
    for (let from = 0; from < all.length; from += contactLimits.maxNames)
      await ask(all.slice(from, from + contactLimits.maxNames), found)
    return new Map(
      dialled.flatMap(([number, digits]) => {
        const name = digits === null ? undefined : found.get(digits)
        return name === undefined || name === '' ? [] : [[number, name] as const]
      })
    )
  }
}
