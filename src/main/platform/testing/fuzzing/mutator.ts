import { hostileNumbers, hostileTexts, prototypeNames, withOwnField } from './hostile-values'
import type { Random } from './random'

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const isShort = (list: readonly unknown[]): boolean => list.length <= 1_000

/**
 * Makes invalid values from valid ones: parts are replaced, removed, duplicated, added or stretched to their limits.
 * Doesn't modify its argument.
 */
export function createMutator(random: Random, hostile: readonly unknown[]): (value: unknown) => unknown {
  const ofText = (text: string): string => {
    const at = random.below(text.length + 1)
    switch (random.below(6)) {
      case 0:
        return text.slice(0, at)
      case 1:
        return `${text.slice(0, at)}${String.fromCharCode(random.below(0x1_0000))}${text.slice(at)}`
      case 2:
        return `${text.slice(0, at)}${random.pick(hostileTexts)}${text.slice(at)}`
      case 3:
        return ` ${text}\n`
      case 4:
        return text.toUpperCase()
      default:
        return text + text
    }
  }
  const ofNumber = (number: number): unknown => {
    switch (random.below(6)) {
      case 0:
        return -number
      case 1:
        return number + 1
      case 2:
        return number + 0.5
      case 3:
        return String(number)
      case 4:
        return number * 1_000
      default:
        return random.pick(hostileNumbers)
    }
  }
  const ofList = (list: readonly unknown[]): unknown[] => {
    switch (random.below(5)) {
      case 0:
        return list.slice(0, random.below(list.length + 1))
      case 1:
        return [...list, ...list]
      case 2: {
        const sparse = [...list]
        sparse.length += 1 + random.below(3)
        return sparse
      }
      case 3: {
        // Long lists cost more than they find.
        const length = random.isChance(0.02) ? random.pick([99, 100, 101, 499, 500, 501]) : random.below(8)
        return Array.from({ length }, (_, at) => list[at % Math.max(list.length, 1)])
      }
      default:
        return [...list, random.pick(hostile)]
    }
  }
  const ofObject = (object: Record<string, unknown>): unknown => {
    const names = Object.keys(object)
    switch (random.below(4)) {
      case 0: {
        if (names.length === 0) return { ...object, extra: 1 }
        const left = { ...object }
        Reflect.deleteProperty(left, random.pick(names))
        return left
      }
      case 1:
        return withOwnField(object, random.pick(prototypeNames), random.pick([object, random.pick(hostile)]))
      case 2:
        return { ...object, [random.pick(['token', 'extra', '', '0'])]: random.pick(hostile) }
      default:
        return random.isChance(0.5) ? { value: object } : [object]
    }
  }
  const here = (value: unknown): unknown => {
    if (random.isChance(0.4)) return random.pick(hostile)
    if (typeof value === 'string') return ofText(value)
    if (typeof value === 'number') return ofNumber(value)
    if (typeof value === 'boolean') return random.pick([!value, String(value), Number(value)])
    if (Array.isArray(value)) return isShort(value) ? ofList(value) : random.pick(hostile)
    if (isPlainObject(value)) return ofObject(value)
    return random.pick(hostile)
  }
  const once = (value: unknown): unknown => {
    // Most errors are deeply nested.
    if (Array.isArray(value) && value.length > 0 && isShort(value) && random.isChance(0.75)) {
      const at = random.below(value.length)
      const list: unknown[] = [...(value as unknown[])]
      list[at] = once(list[at])
      return list
    }
    if (isPlainObject(value) && random.isChance(0.75)) {
      const names = Object.keys(value)
      if (names.length > 0) {
        const name = random.pick(names)
        return withOwnField(value, name, once(value[name]))
      }
    }
    return here(value)
  }
  return (value) => {
    let mutated = once(value)
    while (random.isChance(0.3)) mutated = once(mutated)
    return mutated
  }
}
