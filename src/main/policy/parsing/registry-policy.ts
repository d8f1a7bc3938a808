import { z } from 'zod'
import { policyLeaves, type PolicyLeaf } from './policy-leaves'

/** The key below which group policies set Deskline's values. */
export const registryKey = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Deskline'

const keyLine = /^\[(.+)\]$/
const valueLine = /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|dword:([\da-f]{8}))$/i

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1')

/** Reads a value as its schema wants it; one that doesn't fit is returned as it is, and refused later. */
function valueOf({ schema }: PolicyLeaf, text: string | undefined, dword: string | undefined): unknown {
  if (dword !== undefined) {
    const number = Number.parseInt(dword, 16)
    return schema instanceof z.ZodBoolean ? number !== 0 : number
  }
  const plain = unescaped(text ?? '')
  if (plain !== 'null' && schema.safeParse(plain).success) return plain
  try {
    return JSON.parse(plain)
  } catch {
    return plain
  }
}

/**
 * Reads the export of {@link registryKey} (a .reg file, version 5) as a policy object, unchecked. A key's name and a
 * value's, split at dots, are the path: `…\Deskline\locked\settings`, `dialling.undoPauseMs`. Upper and lower case
 * count as equal, as in the registry. Lists are JSON. Unknown values are kept, so that the check of the policy names
 * them.
 */
export function readRegistryPolicy(text: string): unknown {
  const leaves = new Map(policyLeaves().map((leaf) => [leaf.path.join('.').toLowerCase(), leaf]))
  const policy: Record<string, unknown> = {}
  let key: string | null = null
  for (const line of text.split(/\r?\n/)) {
    key = keyLine.exec(line)?.[1] ?? key
    const [, name, plain, dword] = valueLine.exec(line) ?? []
    if (name === undefined || key === null) continue
    const below = key
      .slice(registryKey.length)
      .split('\\')
      .filter((part) => part !== '')
    const typed = [...below, ...unescaped(name).split('.')]
    const leaf = leaves.get(typed.join('.').toLowerCase())
    const path = leaf?.path ?? typed
    let holder = policy
    for (const part of path.slice(0, -1)) {
      const inner = Object.hasOwn(holder, part) ? holder[part] : {}
      holder = holder[part] = (typeof inner === 'object' ? inner : {}) as Record<string, unknown>
    }
    const last = path.at(-1)
    if (last !== undefined && last !== '__proto__') {
      holder[last] = leaf === undefined ? plain : valueOf(leaf, plain, dword)
    }
  }
  return policy
}
