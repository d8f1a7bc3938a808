import { describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../shared/platform/schema'
import type { RequestDecision } from '../../../shared/imports/imports'
import type { ImportRequest } from '../../../shared/imports/schema'
import { UnknownRequests, nothingKnown } from './unknown-requests'

/** `count` requests with lost replies, newest first; the `decided` newest ones are decided. */
function underTest(count: number, decided = 0) {
  const requests: ImportRequest[] = Array.from({ length: count }, (_, index) => ({
    no: count - index,
    from: 0,
    to: 10,
    firstNumber: '13800138000',
    lastNumber: '13800138009',
    sentAtMs: 0,
    settledAtMs: 1,
    outcome: 'unknown',
    error: null,
    decision: index < decided ? 'taken' : null
  }))
  const sent: [number, RequestDecision][] = []
  const failures = new Map<number, AppError>()
  const asked = vi.fn(({ offset, limit }: { offset: number; limit: number }) =>
    Promise.resolve({
      ok: true as const,
      value: { total: count, requests: requests.slice(offset, offset + limit) }
    })
  )
  let state = nothingKnown
  const hooks = { onDecide: (): void => undefined }
  const unknown = new UnknownRequests(
    {
      'imports:requests': asked,
      'imports:decide': ({ no, decision }) => {
        const error = failures.get(no)
        if (error !== undefined) return Promise.resolve({ ok: false, error })
        sent.push([no, decision])
        hooks.onDecide()
        return Promise.resolve({ ok: true, value: undefined })
      }
    },
    'id',
    (next) => (state = next)
  )
  return { unknown, sent, failures, asked, hooks, state: () => state }
}

describe('requests with a lost reply', () => {
  it('are loaded until enough undecided ones are known', async () => {
    const { unknown, asked, state } = underTest(1_000, 300)
    await unknown.load(5)
    expect(asked).toHaveBeenCalledTimes(2)
    expect(state().undecided[0]?.no).toBe(700)
    expect(state().decided).toHaveLength(300)
  })

  it('leave the undecided list once decided', async () => {
    const { unknown, sent, state } = underTest(3)
    await unknown.load(5)
    await unknown.decide(2, 'again')
    expect(sent).toEqual([[2, 'again']])
    expect(state().undecided.map(({ no }) => no)).toEqual([3, 1])
    expect(state().decided.map(({ no }) => no)).toEqual([2])
  })

  it('cause no error if already decided elsewhere', async () => {
    const { unknown, failures, state } = underTest(1)
    await unknown.load(5)
    failures.set(1, { code: 'not-found' })
    await unknown.decide(1, 'taken')
    expect(state().error).toBeNull()
    expect(state().undecided).toEqual([])
  })

  it('stay undecided if deciding fails', async () => {
    const { unknown, failures, state } = underTest(1)
    await unknown.load(5)
    failures.set(1, { code: 'imports-failed' })
    await unknown.decide(1, 'taken')
    expect(state().error?.code).toBe('imports-failed')
    expect(state().undecided).toHaveLength(1)
    expect(state().busy.size).toBe(0)
  })
})

describe('deciding all requests', () => {
  it('is sent one after the other, in the order in which they were sent, each once', async () => {
    const { unknown, sent, state } = underTest(450, 50)
    await unknown.load(5)
    await unknown.decideAll('again', 450)
    expect(sent.map(([no]) => no)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1))
    expect(state().undecided).toEqual([])
    expect(state().deciding).toBeNull()
  })

  it('leaves out requests that arrived after the user was asked', async () => {
    const { unknown, sent, state } = underTest(5)
    await unknown.decideAll('taken', 3)
    expect(sent.map(([no]) => no)).toEqual([1, 2, 3])
    expect(state().undecided.map(({ no }) => no)).toEqual([5, 4])
  })

  it('stops at the first failure and keeps the decisions already made', async () => {
    const { unknown, sent, failures, state } = underTest(5)
    failures.set(3, { code: 'imports-failed' })
    await unknown.decideAll('taken', 5)
    expect(sent.map(([no]) => no)).toEqual([1, 2])
    expect(state().error?.code).toBe('imports-failed')
    expect(state().undecided.map(({ no }) => no)).toEqual([5, 4, 3])
  })

  it('stops after the request in progress when it is cancelled', async () => {
    const { unknown, sent, state, hooks } = underTest(50)
    hooks.onDecide = () => {
      if (sent.length === 3) unknown.stop()
    }
    await unknown.decideAll('taken', 50)
    expect(sent.map(([no]) => no)).toEqual([1, 2, 3])
    expect(state().undecided).toHaveLength(47)
    expect(state().deciding).toBeNull()
  })
})
