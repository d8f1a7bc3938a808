import type { z } from 'zod'

type Path = readonly PropertyKey[]

/** A key that the schema doesn't know (of a later version), with its location. */
export interface UnknownKey {
  path: Path
  key: string
  value: unknown
}

/** The readable part of a value. */
export interface Salvaged<T> {
  /** Null if no part is usable. */
  value: { is: T } | null
  /** Entries of lists and values that had to be dropped. */
  lostEntries: number
  /** Outside of lists; written again with the value. */
  unknownKeys: UnknownKey[]
}

/** A few passes are normally enough; more means that the schema can't be satisfied. */
const maxPasses = 50
/** Unknown keys beyond this are dropped, so that a file can't carry them forever. */
const maxUnknownChars = 65_536

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null
const has = (value: unknown, key: PropertyKey): boolean => isObject(value) && Object.hasOwn(value, key)
const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (has(value, key) ? (value as never)[key] : undefined), root)

/** Repairs `root` by the issues that a schema reports. */
class Repair {
  readonly unknownKeys: UnknownKey[] = []
  lostEntries = 0
  #unknownChars = 0
  // State of one pass. Removals are deferred, so that list indices stay valid until all issues are handled; what was
  // replaced has no more issues.
  readonly #removals = new Map<unknown[], Set<PropertyKey>>()
  readonly #replaced: Path[] = []
  readonly #root: { value: unknown }
  readonly #fallback: { value: unknown }

  constructor(root: { value: unknown }, fallback: { value: unknown }) {
    this.#root = root
    this.#fallback = fallback
  }

  pass(issues: readonly z.core.$ZodIssue[]): void {
    this.#removals.clear()
    this.#replaced.length = 0
    for (const issue of issues) {
      const path = ['value', ...issue.path]
      const isReplaced = this.#replaced.some((done) => done.every((step, depth) => step === path[depth]))
      if (!isReplaced) this.#repair(issue, path)
    }
    for (const [list, indices] of this.#removals) {
      this.lostEntries += indices.size
      list.splice(0, list.length, ...list.filter((_, index) => !indices.has(index)))
    }
  }

  #repair(issue: z.core.$ZodIssue, path: Path): void {
    const value = at(this.#root, path)
    if (issue.code === 'unrecognized_keys') this.#takeUnknown(path, issue.keys)
    else if (issue.code === 'too_big' && Array.isArray(value)) {
      this.lostEntries += value.length - Number(issue.maximum)
      value.length = Number(issue.maximum)
    } else {
      // A union member that would match except for unknown keys.
      const fitting = (issue.code === 'invalid_union' ? issue.errors : []).find(
        (errors) => errors.length > 0 && errors.every(({ code }) => code === 'unrecognized_keys')
      )
      if (fitting === undefined) this.#repairAt(path)
      else for (const inner of fitting) this.#repair(inner, [...path, ...inner.path])
    }
  }

  #takeUnknown(path: Path, keys: readonly string[]): void {
    const holder = at(this.#root, path)
    if (!isObject(holder)) return
    for (const key of keys) {
      const value = holder[key]
      Reflect.deleteProperty(holder, key)
      this.#unknownChars += key.length + JSON.stringify(value).length
      const isInList = path.some((step) => typeof step === 'number')
      if (!isInList && key !== '__proto__' && this.#unknownChars <= maxUnknownChars) {
        this.unknownKeys.push({ path: path.slice(1), key, value })
      }
    }
  }

  /** Puts the default at `path`, or removes the entry from its list or map; otherwise repairs one level up. */
  #repairAt(path: Path): void {
    const index = path.findLastIndex((step) => typeof step === 'number')
    const [holderPath, key] =
      index < 0 ? [path.slice(0, -1), path.at(-1)] : [path.slice(0, index), path[index]]
    if (key === undefined) return
    const holder = at(this.#root, holderPath)
    if (Array.isArray(holder)) {
      this.#removals.set(holder, (this.#removals.get(holder) ?? new Set()).add(key))
      return
    }
    const defaults = at(this.#fallback, holderPath)
    if (!isObject(holder) || !isObject(defaults)) {
      this.#repairAt(holderPath)
      return
    }
    const value = structuredClone(defaults[key])
    // The default is invalid as well, or a required key has none.
    if (JSON.stringify(holder[key]) === JSON.stringify(value)) {
      this.#repairAt(holderPath)
      return
    }
    // A missing key was added in a later version than the file's: nothing is lost.
    if (Object.hasOwn(holder, key)) this.lostEntries += 1
    if (Object.hasOwn(defaults, key)) holder[key] = value
    else Reflect.deleteProperty(holder, key)
    this.#replaced.push([...holderPath, key])
  }
}

/**
 * Reads `json` by `schema` as far as possible; an invalid value loses only itself: in an object it is replaced with
 * the value of `fallback`, in a list its entry is dropped. Unknown keys are returned separately. Modifies `json`.
 */
export function salvage<T>(schema: z.ZodType<T>, json: unknown, fallback: T): Salvaged<T> {
  // Wrapped, so that the root is a value with a default like any other.
  const root = { value: json }
  const repair = new Repair(root, { value: fallback })
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const parsed = schema.safeParse(root.value)
    if (parsed.success) {
      return {
        value: { is: parsed.data },
        lostEntries: repair.lostEntries,
        unknownKeys: repair.unknownKeys
      }
    }
    const before = root.value
    repair.pass(parsed.error.issues)
    // The root was replaced: no part is usable.
    if (root.value !== before) break
  }
  return { value: null, lostEntries: 0, unknownKeys: [] }
}

/** `value` as JSON with the unknown keys in their places, where these still exist. */
export function withUnknownKeys(value: unknown, unknownKeys: readonly UnknownKey[]): unknown {
  if (unknownKeys.length === 0) return value
  const copy: unknown = structuredClone(value)
  for (const { path, key, value: kept } of unknownKeys) {
    const holder = at(copy, path)
    if (isObject(holder) && !Array.isArray(holder) && !has(holder, key)) holder[key] = kept
  }
  return copy
}
