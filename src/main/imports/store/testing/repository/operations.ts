import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { ImportInput } from '../../../imports-operations'
import { rowsOf } from '../../../../platform/database/statements'
import { creation, dialOf, idOf, salt, type OpenRepository } from './bench'

/** The import used by these operations. */
export const id = idOf(1)

/** A page of maximum size. */
export const page = { offset: 0, limit: 500 }

/** Returns the repository with an open import of `total` numbers. */
export async function started(
  total: number,
  opening: OpenRepository | Promise<OpenRepository>
): Promise<OpenRepository> {
  const open = await opening
  await open.fill(Array.from({ length: total }, (_, i) => ({ dial: dialOf(i) })))
  await open.repository.createImport(creation(1, total))
  return open
}

/** Begins a request. */
export const begin = ({ repository }: OpenRepository, no: number, from: number, to: number, of = id) =>
  repository.beginRequest({ id: of, no, from, to, nowMs: 5_000 + no })

/** Records the outcome of a request. */
export const settle = (
  { repository }: OpenRepository,
  no: number,
  outcome: ImportInput<'recordOutcome'>['outcome'],
  other: Partial<ImportInput<'recordOutcome'>> = {}
) => repository.recordOutcome({ id, no, outcome, cuts: [], error: null, nowMs: 6_000 + no, ...other })

/** Decides about a request. */
export const decide = ({ repository }: OpenRepository, no: number, decision: 'taken' | 'again') =>
  repository.decideRequest({ id, no, decision, nowMs: 7_000 })

/** Sets the state of an import. */
export const setState = ({ repository }: OpenRepository, state: 'open' | 'ended' | 'cancelled', of = id) =>
  repository.setImportState({ id: of, state, nowMs: 9_000 })

/** Returns the ledger states of numbers by index; 0: not in the ledger. */
export async function ledger(
  { connection }: OpenRepository,
  places: number,
  campaign = 'spring'
): Promise<number[]> {
  const rows = await rowsOf(
    connection,
    `SELECT replace(hash::VARCHAR, '-', ''), state FROM ledger WHERE campaign = $campaign`,
    { campaign }
  )
  const states = new Map(rows.map(([hash, state]) => [hash, Number(state)]))
  expect(states.size).toBe(rows.length)
  return Array.from({ length: places }, (_, i) => {
    const hash = createHash('sha256')
      .update(`${salt}:${campaign}:${dialOf(i)}`)
      .digest('hex')
    return states.get(hash.slice(0, 32)) ?? 0
  })
}
