import { z } from 'zod'

const texts = ['1', '13800138000', '0a1b2c3d-0000-4000-8000-000000000001', 'https://pbx.example/']

/** Candidate values for the schema's kind, simplest first; not all of them are valid. */
function candidates(schema: z.core.$ZodType): unknown[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'undefined':
      return [undefined]
    case 'null':
      return [null]
    case 'boolean':
      return [true]
    case 'number':
      return [1, 0, 60_000]
    case 'string':
      return texts
    case 'enum':
      return Object.values(def.entries)
    case 'literal':
      return def.values
    case 'custom':
      return [new Uint8Array([1])]
    case 'array':
      return [1, 0, 2].map((length) => Array.from({ length }, () => sampleOf(def.element)))
    case 'union':
      return def.options.map(sampleOf)
    case 'nullable':
    case 'optional':
      return [sampleOf(def.innerType)]
    case 'object':
      return [Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, sampleOf(field)]))]
    default:
      return []
  }
}

/** Returns a value that `schema` accepts. Throws when no candidate fits: such a command needs a sample. */
export function sampleOf(schema: z.core.$ZodType): unknown {
  const found = candidates(schema).find((value) => z.core.safeParse(schema, value).success)
  if (found === undefined && !z.core.safeParse(schema, undefined).success) {
    throw new Error(`no sample for a schema of type ${schema._zod.def.type}`)
  }
  return found
}
