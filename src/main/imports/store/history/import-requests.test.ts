import { afterEach, describe, expect, it } from 'vitest'
import { requestPageSchema } from '../../../../shared/imports/schema'
import { codeOf, createRepositoryBench, creation, dialOf, idOf } from '../testing/repository/bench'
import { begin, decide, id, ledger, page, setState, settle, started } from '../testing/repository/operations'
import type { ImportInput } from '../../imports-operations'

const bench = createRepositoryBench()
afterEach(() => bench.clean())

describe('requests', () => {
  it('give the same numbers when the same request is begun again, and reject another range', async () => {
    const opened = await started(10, bench.open())
    const first = await begin(opened, 1, 2, 5)
    expect(first.numbers).toEqual([dialOf(2), dialOf(3), dialOf(4)])
    expect(await begin(opened, 1, 2, 5)).toEqual(first)
    expect(await codeOf(begin(opened, 1, 2, 6))).toBe('input-invalid')
    await settle(opened, 1, 'not-taken')
    expect(await codeOf(begin(opened, 1, 2, 5))).toBe('input-invalid')
    expect((await opened.repository.requests({ id, outcomes: [], ...page })).total).toBe(1)
  })

  it('give the same numbers again after a later one has begun, and never reuse a lower request number', async () => {
    const opened = await started(10, bench.open())
    const first = await begin(opened, 3, 0, 2)
    await begin(opened, 4, 2, 4)
    expect(await begin(opened, 3, 0, 2)).toEqual(first)
    expect(await codeOf(begin(opened, 2, 4, 6))).toBe('input-invalid')
  })

  it('reject ranges outside the import, and imports that aren’t open', async () => {
    const opened = await started(10, bench.open())
    for (const [from, to] of [
      [0, 11],
      [5, 5],
      [6, 5],
      [10, 11]
    ] as const)
      expect(await codeOf(begin(opened, 1, from, to))).toBe('input-invalid')
    expect(await codeOf(begin(opened, 0, 0, 1))).toBe('input-invalid')
    expect(await codeOf(begin(opened, 1, 0, 1, idOf(9)))).toBe('not-found')
    await setState(opened, 'cancelled')
    expect(await codeOf(begin(opened, 1, 0, 1))).toBe('input-invalid')
  })

  it('never begin with a number that is in flight, accepted, refused or maybe accepted', async () => {
    const opened = await started(10, bench.open())
    await begin(opened, 1, 0, 4)
    const overlapping = (no: number): Promise<string | null> => codeOf(begin(opened, no, 3, 5))
    expect(await overlapping(2)).toBe('input-invalid')
    await settle(opened, 1, 'unknown')
    expect(await overlapping(2)).toBe('input-invalid')
    await decide(opened, 1, 'again')
    expect(await overlapping(2)).toBe(null)
    await settle(opened, 2, 'split', { cuts: [4] })
    expect(await codeOf(begin(opened, 3, 3, 4))).toBe(null)
    await settle(opened, 3, 'refused')
    expect(await overlapping(4)).toBe('input-invalid')
  })

  it('accept the same outcome twice, and no other one', async () => {
    const opened = await started(4, bench.open())
    expect(await codeOf(settle(opened, 1, 'accepted'))).toBe('not-found')
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'accepted')
    await settle(opened, 1, 'accepted', { nowMs: 99_999 })
    for (const outcome of ['refused', 'not-taken', 'unknown'] as const)
      expect(await codeOf(settle(opened, 1, outcome))).toBe('input-invalid')
    const { requests } = await opened.repository.requests({ id, outcomes: [], ...page })
    expect(requests).toMatchObject([{ no: 1, outcome: 'accepted', settledAtMs: 6_001 }])
    expect(await ledger(opened, 4)).toEqual([1, 1, 0, 0])
  })

  it('accept the true outcome of a request marked as lost, until the user decided about it', async () => {
    const opened = await started(4, bench.open())
    for (const no of [1, 2, 3, 4]) {
      await begin(opened, no, no - 1, no)
      await settle(opened, no, 'unknown')
    }
    expect(await ledger(opened, 4)).toEqual([2, 2, 2, 2])
    await settle(opened, 1, 'accepted')
    await settle(opened, 2, 'refused')
    await settle(opened, 3, 'not-taken')
    await decide(opened, 4, 'again')
    expect(await codeOf(settle(opened, 4, 'accepted'))).toBe('input-invalid')
    expect(await ledger(opened, 4)).toEqual([1, 0, 0, 2])
    expect(await opened.repository.plan({ id })).toMatchObject({
      sent: 1,
      refused: 1,
      unknown: 0,
      undecided: 0
    })
  })

  it('reopen an ended import in the same step as the decision to resend', async () => {
    const opened = await started(2, bench.open())
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'unknown')
    await setState(opened, 'ended')
    await opened.fill([{ dial: dialOf(5) }])
    await opened.repository.createImport(creation(2, 1))
    expect(await codeOf(decide(opened, 1, 'again'))).toBe('import-unfinished')
    expect(await opened.repository.plan({ id })).toMatchObject({ waiting: [], undecided: 1 })
    await setState(opened, 'cancelled', idOf(2))
    await decide(opened, 1, 'again')
    expect(await opened.repository.plan({ id })).toMatchObject({
      waiting: [{ from: 0, to: 2 }],
      undecided: 0
    })
    const [, first] = await opened.repository.imports({})
    expect(first).toMatchObject({ id, state: 'open', endedAtMs: null })
  })

  it('accept cuts only for a split, in ascending order and inside it', async () => {
    const opened = await started(8, bench.open())
    await begin(opened, 1, 2, 6)
    for (const cuts of [[], [2], [6], [4, 3], [3, 3], [1]])
      expect(await codeOf(settle(opened, 1, 'split', { cuts }))).toBe('input-invalid')
    expect(await codeOf(settle(opened, 1, 'refused', { cuts: [3] }))).toBe('input-invalid')
    await settle(opened, 1, 'split', { cuts: [3, 5] })
    expect(await opened.repository.plan({ id })).toEqual({
      total: 8,
      waiting: [
        { from: 0, to: 2 },
        { from: 2, to: 3 },
        { from: 3, to: 5 },
        { from: 5, to: 6 },
        { from: 6, to: 8 }
      ],
      nextNo: 2,
      sent: 0,
      refused: 0,
      unknown: 0,
      undecided: 0
    })
  })

  it('are listed newest first, by outcome, with their first and last number', async () => {
    const opened = await started(6, bench.open())
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'refused', {
      error: { code: 'service-refused', message: '号码无效', status: 422 }
    })
    await begin(opened, 2, 2, 5)
    await settle(opened, 2, 'accepted')
    await begin(opened, 3, 5, 6)
    const ask = (outcomes: ImportInput<'requests'>['outcomes'], offset = 0) =>
      opened.repository.requests({ id, outcomes, offset, limit: 2 })
    const newest = await ask([])
    expect(requestPageSchema.parse(newest).total).toBe(3)
    expect(newest.requests.map(({ no, firstNumber, lastNumber }) => [no, firstNumber, lastNumber])).toEqual([
      [3, dialOf(5), dialOf(5)],
      [2, dialOf(2), dialOf(4)]
    ])
    expect((await ask([], 2)).requests).toEqual([
      {
        no: 1,
        from: 0,
        to: 2,
        firstNumber: dialOf(0),
        lastNumber: dialOf(1),
        sentAtMs: 5_001,
        settledAtMs: 6_001,
        outcome: 'refused',
        error: { code: 'service-refused', message: '号码无效', status: 422 },
        decision: null
      }
    ])
    expect(await ask(['accepted', 'refused'])).toMatchObject({ total: 2, requests: [{ no: 2 }, { no: 1 }] })
    expect(await ask(['unknown'])).toEqual({ total: 0, requests: [] })
    expect(await codeOf(opened.repository.requests({ id: idOf(9), outcomes: [], ...page }))).toBe('not-found')
  })
})

describe('the ledger', () => {
  it('records accepted numbers as sent and lost ones as maybe, and nothing for other outcomes', async () => {
    const opened = await started(6, bench.open())
    for (const [at, outcome] of (['accepted', 'unknown', 'refused', 'not-taken'] as const).entries()) {
      await begin(opened, at + 1, at, at + 1)
      await settle(opened, at + 1, outcome)
    }
    await begin(opened, 5, 4, 6)
    expect(await ledger(opened, 6)).toEqual([1, 2, 0, 0, 0, 0])
    await settle(opened, 5, 'split', { cuts: [5] })
    expect(await ledger(opened, 6)).toEqual([1, 2, 0, 0, 0, 0])
  })

  it('records numbers that the user confirms as sent', async () => {
    const opened = await started(4, bench.open())
    await begin(opened, 1, 1, 3)
    await settle(opened, 1, 'unknown')
    expect(await decide(opened, 1, 'taken')).toEqual({ from: 1, to: 3 })
    expect(await ledger(opened, 4)).toEqual([0, 1, 1, 0])
    expect(await codeOf(decide(opened, 1, 'taken'))).toBe('not-found')
    expect(await codeOf(decide(opened, 2, 'taken'))).toBe('not-found')
  })

  it('keeps a resent number as maybe until the new request ends', async () => {
    const opened = await started(5, bench.open())
    await begin(opened, 1, 0, 5)
    await settle(opened, 1, 'unknown')
    await decide(opened, 1, 'again')
    expect(await ledger(opened, 5)).toEqual([2, 2, 2, 2, 2])
    for (const [at, outcome] of (['accepted', 'refused', 'not-taken', 'unknown'] as const).entries()) {
      await begin(opened, at + 2, at, at + 1)
      await settle(opened, at + 2, outcome)
    }
    expect(await ledger(opened, 5)).toEqual([1, 0, 2, 2, 2])
    // Numbers that won't be sent any more are released; undecided ones stay `maybe`.
    await setState(opened, 'cancelled')
    expect(await ledger(opened, 5)).toEqual([1, 0, 0, 2, 0])
    await decide(opened, 5, 'again')
    expect(await ledger(opened, 5)).toEqual([1, 0, 0, 0, 0])
  })

  it('releases a number whose last request wasn’t taken after the import was cancelled', async () => {
    const opened = await started(2, bench.open())
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'unknown')
    await decide(opened, 1, 'again')
    await begin(opened, 2, 0, 1)
    await begin(opened, 3, 1, 2)
    await setState(opened, 'cancelled')
    expect(await ledger(opened, 2)).toEqual([2, 2])
    await settle(opened, 2, 'not-taken')
    await settle(opened, 3, 'accepted')
    expect(await ledger(opened, 2)).toEqual([0, 1])
  })

  it('records requests without an outcome as maybe', async () => {
    const opened = await started(3, bench.open())
    await begin(opened, 1, 0, 1)
    await settle(opened, 1, 'accepted')
    await begin(opened, 2, 1, 2)
    await opened.repository.recover(50_000)
    expect(await ledger(opened, 3)).toEqual([1, 2, 0])
    const { requests } = await opened.repository.requests({ id, outcomes: ['unknown'], ...page })
    expect(requests).toMatchObject([
      { no: 2, outcome: 'unknown', settledAtMs: 50_000, error: { code: 'import-unknown' }, decision: null }
    ])
    expect(await opened.repository.imports({})).toMatchObject([
      { sent: 1, unknown: 1, undecided: 1, state: 'open' }
    ])
  })
})
