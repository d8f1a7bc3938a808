import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import type { Result } from '../../../shared/platform/result'
import { createSummaryLoader, type SummaryState } from './summary-loader'
import { emptySummary, summaryOf } from './testing/summary'

function setUp() {
  const asked: { filter: RecordFilter; answer: (reply: Result<RecordSummary>) => void }[] = []
  const states: SummaryState[] = []
  const loader = createSummaryLoader({
    ask: (filter) => new Promise((answer) => asked.push({ filter, answer })),
    onState: (state) => states.push(state),
    quietMs: 1_000
  })
  const answer = async (index: number, value: RecordSummary = emptySummary) => {
    asked[index]?.answer({ ok: true, value })
    await vi.advanceTimersByTimeAsync(0)
  }
  return { loader, asked, states, answer }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('requesting summaries', () => {
  it('the same filter and records are requested once', () => {
    const { loader, asked } = setUp()
    loader.want({ text: 'a' }, 1)
    loader.want({ text: 'a' }, 1)
    expect(asked).toHaveLength(1)
  })

  it('a new filter waits for the pending reply, which is discarded', async () => {
    const { loader, asked, states, answer } = setUp()
    loader.want({ text: 'a' }, 1)
    loader.want({ text: 'ab' }, 1)
    loader.want({ text: 'abc' }, 1)
    expect(asked.map(({ filter }) => filter.text)).toEqual(['a'])
    await answer(0)
    expect(asked.map(({ filter }) => filter.text)).toEqual(['a', 'abc'])
    expect(states.map(({ kind }) => kind)).not.toContain('known')
    await answer(1)
    expect(states.at(-1)).toMatchObject({ kind: 'known', filter: { text: 'abc' } })
  })

  it('a new filter is requested without waiting for the quiet time', async () => {
    const { loader, asked, answer } = setUp()
    loader.want({}, 1)
    await answer(0)
    loader.want({ text: 'a' }, 1)
    expect(asked).toHaveLength(2)
  })

  it('records that keep changing are summarised once per quiet time', async () => {
    const { loader, asked, answer } = setUp()
    loader.want({}, 1)
    await answer(0)
    for (let revision = 2; revision < 50; revision++) loader.want({}, revision)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(2)
    await answer(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(2)
  })

  it('a change during a request triggers another request afterwards', async () => {
    const { loader, asked, answer } = setUp()
    loader.want({}, 1)
    loader.want({}, 2)
    await answer(0)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(2)
  })

  it('the previous charts stay until the summary of the new filter arrives', async () => {
    const { loader, states, answer } = setUp()
    const first = summaryOf(2, 3)
    loader.want({}, 1)
    await answer(0, first)
    loader.want({ text: 'a' }, 1)
    expect(states.at(-1)).toEqual({ kind: 'asking', before: first })
  })

  it('a failure is reported and can be retried', async () => {
    const { loader, asked, states, answer } = setUp()
    loader.want({}, 1)
    asked[0]?.answer({ ok: false, error: { code: 'records-failed' } })
    await vi.advanceTimersByTimeAsync(0)
    expect(states.at(-1)).toEqual({ kind: 'failed', error: { code: 'records-failed' } })
    loader.again()
    expect(states.at(-1)).toEqual({ kind: 'asking', before: null })
    await answer(1)
    expect(states.at(-1)?.kind).toBe('known')
  })

  it('nothing is reported or requested after closing', async () => {
    const { loader, asked, states, answer } = setUp()
    loader.want({}, 1)
    loader.want({}, 2)
    loader.close()
    await answer(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(1)
    expect(states.map(({ kind }) => kind)).toEqual(['asking'])
  })
})
