import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { runSize } from '../../../platform/testing/run-size'
import { createRepositoryBench, idOf } from '../testing/repository/bench'
import { buildProgram, type BuiltProgram } from '../testing/repository/start'
import type { RunMessage } from '../testing/repository/messages'
import { numberOf, rowsOf, textOrNull } from '../../../platform/database/statements'

const kills = runSize(4, 20)
const bench = createRepositoryBench()
let program: BuiltProgram

beforeAll(async () => {
  program = await buildProgram()
}, 60_000)
afterAll(() => program.remove())
afterEach(() => bench.clean())

interface Row {
  from: number
  to: number
  outcome: string | null
}

async function look(file: string): Promise<{ rows: Map<number, Row>; astray: number }> {
  const { connection, repository, close } = await bench.open(file)
  const requests = await rowsOf(connection, 'SELECT no, from_pos, to_pos, outcome FROM request ORDER BY no')
  // The ledger has every number of accepted requests as sent, every number of unknown ones as maybe, and no others.
  const [astray] = await rowsOf(
    connection,
    `SELECT count(*) FROM (
       SELECT n.hash, CASE r.outcome WHEN 'accepted' THEN 1 ELSE 2 END AS state
       FROM number n JOIN request r ON n.position >= r.from_pos AND n.position < r.to_pos
       WHERE r.outcome IN ('accepted', 'unknown')
     ) d FULL JOIN ledger l ON l.hash = d.hash AND l.state = d.state WHERE d.hash IS NULL OR l.hash IS NULL`
  )
  const { sent, refused, unknown, waiting } = await repository.report({ id: idOf(1) })
  expect(sent + refused + unknown + waiting).toBe(100_000)
  await close()
  const rows = requests.map(
    ([no, from, to, outcome]) =>
      [numberOf(no), { from: numberOf(from), to: numberOf(to), outcome: textOrNull(outcome) }] as const
  )
  return { rows: new Map(rows), astray: numberOf(astray?.[0]) }
}

/** Returns the rows allowed after these messages: answered writes must be there, a requested one may be. */
function expected(before: ReadonlyMap<number, Row>, said: readonly RunMessage[]) {
  const sure = new Map(before)
  let perhaps: [number, Row] | null = null
  for (const word of said) {
    if (word.kind === 'done') continue
    const row =
      'from' in word
        ? { from: word.from, to: word.to, outcome: null }
        : { ...(sure.get(word.no) ?? { from: 0, to: 0 }), outcome: word.outcome }
    const isAnswered = word.kind === 'begun' || word.kind === 'settled'
    perhaps = isAnswered ? null : [word.no, row]
    if (isAnswered) sure.set(word.no, row)
  }
  return { sure, asked: new Map(perhaps === null ? sure : [...sure, perhaps]) }
}

it('after a kill it has all acknowledged requests, none that wasn’t begun, and a consistent ledger', async () => {
  const file = bench.file()
  let rows = new Map<number, Row>()
  let answered = 0
  for (let turn = 0; turn < kills; turn += 1) {
    const said = await program.runUntil(file, 1 + Math.floor(Math.random() * 60))
    answered += said.filter(({ kind }) => kind === 'settled').length
    // The program first marks requests in flight as unknown.
    const recovered = new Map(
      [...rows].map(([no, row]) => [no, { ...row, outcome: row.outcome ?? 'unknown' }] as const)
    )
    const { sure, asked } = expected(recovered, said)
    const found = await look(file)
    expect([sure, asked]).toContainEqual(found.rows)
    expect(found.astray).toBe(0)
    rows = found.rows
  }
  expect(answered).toBeGreaterThan(kills)
}, 300_000)
