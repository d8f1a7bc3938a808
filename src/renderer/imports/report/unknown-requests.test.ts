import { describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../shared/platform/errors'
import type { ImportRequest, RequestDecision } from '../../../shared/imports/imports'
import { createUnknownRequests, nothingKnown } from './unknown-requests'

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
  const told: [number, RequestDecision][] = []
  const failures = new Map<number, AppError>()
  const asked = vi.fn(({ offset, limit }: { offset: number; limit: number }) =>
    Promise.resolve({
      ok: true as const,
      value: { total: count, requests: requests.slice(offset, offset + limit) }
    })
  )
  let standing = nothingKnown
  const hooks = { onDecide: (): void => undefined }
  const unknown = createUnknownRequests({
    commands: {
      'imports:requests': asked,
      'imports:decide': ({ no, decision }) => {
        const error = failures.get(no)
        if (error !== undefined) return Promise.resolve({ ok: false, error })
        told.push([no, decision])
        hooks.onDecide()
        return Promise.resolve({ ok: true, value: undefined })
      }
    },
    id: 'id',
    onStanding: (next) => (standing = next)
  })
  return { unknown, told, failures, asked, hooks, standing: () => standing }
}

describe('requests whose answer was lost', () => {
  it('are read until enough are known that nobody decided about', async () => {
    const { unknown, asked, standing } = underTest(1_000, 300)
    await unknown.ask(5)
    expect(asked).toHaveBeenCalledTimes(2)
    expect(standing().undecided[0]?.no).toBe(700)
    expect(standing().decided).toHaveLength(300)
  })

  it('one that is decided is not among them any more', async () => {
    const { unknown, told, standing } = underTest(3)
    await unknown.ask(5)
    await unknown.decide(2, 'again')
    expect(told).toEqual([[2, 'again']])
    expect(standing().undecided.map(({ no }) => no)).toEqual([3, 1])
    expect(standing().decided.map(({ no }) => no)).toEqual([2])
  })

  it('one about which somebody else decided is no failure', async () => {
    const { unknown, failures, standing } = underTest(1)
    await unknown.ask(5)
    failures.set(1, { code: 'not-found' })
    await unknown.decide(1, 'taken')
    expect(standing().error).toBeNull()
    expect(standing().undecided).toEqual([])
  })

  it('one that could not be decided stays', async () => {
    const { unknown, failures, standing } = underTest(1)
    await unknown.ask(5)
    failures.set(1, { code: 'imports-failed' })
    await unknown.decide(1, 'taken')
    expect(standing().error?.code).toBe('imports-failed')
    expect(standing().undecided).toHaveLength(1)
    expect(standing().busy.size).toBe(0)
  })
})

describe('a decision about all', () => {
  it('is told one after the other, in the order in which they were sent, each once', async () => {
    const { unknown, told, standing } = underTest(450, 50)
    await unknown.ask(5)
    await unknown.decideAll('again', 450)
    expect(told.map(([no]) => no)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1))
    expect(standing().undecided).toEqual([])
    expect(standing().deciding).toBeNull()
  })

  it('leaves out what came after the person was asked', async () => {
    const { unknown, told, standing } = underTest(5)
    await unknown.decideAll('taken', 3)
    expect(told.map(([no]) => no)).toEqual([1, 2, 3])
    expect(standing().undecided.map(({ no }) => no)).toEqual([5, 4])
  })

  it('ends at the first failure; what was decided stays decided', async () => {
    const { unknown, told, failures, standing } = underTest(5)
    failures.set(3, { code: 'imports-failed' })
    await unknown.decideAll('taken', 5)
    expect(told.map(([no]) => no)).toEqual([1, 2])
    expect(standing().error?.code).toBe('imports-failed')
    expect(standing().undecided.map(({ no }) => no)).toEqual([5, 4, 3])
  })

  it('ends after the request under way when it is stopped', async () => {
    const { unknown, told, standing, hooks } = underTest(50)
    hooks.onDecide = () => {
      if (told.length === 3) unknown.stop()
    }
    await unknown.decideAll('taken', 50)
    expect(told.map(([no]) => no)).toEqual([1, 2, 3])
    expect(standing().undecided).toHaveLength(47)
    expect(standing().deciding).toBeNull()
  })
})
