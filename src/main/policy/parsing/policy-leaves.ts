import { z } from 'zod'
import { policySchema } from '../policy-schema'

/** One value that a policy can hold. */
export interface PolicyLeaf {
  /** The names on the way to it: `locked`, `settings`, `dialling`, `undoPauseMs`. */
  path: readonly string[]
  /** Without `optional`. */
  schema: z.ZodType
}

const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional ? bare(schema.unwrap() as z.ZodType) : schema

/** The parts of an object's schema by their names; null for a leaf. */
function partsOf(schema: z.ZodType): Record<string, z.ZodType> | null {
  const object = bare(schema)
  return object instanceof z.ZodObject ? object.shape : null
}

/** All leaves of a policy, in the order of the schema. */
export function policyLeaves(
  schema: z.ZodType = policySchema,
  path: readonly string[] = []
): readonly PolicyLeaf[] {
  const parts = partsOf(schema)
  if (parts === null) return [{ path, schema: bare(schema) }]
  return Object.entries(parts).flatMap(([name, part]) =>
    name === '$schema' ? [] : policyLeaves(part, [...path, name])
  )
}
