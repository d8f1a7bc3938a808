import type { Settings } from '../../shared/app/schema'
import { defaultSettings } from '../../shared/app/settings'
import type { DeepPartial, Policy } from './policy-schema'

// A setting is a leaf: a value that isn't an object, or a list as a whole. Its path is its name with those of the
// objects around it, joined by dots.

type Leaves = Map<string, unknown>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The leaves of `value` by their paths. */
export function leavesOf(value: unknown, path = '', leaves: Leaves = new Map()): Leaves {
  if (!isObject(value)) return value === undefined ? leaves : leaves.set(path, value)
  for (const [key, part] of Object.entries(value))
    leavesOf(part, path === '' ? key : `${path}.${key}`, leaves)
  return leaves
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** `under` with the leaves of `over` in place of its own. */
export function laid<T>(over: DeepPartial<NoInfer<T>> | undefined, under: T): T {
  if (over === undefined) return under
  if (!isObject(over) || !isObject(under)) return over as T
  const parts = Object.entries(over).map(([key, part]): [string, unknown] => [
    key,
    laid<unknown>(part, under[key])
  ])
  return { ...under, ...Object.fromEntries<unknown>(parts) }
}

/** The leaves of `value` for which `isKept` holds, as an object. */
function withLeaves(value: unknown, isKept: (path: string) => boolean, path = ''): unknown {
  if (!isObject(value)) return isKept(path) ? value : undefined
  const parts = Object.entries(value).flatMap(([key, part]) => {
    const kept = withLeaves(part, isKept, path === '' ? key : `${path}.${key}`)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return parts.length === 0 && path !== '' ? undefined : Object.fromEntries(parts)
}

/**
 * The settings in layers: defaults, the policy's presets, what the user chose, the policy's locked values. The one
 * place that decides which value holds.
 */
export interface SettingsLayers {
  /** What holds where the user chose nothing. */
  base: Settings
  /** The paths of the locked settings. */
  locked: readonly string[]
  /** The settings in force for what the user chose. */
  effective(chosen: Settings): Settings
  /** The path of the first setting that `next` would change although it may not be; null: none. */
  refused(current: Settings, next: Settings): string | null
  /** What the user has chosen after a change to `next`; a locked setting keeps the user's own value. */
  chosen(before: Settings, next: Settings): Settings
  /** The part of `chosen` that differs from the base: what the file holds. */
  stored(chosen: Settings): unknown
  /** True if the policy gives the setting a value. */
  isGiven(path: string): boolean
}

/** The layers of a policy. `isClosed`: the user may change nothing but the pause of notifications. */
export function createSettingsLayers(policy: Policy, isClosed = false): SettingsLayers {
  const base = laid<Settings>(policy.preset?.settings, defaultSettings)
  const fixed: DeepPartial<Settings> = policy.locked?.settings ?? {}
  const fixedLeaves = leavesOf(fixed)
  const given = new Set([...fixedLeaves.keys(), ...leavesOf(policy.preset?.settings ?? {}).keys()])
  const baseLeaves = leavesOf(base)

  return {
    base,
    locked: [...fixedLeaves.keys()],
    effective: (chosen) => laid(fixed, chosen),
    refused(current, next) {
      const before = leavesOf(current)
      for (const [path, value] of leavesOf(next)) {
        const mayChange = isClosed ? path === 'notificationsPausedUntilMs' : !fixedLeaves.has(path)
        if (!mayChange && !isEqual(value, before.get(path))) return path
      }
      return null
    },
    chosen(before, next) {
      const own = withLeaves(before, (path) => fixedLeaves.has(path)) as DeepPartial<Settings>
      return laid(own, next)
    },
    stored(chosen) {
      const leaves = leavesOf(chosen)
      return withLeaves(chosen, (path) => !isEqual(leaves.get(path), baseLeaves.get(path)))
    },
    isGiven: (path) => given.has(path)
  }
}
