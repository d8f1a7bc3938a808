import { beforeEach, describe, expect, test } from 'vitest'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../platform/state-store'
import { createEntriesExports, type EntriesExports } from './entries-export'
import { createTopicPublisher } from '../platform/topic-publisher'
import { createStoreUnderTest, type StoreUnderTest } from './testing/store'

let state: StateStore
let clock: ManualClock
let store: StoreUnderTest
let exports: EntriesExports
let suggested: { stem: string; extension: string }[]
let shownFiles: string[]
let choose: (path: string | null) => void

beforeEach(() => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  store = createStoreUnderTest()
  suggested = []
  shownFiles = []
  exports = createEntriesExports({
    store,
    publisher: createTopicPublisher('imports', { state, clock }),
    dialogs: {
      saveFile(names) {
        suggested.push(names)
        return new Promise((resolve) => {
          choose = resolve
        })
      },
      showFile: (path) => shownFiles.push(path)
    },
    isMasked: () => false,
    labels: () => ({ number: '号码' })
  })
})

const settle = (): Promise<void> => clock.advance(300)
const shown = () => state.get('imports').export
const filter = { part: 'sent', search: '' } as const
const report = (stem = '客户 spring') => exports.report({ id: 'a', filter }, stem)
const busy = { ok: false, error: { code: 'export-failed' } }
const started = { ok: true, value: { kind: 'started' } }

async function begin(): Promise<void> {
  const asked = report()
  choose('/home/li/报告.csv')
  expect(await asked).toEqual(started)
}

describe('an export', () => {
  test('asks for a path, writes the user’s labels, reports progress and reveals the file', async () => {
    await begin()
    expect(suggested).toEqual([{ stem: '客户 spring', extension: 'csv' }])
    expect(shown()).toEqual({ kind: 'running', rows: 0, totalRows: 0 })
    const question = store.next('exportReport')
    expect(question.input).toEqual({
      id: 'a',
      filter,
      path: '/home/li/报告.csv',
      labels: { number: '号码' },
      isMasked: false
    })
    question.options.onProgress?.({ done: 4, total: 9, lines: 0 })
    await settle()
    expect(shown()).toEqual({ kind: 'running', rows: 4, totalRows: 9 })
    exports.showLast()
    expect(shownFiles).toEqual([])
    question.answer({ ok: true, value: { rows: 9 } })
    await settle()
    expect(shown()).toEqual({ kind: 'done', rows: 9, fileName: '报告.csv' })
    exports.showLast()
    expect(shownFiles).toEqual(['/home/li/报告.csv'])
  })

  test('of a draft passes on which of its entries are meant', async () => {
    const asked = {
      filter: { part: 'left-out' as const, reasons: ['empty' as const], tableId: null, search: '' },
      isDoubtfulIncluded: true,
      tables: { 1: '客户.csv' }
    }
    const begun = exports.draft(asked, 'Deskline 2026-11-22')
    choose('/a.csv')
    expect(await begun).toEqual(started)
    expect(store.next('exportDraft').input).toEqual({
      ...asked,
      path: '/a.csv',
      labels: { number: '号码' },
      isMasked: false
    })
  })

  test('runs one at a time, from its save dialog on', async () => {
    const first = report()
    expect(await report()).toEqual(busy)
    choose('/a.csv')
    expect(await first).toEqual(started)
    expect(await report()).toEqual(busy)
    expect(suggested).toHaveLength(1)
    store.next('exportReport').answer({ ok: true, value: { rows: 1 } })
    await settle()
    await begin()
  })

  test('without a chosen path writes nothing', async () => {
    const asked = report()
    choose(null)
    expect(await asked).toEqual({ ok: true, value: { kind: 'cancelled' } })
    expect(store.asked).toEqual([])
    expect(shown()).toEqual({ kind: 'none' })
    await begin()
  })

  test('that is cancelled disappears, and another can start', async () => {
    await begin()
    exports.cancel()
    await settle()
    expect(shown()).toEqual({ kind: 'none' })
    exports.showLast()
    expect(shownFiles).toEqual([])
    await begin()
  })

  test('that fails reports the error, and another can start', async () => {
    await begin()
    store.next('exportReport').answer({ ok: false, error: { code: 'export-failed' } })
    await settle()
    expect(shown()).toEqual({ kind: 'failed', error: { code: 'export-failed' } })
    await begin()
  })

  test('is cancelled when the account closes', async () => {
    await begin()
    exports.close()
    await settle()
    expect(store.waiting('exportReport')).toBe(0)
  })

  test('suggests a file name that is valid on every system', () => {
    void report('a/b:c?')
    expect(suggested[0]?.stem).not.toMatch(/[/:?]/)
    choose(null)
  })

  test('without a name of its own is named after the program', async () => {
    const asked = report('')
    choose(null)
    await asked
    expect(suggested[0]?.stem).toBe('Deskline')
  })
})
