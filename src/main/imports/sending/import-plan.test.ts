import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestOutcomes, type RequestOutcome } from '../../../shared/imports/imports'
import { createImportPlan, planOf, type RequestFact } from './import-plan'

const fact = (no: number, from: number, to: number, end: Partial<RequestFact> = {}): RequestFact => ({
  ...{ no, from, to, outcome: 'accepted', cuts: [], decision: null },
  ...end
})

test('an import without requests is waiting as a whole', () => {
  expect(planOf(5, [])).toEqual({
    ...{ total: 5, waiting: [{ from: 0, to: 5 }], nextNo: 1 },
    ...{ sent: 0, refused: 0, unknown: 0, undecided: 0 }
  })
})

test('an empty import has nothing waiting', () => {
  expect(planOf(0, []).waiting).toEqual([])
})

describe('a request that was', () => {
  test.each<[string, Partial<RequestFact>, object]>([
    ['accepted, is sent', { outcome: 'accepted' }, { sent: 3, waiting: [{ from: 3, to: 9 }] }],
    ['refused, is refused', { outcome: 'refused' }, { refused: 3, waiting: [{ from: 3, to: 9 }] }],
    [
      'not taken, waits again on its own',
      { outcome: 'not-taken' },
      {
        waiting: [
          { from: 0, to: 3 },
          { from: 3, to: 9 }
        ]
      }
    ],
    [
      'split, comes back in its parts, which stay apart',
      { outcome: 'split', cuts: [1, 2] },
      {
        waiting: [
          { from: 0, to: 1 },
          { from: 1, to: 2 },
          { from: 2, to: 3 },
          { from: 3, to: 9 }
        ]
      }
    ],
    ['unknown, waits for the user only', { outcome: 'unknown' }, { unknown: 3, undecided: 1 }],
    ['under way at the end, is not known', { outcome: null }, { unknown: 3, undecided: 1 }],
    [
      'said to be in the library, is sent',
      { outcome: 'unknown', decision: 'taken' },
      { sent: 3, unknown: 0, undecided: 0 }
    ],
    [
      'said to be sent again, waits again',
      { outcome: null, decision: 'again' },
      {
        unknown: 0,
        undecided: 0,
        waiting: [
          { from: 0, to: 3 },
          { from: 3, to: 9 }
        ]
      }
    ],
    [
      'accepted after a decision, is sent',
      { outcome: 'accepted', decision: 'again' },
      { sent: 3, unknown: 0 }
    ]
  ])('%s', (_rule, end, plan) => {
    expect(planOf(9, [fact(1, 0, 3, end)])).toMatchObject({ nextNo: 2, ...plan })
  })
})

test('undecided counts requests, the other totals count numbers', () => {
  const facts = [fact(1, 0, 3, { outcome: 'unknown' }), fact(2, 3, 5, { outcome: null }), fact(3, 5, 9)]
  expect(planOf(9, facts)).toMatchObject({ sent: 4, unknown: 5, undecided: 2, waiting: [], nextNo: 4 })
})

test('a request from the middle leaves both sides waiting', () => {
  expect(planOf(9, [fact(1, 3, 5)]).waiting).toEqual([
    { from: 0, to: 3 },
    { from: 5, to: 9 }
  ])
})

test('a request across several waiting ranges takes all of them', () => {
  const facts = [fact(1, 0, 6, { outcome: 'split', cuts: [2, 4] }), fact(2, 1, 5)]
  expect(planOf(9, facts).waiting).toEqual([
    { from: 0, to: 1 },
    { from: 5, to: 6 },
    { from: 6, to: 9 }
  ])
})

test('the lowest range goes first, cut to the requested size', () => {
  const plan = createImportPlan(planOf(9, [fact(1, 0, 4, { outcome: 'split', cuts: [1] })]))
  expect(plan.takeNext(2)).toEqual({ no: 2, from: 0, to: 1 })
  expect(plan.takeNext(2)).toEqual({ no: 3, from: 1, to: 3 })
  plan.recordOutcome({ from: 0, to: 1 }, 'not-taken')
  expect(plan.takeNext(2)).toEqual({ no: 4, from: 0, to: 1 })
  expect(plan.takeNext(9)).toEqual({ no: 5, from: 3, to: 4 })
  expect(plan.takeNext(9)).toEqual({ no: 6, from: 4, to: 9 })
  expect(plan.hasWaiting()).toBe(false)
  expect(plan.takeNext(9)).toBeNull()
})

test('a plan rebuilt from the stored requests equals the running import’s plan', () => {
  const step = fc.record({
    size: fc.integer({ min: 1, max: 20 }),
    /** Maximum number of requests in flight before one of them ends. */
    ahead: fc.nat(3),
    which: fc.nat(3),
    outcome: fc.constantFrom<RequestOutcome>(...requestOutcomes),
    cutAt: fc.double({ min: 0, max: 0.999, noNaN: true }),
    decision: fc.constantFrom(null, null, 'taken' as const, 'again' as const)
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.array(step, { maxLength: 40 }), (total, steps) => {
      const plan = createImportPlan(planOf(total, []))
      const facts: RequestFact[] = []
      const underWay: RequestFact[] = []
      const end = (request: RequestFact, { outcome, cutAt, decision }: (typeof steps)[number]): void => {
        const cut = request.from + 1 + Math.floor(cutAt * (request.to - request.from - 1))
        const isWhole = request.to - request.from === 1
        request.outcome = outcome === 'split' && isWhole ? 'refused' : outcome
        request.cuts = request.outcome === 'split' ? [cut] : []
        plan.recordOutcome(request, request.outcome, request.cuts)
        if (request.outcome !== 'unknown') return
        request.decision = decision
        if (decision === 'taken') plan.takeAsSent(request.to - request.from)
        if (decision === 'again') plan.sendAgain(request)
      }
      for (const one of steps) {
        while (underWay.length <= one.ahead) {
          const taken = plan.takeNext(one.size)
          if (taken === null) break
          underWay.push(fact(taken.no, taken.from, taken.to, { outcome: null }))
          facts.push(...underWay.slice(-1))
        }
        const [ended] = underWay.splice(one.which % Math.max(1, underWay.length), 1)
        if (ended !== undefined) end(ended, one)
      }
      for (const request of underWay) plan.recordOutcome(request, 'unknown')
      const live = plan.record()
      expect(live).toEqual(planOf(total, facts))
      const waiting = live.waiting.reduce((sum, { from, to }) => sum + to - from, 0)
      expect(live.sent + live.refused + live.unknown + waiting).toBe(total)
      expect(createImportPlan(live).record()).toEqual(live)
    }),
    { numRuns: 2_000 }
  )
})

test('every number of hundreds of thousands of requests is counted, whatever their outcome', () => {
  const count = 100_000
  const again = Array.from({ length: count }, (_, i) =>
    fact(i + 1, i, i + 1, { outcome: 'unknown', decision: 'again' })
  )
  const then = Array.from({ length: count }, (_, i) => fact(count + i + 1, i, i + 1))
  expect(planOf(count, again).waiting).toHaveLength(count)
  expect(planOf(count, [...again, ...then])).toMatchObject({ sent: count, waiting: [], undecided: 0 })
})
