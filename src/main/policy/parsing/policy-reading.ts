import { policySchema, type Policy } from '../policy-schema'
import { decodeText } from '../../platform/files/read-json'

/** The largest policy, in bytes. */
export const maxPolicyBytes = 1_000_000

const maxDetails = 20

/** A policy, or what is wrong with it. */
export type PolicyReading =
  | { ok: true; policy: Policy }
  | { ok: false; kind: 'unreadable' | 'invalid'; details: string[] }

/** Checks a policy object as a whole: a policy with any mistake isn't applied in part. */
export function readPolicyValue(value: unknown): PolicyReading {
  const parsed = policySchema.safeParse(value)
  if (parsed.success) return { ok: true, policy: parsed.data }
  const details = parsed.error.issues.slice(0, maxDetails).map(({ path, message }) => {
    const place = path.map(String).join('.')
    return (place === '' ? message : `${place}: ${message}`).slice(0, 500)
  })
  return { ok: false, kind: 'invalid', details }
}

/** Reads a policy file's bytes. */
export function readPolicyBytes(bytes: Uint8Array): PolicyReading {
  if (bytes.length > maxPolicyBytes) return { ok: false, kind: 'invalid', details: ['too large'] }
  try {
    return readPolicyValue(JSON.parse(decodeText(bytes)))
  } catch (problem) {
    return {
      ok: false,
      kind: 'invalid',
      details: [problem instanceof Error ? problem.message.slice(0, 500) : '']
    }
  }
}
