import { beforeEach, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { emptyState } from '../platform/empty-state'
import { createStateStore, type StateStore } from '../platform/state-store'
import { createLineLog } from '../platform/testing/line-log'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { DoNotCall } from './do-not-call'

const mobile = '13800138000'
let clock: ManualClock
let log: ReturnType<typeof createLineLog>
let state: StateStore
let list: DoNotCall
let endReading: (read: Result<{ name: string; numbers: string[]; skipped: number }>) => void

beforeEach(() => {
  clock = createManualClock()
  log = createLineLog()
  state = createStateStore(emptyState)
  const titles: string[] = []
  const words = { stem: 'list', titles, sources: {}, rules: {}, answers: {} }
  list = new DoNotCall({
    state,
    clock,
    log,
    blocked: { has: () => false, facts: () => null },
    decisions: { all: () => [] },
    dialogs: {
      saveFile: () => Promise.resolve('/list.csv'),
      chooseList: () => Promise.resolve('/numbers.csv')
    },
    words: () => ({ list: words, decisions: words }),
    readNumbers: () => new Promise((resolve) => (endReading = resolve)),
    writeFile: () => Promise.resolve(succeeded(undefined)),
    onChange: () => undefined
  })
})

test('an entry whose last day is over is refused, typed and from a file: it would protect nothing', async () => {
  const about = { reason: '', untilMs: clock.now() }
  const over = failed({ code: 'do-not-call-over' })
  expect([list.add({ numbers: mobile, ...about }), await list.import(about)]).toEqual([over, over])
  expect(list.add({ numbers: mobile, reason: '', untilMs: clock.now() + 1 }).ok).toBe(true)
})

test('numbers of a file that are listed for a shorter time are counted as extended', async () => {
  list.add({ numbers: mobile, reason: '', untilMs: clock.now() + 1_000 })
  await list.import({ reason: '', untilMs: null })
  endReading(succeeded({ name: 'numbers.csv', numbers: [mobile, '13900139000'], skipped: 1 }))
  await clock.advance(0)
  expect(state.get('doNotCall').transfer).toEqual({
    kind: 'imported',
    fileName: 'numbers.csv',
    ...{ added: 1, extended: 1, known: 0, skipped: 1 }
  })
})

test('a file whose reading ends after the sign-out adds nothing', async () => {
  await list.import({ reason: '', untilMs: null })
  list.close()
  endReading(succeeded({ name: 'numbers.csv', numbers: [mobile], skipped: 0 }))
  await clock.advance(0)
  expect([log.lines, state.get('doNotCall')]).toEqual([[], emptyState.doNotCall])
})

test('without its file no page is shown as empty', () => {
  log.isReadable = false
  expect(list.page({ search: '', offset: 0, limit: 10 })).toEqual(failed({ code: 'do-not-call-unknown' }))
})
