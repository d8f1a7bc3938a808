import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { runSize } from '../../../platform/testing/run-size'
import {
  codeOf,
  createRepositoryBench,
  creation,
  idOf,
  type OpenRepository
} from '../testing/repository/bench'
import { pageOf, plainProgress, type TestCall } from '../testing/counting'

const bench = createRepositoryBench()
afterEach(() => bench.clean())

const numbers = ['13800138000', '13800138001', '15912345678', '01088886666', '075523456789', '4008001234']

/** A number as the service may write it in a record. */
const written: ((dial: string) => string)[] = [
  (dial) => dial,
  (dial) => (dial.startsWith('1') ? `0${dial}` : dial),
  (dial) => (dial.startsWith('4') ? dial : `0086${dial.replace(/^0/, '')}`),
  (dial) => (dial.startsWith('1') ? `86${dial}` : dial)
]

const hourMs = 3_600_000
const request = fc.record({
  size: fc.integer({ min: 1, max: 3 }),
  outcome: fc.constantFrom('accepted', 'accepted', 'refused', 'taken', 'unknown'),
  atMs: fc.integer({ min: 0, max: 100 }).map((hours) => hours * hourMs)
})
const call = fc.record({
  of: fc.nat(numbers.length),
  form: fc.nat(written.length - 1),
  atMs: fc.integer({ min: 0, max: 120 }).map((hours) => hours * hourMs),
  isAnswered: fc.boolean()
})
const course = fc.record({
  imports: fc.array(
    fc.record({
      numbers: fc.uniqueArray(fc.nat(numbers.length - 1), { minLength: 1 }),
      requests: fc.array(request, { minLength: 1, maxLength: 4 })
    }),
    { minLength: 1, maxLength: 2 }
  ),
  calls: fc.array(call, { maxLength: 25 }),
  pageSize: fc.integer({ min: 1, max: 8 }),
  /** Pages before which the process is killed. */
  kills: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
  offsetMs: fc.constantFrom(0, 8 * hourMs, -5 * hourMs),
  aheadMs: fc.constantFrom(0, 0, 90 * 60_000, -2 * hourMs)
})

type Course = typeof course extends fc.Arbitrary<infer T> ? T : never

/** Sends the numbers of an import; returns those that count as sent, with their times. */
async function send(
  opened: OpenRepository,
  at: number,
  made: Course['imports'][number]
): Promise<Map<string, number>> {
  const dials = made.numbers.flatMap((n) => numbers[n] ?? [])
  const { repository } = opened
  await opened.fill(dials.map((dial) => ({ dial })))
  const id = idOf(at)
  await repository.createImport(creation(at, dials.length, { campaignId: `campaign-${at}` }))
  const sent = new Map<string, number>()
  let from = 0
  for (const [index, { size, outcome, atMs }] of made.requests.entries()) {
    const to = Math.min(from + size, dials.length)
    if (from === to) break
    const no = index + 1
    await repository.beginRequest({ id, no, from, to, nowMs: atMs })
    const reported = outcome === 'taken' ? 'unknown' : outcome
    const ends = { id, no, cuts: [], error: null, nowMs: atMs + hourMs }
    await repository.recordOutcome({ ...ends, outcome: reported })
    // The user decides long after the calls, which count from when the request was sent.
    if (outcome === 'taken')
      await repository.decideRequest({ id, no, decision: 'taken', nowMs: 1_000 * hourMs })
    if (outcome === 'accepted' || outcome === 'taken')
      for (const dial of dials.slice(from, to)) sent.set(dial, atMs)
    from = to
  }
  return sent
}

const facts = {
  ...{ asOfMs: 1, period: { startMs: 0, endMs: 1 }, gaps: [], gapCount: 0, incompleteSeconds: 0 },
  unreadable: 0
}

it('the progress equals a plain computation to the number, whatever was sent, called and killed', async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ imports, calls, pageSize, kills, offsetMs, aheadMs }) => {
      const file = bench.file()
      let opened = await bench.open(file)
      const restart = async (): Promise<void> => {
        await opened.close()
        opened = await bench.open(file)
      }
      const zone = { offsetMs, changes: [] }
      const made: TestCall[] = calls.map(({ of, form, atMs, isAnswered }) => {
        const dial = numbers[of] ?? '13999999999'
        return { dial, digits: written[form]?.(dial) ?? '', startedMs: atMs, isAnswered }
      })
      const pages = Array.from({ length: Math.ceil(made.length / pageSize) }, (_, at) =>
        made.slice(at * pageSize, (at + 1) * pageSize)
      )
      for (const [at, one] of imports.entries()) {
        const sent = await send(opened, at, one)
        const inServiceTime = new Map([...sent].map(([dial, atMs]) => [dial, atMs + aheadMs]))
        const left = new Set(kills)
        const count = async (): Promise<unknown> => {
          const run = randomUUID()
          await opened.progress.beginProgress({ id: idOf(at), run, aheadMs, zone })
          for (const [index, page] of pages.entries()) {
            if (left.delete(index)) {
              await restart()
              // A killed counting can't be continued; it begins again.
              expect(await codeOf(opened.progress.addCalls(pageOf(run, page)))).toBe('cancelled')
              return count()
            }
            await opened.progress.addCalls(pageOf(run, page))
          }
          return opened.progress.finishProgress({ run, ...facts })
        }
        const { counts, days } = plainProgress(inServiceTime, made, zone)
        expect(await count()).toEqual({ ...counts, days, ...facts })
        await restart()
        expect(await opened.progress.progress({ id: idOf(at) })).toEqual({ ...counts, days, ...facts })
      }
      await opened.close()
    }),
    { numRuns: runSize(8, 400) }
  )
}, 120_000)
