import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../../shared/platform/errors'
import type { DraftFilter } from '../../../../shared/imports/imports'
import type { Result } from '../../../../shared/platform/result'
import { lineOf } from '../testing/draft'
import { pageRows } from '../../../ui/grid/row-pages'
import { createLineView, type LinePage } from './line-view'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const filter: DraftFilter = { part: 'left-out', reasons: [], tableId: null, search: '' }

/** A draft whose replies are triggered by the test. */
function underTest() {
  const draft = { total: 10_000, revision: 1, shift: 0 }
  const asked: { search: string; offset: number; limit: number }[] = []
  const answers: ((reply?: Result<LinePage>) => Promise<void>)[] = []
  const errors: [AppError, boolean][] = []
  const onView = vi.fn()
  const onOutdated = vi.fn()
  const view = createLineView({
    ask: ({ search }, offset, limit) => {
      asked.push({ search, offset, limit })
      return new Promise((resolve) =>
        answers.push(async (reply) => {
          const length = Math.max(0, Math.min(limit, draft.total - offset))
          const lines = Array.from({ length }, (_, index) => lineOf(offset + index + draft.shift))
          resolve(reply ?? { ok: true, value: { revision: draft.revision, total: draft.total, lines } })
          await vi.advanceTimersByTimeAsync(0)
        })
      )
    },
    onView,
    onLines: vi.fn(),
    onOutdated,
    onError: (error, isWhole) => errors.push([error, isWhole])
  })
  const reply = async (result?: Result<LinePage>) => answers.shift()?.(result)
  /** A view whose first page is loaded and visible. */
  const shown = async () => {
    void view.show(filter, false)
    await reply()
    view.look(0, 20)
    await reply()
  }
  return { draft, view, asked, errors, onView, onOutdated, reply, shown }
}

describe('the lines of a draft', () => {
  it('a view begins with its first page; what is looked at comes after', async () => {
    const { view, asked, onView, reply } = underTest()
    void view.show(filter, false)
    expect(view.total).toBe(0)
    await reply()
    expect(onView).toHaveBeenCalledWith(false)
    expect(view.total).toBe(10_000)
    view.look(80, 120)
    await reply()
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100, 200])
    expect(view.line(150)?.n).toBe(150)
    expect(view.line(400)).toBeUndefined()
  })

  it('what was jumped over is not asked for', async () => {
    const { view, asked, shown, reply } = underTest()
    await shown()
    asked.length = 0
    for (let first = 1_000; first <= 9_000; first += 500) view.look(first, first + 20)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(50)
    await reply()
    expect(asked[0]?.offset).toBe(9_000)
    expect(view.line(9_010)?.n).toBe(9_010)
  })

  it('a draft that has changed takes the place of the last one as a whole, where the list stands', async () => {
    const { view, draft, asked, onView, shown, reply } = underTest()
    await shown()
    view.look(150, 170)
    draft.revision = 2
    draft.shift = 1
    asked.length = 0
    void view.show(filter, true)
    expect(asked).toEqual([{ search: '', offset: 100, limit: pageRows }])
    expect(view.line(150)?.n).toBe(150)
    await reply()
    expect(onView).toHaveBeenLastCalledWith(true)
    expect(view.line(150)?.n).toBe(151)
    expect(view.line(10)).toBeUndefined()
  })

  it('a list that has become shorter is shown at its end', async () => {
    const { view, draft, shown, reply } = underTest()
    await shown()
    view.look(9_900, 9_920)
    draft.total = 150
    void view.show(filter, true)
    await reply()
    await reply()
    expect(view.total).toBe(150)
    expect(view.line(149)?.n).toBe(149)
  })

  it('an answer of another revision is not mixed in, and is told', async () => {
    const { view, draft, onOutdated, shown, reply } = underTest()
    await shown()
    draft.revision = 2
    view.look(15, 210)
    await reply()
    expect(onOutdated).toHaveBeenCalled()
    expect(view.line(205)).toBeUndefined()
  })

  it('only the last of several filters is shown', async () => {
    const { view, draft, onView, reply } = underTest()
    void view.show({ ...filter, search: '13' }, false)
    void view.show({ ...filter, search: '138' }, false)
    draft.total = 5
    await reply()
    expect(onView).not.toHaveBeenCalled()
    await reply()
    expect(onView).toHaveBeenCalledOnce()
  })

  it('a failure is told: of the view, or of some lines, which can be asked for again', async () => {
    const { view, asked, errors, shown, reply } = underTest()
    void view.show(filter, false)
    await reply({ ok: false, error: { code: 'imports-failed' } })
    expect(errors).toEqual([[{ code: 'imports-failed' }, true]])
    await shown()
    view.look(15, 210)
    await reply({ ok: false, error: { code: 'timed-out' } })
    expect(errors[1]).toEqual([{ code: 'timed-out' }, false])
    const before = asked.length
    view.retry()
    expect(asked.length).toBeGreaterThan(before)
  })

  it('a mended entry is seen in its place at once', async () => {
    const { view, shown } = underTest()
    await shown()
    view.replace(lineOf(7, { code: 'mobile', reason: null, dial: '13800138000' }))
    expect(view.line(7)?.dial).toBe('13800138000')
    expect(view.placeOf(7)).toBe(7)
    expect(view.placeOf(5_000)).toBeNull()
  })
})
