import { describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../shared/platform/schema'
import type { RecordSort } from '../../shared/records/filter-schema'
import type { RecordTotals } from '../../shared/records/summary-schema'
import type { RecordView } from '../../shared/records/view-schema'
import type { Result } from '../../shared/platform/result'
import { createViewLoader, type ReadyView } from './record-view'
import { rowOf } from './testing/record'

const byStart: RecordSort = { column: 'startedAtMs', direction: 'descending' }
const totalsOf = (calls: number): RecordTotals => ({
  calls,
  answered: calls,
  notAnswered: 0,
  notReached: 0,
  phoneFailed: 0,
  unknown: 0,
  talkSeconds: 0,
  costYuan: 0,
  withRecording: 0
})

/** A store whose newest view holds `ids`; with `isHeld`, views wait for `answer`. */
function underTest() {
  let ids: string[] = []
  let viewId = 0
  const held: (() => void)[] = []
  let isHeld = false
  const readies: ReadyView[] = []
  const errors: AppError[] = []
  const commands = {
    'records:view': vi.fn(async (): Promise<Result<RecordView>> => {
      viewId += 1
      const made = { viewId, totals: totalsOf(ids.length) }
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve))
      return { ok: true as const, value: made }
    }),
    'records:rows': vi.fn((asked: { viewId: number; offset: number; limit: number }) =>
      Promise.resolve(
        asked.viewId === viewId
          ? {
              ok: true as const,
              value: {
                ...asked,
                rows: ids.slice(asked.offset, asked.offset + asked.limit).map((id, i) => rowOf(i, { id }))
              }
            }
          : { ok: false as const, error: { code: 'view-outdated' as const } }
      )
    ),
    'records:neighbour': vi.fn((asked: { id: string; direction: 1 | -1 }) => {
      const at = ids.indexOf(asked.id)
      if (at < 0) return Promise.resolve({ ok: false as const, error: { code: 'not-found' as const } })
      const offset = at + asked.direction
      const id = ids[offset]
      return Promise.resolve({
        ok: true as const,
        value: id === undefined ? null : { offset, row: rowOf(0, { id }) }
      })
    })
  }
  const loader = createViewLoader({
    commands,
    onReady: (ready) => readies.push(ready),
    onError: (error) => errors.push(error)
  })
  return {
    loader,
    commands,
    readies,
    errors,
    hold: () => (isHeld = true),
    release: () => held.splice(0).forEach((resolve) => resolve()),
    have: (calls: string[]) => (ids = calls)
  }
}

const calls = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `c${from + i}`)

describe('a view', () => {
  it('is delivered with its first rows', async () => {
    const { loader, have, readies } = underTest()
    have(calls(0, 1_000))
    await loader.load({}, byStart, null)
    expect(readies[0]?.view.totals.calls).toBe(1_000)
    expect(readies[0]?.rows.map(({ id }) => id)).toEqual(calls(0, 100))
    expect(loader.isBusy).toBe(false)
  })

  it('that is empty requests no rows', async () => {
    const { loader, commands, readies } = underTest()
    await loader.load({}, byStart, null)
    expect(readies[0]?.rows).toEqual([])
    expect(commands['records:rows']).not.toHaveBeenCalled()
  })

  it('is discarded if a newer one was requested meanwhile', async () => {
    const { loader, have, hold, release, readies } = underTest()
    have(calls(0, 10))
    hold()
    const older = loader.load({ text: '1' }, byStart, null)
    const newer = loader.load({ text: '13' }, byStart, null)
    expect(loader.isBusy).toBe(true)
    release()
    await Promise.all([older, newer])
    expect(readies.map(({ filter }) => filter.text)).toEqual(['13'])
  })

  it('is discarded once it is no longer needed', async () => {
    const { loader, hold, release, readies } = underTest()
    hold()
    const asked = loader.load({}, byStart, null)
    loader.drop()
    release()
    await asked
    expect(readies).toEqual([])
    expect(loader.isBusy).toBe(false)
  })

  it('reports why it couldn’t be loaded', async () => {
    const { loader, commands, errors } = underTest()
    commands['records:view'].mockResolvedValueOnce({ ok: false, error: { code: 'records-failed' } })
    await loader.load({}, byStart, null)
    expect(errors).toEqual([{ code: 'records-failed' }])
  })
})

describe('a remembered position in a view', () => {
  const kept = (index: number) => ({
    first: index,
    count: 20,
    anchorId: `c${index}`,
    calls: [{ id: `c${index}`, index }]
  })

  it('is resolved without a request if no rows were inserted before it', async () => {
    const { loader, commands, have, readies } = underTest()
    have(calls(0, 2_000))
    await loader.load({}, byStart, kept(750))
    expect(readies[0]?.places.get('c750')).toBe(750)
    expect(commands['records:neighbour']).not.toHaveBeenCalled()
  })

  it('is found again after rows were inserted before it, with the rows around it', async () => {
    const { loader, have, readies } = underTest()
    have([...calls(5_000, 5_600), ...calls(0, 2_000)])
    await loader.load({}, byStart, kept(750))
    const [ready] = readies
    expect(ready?.places.get('c750')).toBe(1_350)
    expect(ready?.rows[1_350 - ready.offset]?.id).toBe('c750')
  })

  it.each([
    ['last', ['x', 'y', 'c750'], 2],
    ['only', ['c750'], 0]
  ])('is found for the %s row', async (_which, ids, place) => {
    const { loader, have, readies } = underTest()
    have(ids)
    await loader.load({}, byStart, kept(750))
    expect(readies[0]?.places.get('c750')).toBe(place)
  })

  it('of a call no longer in the view is missing, and the view is still delivered', async () => {
    const { loader, have, readies } = underTest()
    have(calls(0, 100))
    await loader.load({}, byStart, kept(750))
    expect(readies[0]?.places.size).toBe(0)
    expect(readies[0]?.rows.at(-1)?.id).toBe('c99')
  })
})
