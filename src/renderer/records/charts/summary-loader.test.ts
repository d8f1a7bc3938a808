import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordFilter, RecordSummary } from '../../../shared/records/records'
import type { Result } from '../../../shared/platform/result'
import { createSummaryAsker, type SummaryStanding } from './summary-asker'
import { emptySummary, summaryOf } from './testing/summary'

function setUp() {
  const asked: { filter: RecordFilter; answer: (reply: Result<RecordSummary>) => void }[] = []
  const standings: SummaryStanding[] = []
  const asker = createSummaryAsker({
    ask: (filter) => new Promise((answer) => asked.push({ filter, answer })),
    onStanding: (standing) => standings.push(standing),
    quietMs: 1_000
  })
  const answer = async (index: number, value: RecordSummary = emptySummary) => {
    asked[index]?.answer({ ok: true, value })
    await vi.advanceTimersByTimeAsync(0)
  }
  return { asker, asked, standings, answer }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('asking for summaries', () => {
  it('the same filter and records are asked for once', () => {
    const { asker, asked } = setUp()
    asker.want({ text: 'a' }, 1)
    asker.want({ text: 'a' }, 1)
    expect(asked).toHaveLength(1)
  })

  it('a new filter waits for the answer to the last, which is dropped', async () => {
    const { asker, asked, standings, answer } = setUp()
    asker.want({ text: 'a' }, 1)
    asker.want({ text: 'ab' }, 1)
    asker.want({ text: 'abc' }, 1)
    expect(asked.map(({ filter }) => filter.text)).toEqual(['a'])
    await answer(0)
    expect(asked.map(({ filter }) => filter.text)).toEqual(['a', 'abc'])
    expect(standings.map(({ kind }) => kind)).not.toContain('known')
    await answer(1)
    expect(standings.at(-1)).toMatchObject({ kind: 'known', filter: { text: 'abc' } })
  })

  it('a new filter does not wait for the quiet time', async () => {
    const { asker, asked, answer } = setUp()
    asker.want({}, 1)
    await answer(0)
    asker.want({ text: 'a' }, 1)
    expect(asked).toHaveLength(2)
  })

  it('records that keep changing are summed up once in the quiet time', async () => {
    const { asker, asked, answer } = setUp()
    asker.want({}, 1)
    await answer(0)
    for (let revision = 2; revision < 50; revision++) asker.want({}, revision)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(2)
    await answer(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(2)
  })

  it('a change during a question is asked about afterwards', async () => {
    const { asker, asked, answer } = setUp()
    asker.want({}, 1)
    asker.want({}, 2)
    await answer(0)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(2)
  })

  it('the last charts stay until those of the new filter are here', async () => {
    const { asker, standings, answer } = setUp()
    const first = summaryOf(2, 3)
    asker.want({}, 1)
    await answer(0, first)
    asker.want({ text: 'a' }, 1)
    expect(standings.at(-1)).toEqual({ kind: 'asking', before: first })
  })

  it('a failure is told, and can be asked again', async () => {
    const { asker, asked, standings, answer } = setUp()
    asker.want({}, 1)
    asked[0]?.answer({ ok: false, error: { code: 'records-failed' } })
    await vi.advanceTimersByTimeAsync(0)
    expect(standings.at(-1)).toEqual({ kind: 'failed', error: { code: 'records-failed' } })
    asker.again()
    expect(standings.at(-1)).toEqual({ kind: 'asking', before: null })
    await answer(1)
    expect(standings.at(-1)?.kind).toBe('known')
  })

  it('nothing is told or asked after it was closed', async () => {
    const { asker, asked, standings, answer } = setUp()
    asker.want({}, 1)
    asker.want({}, 2)
    asker.close()
    await answer(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(1)
    expect(standings.map(({ kind }) => kind)).toEqual(['asking'])
  })
})
