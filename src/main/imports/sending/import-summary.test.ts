import { describe, expect, test } from 'vitest'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import type { SenderProgress } from './import-sender'
import { campaignName, importSummary, isUnderWay, underWayImport } from './import-summary'
import { createMemoryStore, factOf } from '../testing/memory-store'

const memory = createMemoryStore()
const open = memory.add({ id: 'a' }, [factOf(1, 0, 'accepted'), factOf(2, 10, 'unknown')])
const progress: SenderProgress = {
  ...{ status: { kind: 'running' }, sent: 20, refused: 1, unknown: 0, waiting: 9, undecided: 0 },
  ...{ perSecond: 5, leftMs: 1_800 }
}

describe('an import', () => {
  test('that isn’t sending has its stored state: paused or interrupted', () => {
    expect(importSummary(open, null, false)).toMatchObject({
      ...{ status: { kind: 'paused' }, sent: 10, unknown: 10, waiting: 10, cancelled: 0, undecided: 1 },
      ...{ perSecond: null, leftMs: null }
    })
    expect(importSummary(open, null, true).status).toEqual({ kind: 'interrupted' })
  })

  test('that is sending has its sender’s state, whatever is stored', () => {
    expect(importSummary(open, progress, true)).toMatchObject(progress)
  })

  test('that was cancelled has nothing waiting', () => {
    const cancelled = memory.add({ id: 'b', state: 'cancelled' }, [factOf(1, 0, 'accepted')])
    expect(importSummary(cancelled, null, false)).toMatchObject({
      ...{ status: { kind: 'cancelled' }, sent: 10, waiting: 0, cancelled: 20 }
    })
  })

  test('has counts that add up to its total in every state', () => {
    for (const state of ['open', 'ended', 'cancelled'] as const)
      for (const its of [null, progress]) {
        const { sent, refused, unknown, waiting, cancelled, total } = importSummary(
          { ...open, state },
          its,
          false
        )
        expect(sent + refused + unknown + waiting + cancelled).toBe(total)
      }
  })
})

test('running, waiting and pausing imports are in progress; no others are', () => {
  const error = { code: 'internal' } as const
  const statuses: [ImportStatus, boolean][] = [
    [{ kind: 'running' }, true],
    [{ kind: 'waiting', untilMs: 1, error }, true],
    [{ kind: 'pausing' }, true],
    [{ kind: 'paused' }, false],
    [{ kind: 'interrupted' }, false],
    [{ kind: 'stopped', error }, false],
    [{ kind: 'ended' }, false],
    [{ kind: 'cancelled' }, false]
  ]
  for (const [status, isSo] of statuses) expect(isUnderWay({ status })).toBe(isSo)
  const [paused, running] = [importSummary(open, null, false), importSummary(open, progress, false)]
  expect(underWayImport({ imports: [paused, running] })).toBe(running)
  expect(underWayImport({ imports: [paused] })).toBeNull()
})

test('a campaign is named by the user’s label, otherwise by its id', () => {
  const campaign = { id: 'spring', label: '春季回访', lastUsedAtMs: 1, sent: 0 }
  const of = { import: importSummary(open, null, false) }
  expect(campaignName({ campaigns: [campaign] }, of)).toBe('春季回访')
  expect(campaignName({ campaigns: [{ ...campaign, label: '' }] }, of)).toBe('spring')
  expect(campaignName({ campaigns: [] }, of)).toBe('spring')
})
