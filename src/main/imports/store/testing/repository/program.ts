import { writeSync } from 'node:fs'
import { requestOutcomes } from '../../../../../shared/imports/imports'
import { rowsOf } from '../../../../platform/database/statements'
import { creation, idOf, openRepository } from './bench'
import { killedTotal, type RunMessage } from './messages'

// Writes an import like Deskline, and can be killed at any moment. Reports each write before and after it, as one
// JSON per line.

const [, , file = ''] = process.argv
const { repository, connection } = await openRepository(file)
const id = idOf(1)
const say = (said: RunMessage): void => void writeSync(1, `${JSON.stringify(said)}\n`)
const random = (below: number): number => Math.floor(Math.random() * below)

const [known] = await repository.imports({})
if (known === undefined) {
  await rowsOf(
    connection,
    `INSERT INTO draft.entry SELECT n, 0, n + 1, 0, 0, '138' || lpad(n::VARCHAR, 8, '0'), NULL, NULL, false
     FROM range(${killedTotal}) r(n)`
  )
  await rowsOf(connection, 'INSERT INTO draft.verdict SELECT n, n, NULL, NULL FROM draft.entry')
  await repository.createImport(creation(1, killedTotal))
}
await repository.recover(Date.now())
const { waiting, nextNo } = await repository.plan({ id })
const free = [...waiting].reverse()

for (let no = nextNo; ; no += 1) {
  const range = free.pop()
  if (range === undefined) break
  const { from, to } = { from: range.from, to: Math.min(range.to, range.from + 1 + random(500)) }
  if (to < range.to) free.push({ from: to, to: range.to })
  const nowMs = Date.now()
  say({ kind: 'beginning', no, from, to })
  await repository.beginRequest({ id, no, from, to, nowMs })
  say({ kind: 'begun', no, from, to })
  const outcome = requestOutcomes[random(requestOutcomes.length)] ?? 'accepted'
  const [kept, cuts] = outcome === 'split' && to - from < 2 ? ['refused' as const, []] : [outcome, []]
  say({ kind: 'settling', no, outcome: kept })
  await repository.recordOutcome({
    id,
    no,
    outcome: kept,
    cuts: kept === 'split' ? [from + 1] : cuts,
    error: null,
    nowMs
  })
  say({ kind: 'settled', no, outcome: kept })
  if (kept === 'not-taken' || kept === 'split') free.push({ from, to })
  // The database checkpoints by itself, but rarely.
  if (random(6) === 0) await connection.run('CHECKPOINT')
}
say({ kind: 'done' })
// Nothing is left to write; wait to be killed.
setInterval(() => undefined, 60_000)
