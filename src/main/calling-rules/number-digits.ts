import { findNumbers } from '../numbers/number'

const plain = /^1[3-9]\d{9}$/

/** The digits to dial of a callee as the service writes it (0138…, +86…); null if it isn't one number. */
export function digitsOf(callee: string): string | null {
  // Most callees are written as they are dialled, and finding numbers is slow for a million of them.
  if (plain.test(callee)) return callee
  const found = findNumbers(callee)
  return found.length === 1 ? (found[0]?.dial ?? null) : null
}
