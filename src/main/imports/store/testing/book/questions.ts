import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { ImportInput } from '../../../imports-operations'
import { rowsOf } from '../../statements'
import { creation, dialOf, idOf, salt, type OpenBook } from './bench'

/** The import that these questions are about. */
export const id = idOf(1)

/** A whole page. */
export const page = { offset: 0, limit: 500 }

/** The book, with an open import of `total` numbers. */
export async function started(total: number, opening: OpenBook | Promise<OpenBook>): Promise<OpenBook> {
  const open = await opening
  await open.fill(Array.from({ length: total }, (_, i) => ({ dial: dialOf(i) })))
  await open.book.createImport(creation(1, total))
  return open
}

/** Begins a request. */
export const begin = ({ book }: OpenBook, no: number, from: number, to: number, of = id) =>
  book.beginRequest({ id: of, no, from, to, nowMs: 5_000 + no })

/** Settles a request. */
export const settle = (
  { book }: OpenBook,
  no: number,
  outcome: ImportInput<'settleRequest'>['outcome'],
  other: Partial<ImportInput<'settleRequest'>> = {}
) => book.settleRequest({ id, no, outcome, cuts: [], error: null, nowMs: 6_000 + no, ...other })

/** Decides about a request. */
export const decide = ({ book }: OpenBook, no: number, decision: 'taken' | 'again') =>
  book.decideRequest({ id, no, decision, nowMs: 7_000 })

/** Sets the state of an import. */
export const setState = ({ book }: OpenBook, state: 'open' | 'ended' | 'cancelled', of = id) =>
  book.setImportState({ id: of, state, nowMs: 9_000 })

/** The states of numbers in the ledger by their places, 0 for none. */
export async function ledger(
  { connection }: OpenBook,
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
