import { maskOf, replaceNumbers } from './log-text'

// Masking (docs/decisions/0047-masking-at-the-border.md): a number leaves the main process as 138****8000 only.

/** Days such as 2026-11-30, alone or as a range: the digits of dates aren't a number. */
const days = /^20\d\d-[01]\d-[0-3]\d(?:\D{1,3}20\d\d-[01]\d-[0-3]\d)?$/

/** Text with every number of seven digits and more masked. */
export const maskedText = (text: string): string =>
  replaceNumbers(text, (number) => (days.test(number) ? number : maskOf(number)))

/** A name of a file with every number masked; * isn't allowed in names. */
export const maskedFileName = (name: string): string => maskedText(name).replaceAll('*', 'x')

/** Beyond what any contract allows: a hostile value is left as it is, and refused by its schema. */
const maxDepth = 50
const maxItems = 1_000_000

/** `value` with every string in it, keys included, replaced by `change`. Other objects than plain ones stay. */
export function withStrings<T>(value: T, change: (text: string) => string): T {
  const seen = new Map<object, unknown>()
  const changed = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return change(part)
    if (typeof part !== 'object' || part === null || depth > maxDepth) return part
    const known = seen.get(part)
    if (known !== undefined) return known
    if (Array.isArray(part)) {
      if (part.length > maxItems) return part
      const list: unknown[] = []
      seen.set(part, list)
      for (const item of part) list.push(changed(item, depth + 1))
      return list
    }
    const prototype: unknown = Object.getPrototypeOf(part)
    if (prototype !== Object.prototype && prototype !== null) return part
    const object: Record<string, unknown> = {}
    seen.set(part, object)
    for (const [key, inner] of Object.entries(part)) {
      Object.defineProperty(object, change(key), {
        value: changed(inner, depth + 1),
        writable: true,
        enumerable: true,
        configurable: true
      })
    }
    return object
  }
  return changed(value, 0) as T
}

/** `value` with every number in its strings masked. */
export const maskedStrings = <T>(value: T): T => withStrings(value, maskedText)

/** The rows of an export with every number masked. */
export async function* maskedBatches<T>(batches: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  for await (const batch of batches) yield maskedStrings(batch)
}

/** More than a user can see in a run. */
const maxAliases = 200_000

/** A mask, or one with the mark that tells it from others that look alike. */
const aliasPattern = /[\d*]*\*{2,}[\d*]*(?:·\d+)?/g

/**
 * Replaces numbers by masks in output: each gets a mask of its own, which is translated back when it comes
 * in again. A second number with the same mask is 138****8000·2, so that a window can tell them apart. Holds for a run
 * of the program; the oldest are forgotten.
 */
export class NumberAliases {
  readonly #aliasOf = new Map<string, string>()
  readonly #numberOf = new Map<string, string>()
  /** The masks that were given without a mark; never given to another number. */
  readonly #plain = new Set<string>()
  #marks = 1
  readonly #limit: number

  constructor(limit = maxAliases) {
    this.#limit = limit
  }

  /** Text with an alias in place of every number but those of `kept`. */
  out(text: string, kept: ReadonlySet<string>): string {
    return replaceNumbers(text, (number) =>
      days.test(number) || kept.has(number) ? number : this.#alias(number)
    )
  }

  /** Text with the numbers in place of their aliases; unknown aliases stay. */
  in(text: string): string {
    return text.includes('**')
      ? text.replace(aliasPattern, (alias) => this.#numberOf.get(alias) ?? alias)
      : text
  }

  #alias(number: string): string {
    const known = this.#aliasOf.get(number)
    if (known !== undefined) return known
    const mask = maskOf(number)
    const isPlain = !this.#plain.has(mask) && this.#plain.size < this.#limit
    const alias = isPlain ? mask : `${mask}·${(this.#marks += 1)}`
    if (isPlain) this.#plain.add(mask)
    this.#aliasOf.set(number, alias)
    this.#numberOf.set(alias, number)
    if (this.#aliasOf.size > this.#limit) this.#forgetOldest()
    return alias
  }

  #forgetOldest(): void {
    for (const [number, alias] of this.#aliasOf) {
      this.#aliasOf.delete(number)
      this.#numberOf.delete(alias)
      return
    }
  }
}
