import { beforeEach, describe, expect, test } from 'vitest'
import type { DraftLine, ListOptions } from '../../../shared/imports/schema'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { Draft } from './draft'
import {
  createStoreUnderTest,
  probeUnderTest,
  sourceUnderTest,
  summaryUnderTest,
  type StoreUnderTest
} from '../testing/store'

const totals = { lines: 10, blankLines: 0, undecodableLines: 0, brokenLines: 0 }

let state: StateStore
let clock: ManualClock
let store: StoreUnderTest
let draft: Draft

beforeEach(() => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  store = createStoreUnderTest()
  store.always('removeTables', () => ({ ok: true, value: null }))
  store.always('removeSource', () => ({ ok: true, value: null }))
  store.always('clearDraft', () => ({ ok: true, value: null }))
  draft = new Draft({
    state,
    clock,
    store,
    isDoubtfulIncluded: false,
    keepDoubtfulIncluded: () => undefined
  })
})

const shown = () => state.get('importDraft')
const table = () => {
  const [first] = shown().tables
  if (first === undefined) throw new Error('no table is shown')
  return first
}
/** Lets all work run that doesn't wait for an answer. */
const settle = (): Promise<void> => clock.advance(300)

async function addAndProbe(): Promise<void> {
  draft.addFiles(['/home/li/客户.csv'])
  await settle()
  store.next('addSource').answer({ ok: true, value: sourceUnderTest() })
  await settle()
}
async function read(): Promise<void> {
  store.next('readTable').answer({ ok: true, value: totals })
  await settle()
}
async function compare(valid: number, revision: number): Promise<void> {
  store.next('compare').answer({ ok: true, value: { revision, summary: summaryUnderTest(valid) } })
  await settle()
}
async function addToReady(): Promise<void> {
  await addAndProbe()
  await read()
  await compare(10, 1)
}
const setOptions = (options: Partial<ListOptions>, isIncluded = true) =>
  draft.setTable({ tableId: table().id, isIncluded, options: { ...table().options, ...options } })

describe('an added file', () => {
  test('is probed, read and compared, without sending anything', async () => {
    draft.addFiles(['/home/li/客户.csv'])
    await settle()
    expect(table()).toMatchObject({ name: '客户.csv', reading: { kind: 'looking' } })
    store.next('addSource').answer({ ok: true, value: sourceUnderTest() })
    await settle()
    expect(table()).toMatchObject({ isIncluded: true, reading: { kind: 'reading' } })
    await read()
    expect(table().reading).toEqual({ kind: 'read', ...totals })
    expect(shown().check).toEqual({ kind: 'comparing' })
    await compare(10, 1)
    expect(shown()).toMatchObject({ revision: 1, check: { kind: 'ready', summary: { valid: 10 } } })
    expect(store.asked.map(({ operation }) => operation)).toEqual(['addSource', 'readTable', 'compare'])
  })

  test('produces one table per sheet', async () => {
    draft.addFiles(['C:\\Users\\li\\客户.xlsx'])
    await settle()
    expect(table().name).toBe('客户.xlsx')
    const sheets = ['一月', '二月'].map((sheet, sheetIndex) => probeUnderTest({ sheet, sheetIndex }))
    store.next('addSource').answer({
      ok: true,
      value: { ...sourceUnderTest(sheets), format: 'workbook', name: '客户.xlsx' }
    })
    await settle()
    expect(shown().tables.map(({ sheet }) => sheet)).toEqual(['一月', '二月'])
    expect(store.next('readTable').input).toMatchObject({ sheetIndex: 0 })
    await read()
    expect(store.next('readTable').input).toMatchObject({ sheetIndex: 1 })
  })

  test('without a number column is excluded until the user chooses one', async () => {
    draft.addFiles(['/a.csv'])
    await settle()
    const look = probeUnderTest()
    const found = { ...look.found, numberColumns: [] }
    store.next('addSource').answer({ ok: true, value: sourceUnderTest([{ ...look, found }]) })
    await settle()
    expect(table().isIncluded).toBe(false)
    expect(shown().check).toEqual({ kind: 'none' })
    void setOptions({ numberColumns: [0] })
    await settle()
    expect(store.next('readTable').input).toMatchObject({ options: { numberColumns: [0] } })
  })

  test('that can’t be read reports the error and is probed again on retry', async () => {
    draft.addFiles(['/a.csv'])
    await settle()
    store.next('addSource').answer({ ok: false, error: { code: 'list-unreadable' } })
    await settle()
    expect(table().reading).toEqual({ kind: 'failed', error: { code: 'list-unreadable' } })
    draft.readAgain()
    await settle()
    store.next('addSource').answer({ ok: true, value: sourceUnderTest() })
    await settle()
    expect(table().reading.kind).toBe('reading')
  })

  test('that is removed while it is probed leaves nothing behind', async () => {
    draft.addFiles(['/a.csv'])
    await settle()
    const looking = store.next('addSource')
    draft.removeTable(table().id)
    await settle()
    looking.answer({ ok: true, value: sourceUnderTest() })
    await settle()
    expect(shown()).toMatchObject({ tables: [], check: { kind: 'none' } })
    expect(store.asked.at(-1)).toMatchObject({ operation: 'removeSource' })
  })
})

describe('a change', () => {
  test('of the columns cancels the reading in progress; only the new one counts', async () => {
    await addAndProbe()
    const former = store.next('readTable')
    void setOptions({ numberColumns: [0] })
    expect(former.options.signal?.aborted).toBe(true)
    await settle()
    expect(store.next('readTable').input).toMatchObject({ options: { numberColumns: [0] } })
    await read()
    await compare(7, 2)
    expect(shown().check).toMatchObject({ kind: 'ready', summary: { valid: 7 } })
  })

  test('of the encoding probes the table again and detects its columns again', async () => {
    await addToReady()
    const set = setOptions({ encoding: 'utf-8' })
    await settle()
    const again = store.next('probeTable')
    expect(again.input).toMatchObject({ encoding: 'utf-8', delimiter: 'comma' })
    const found: ListOptions = {
      encoding: 'utf-8',
      delimiter: 'comma',
      headerLine: 1,
      isHiddenIncluded: false,
      numberColumns: [0]
    }
    again.answer({ ok: true, value: probeUnderTest({ found }) })
    expect(await set).toEqual({ ok: true, value: undefined })
    await settle()
    expect(table()).toMatchObject({ look: 1, options: { encoding: 'utf-8', numberColumns: [0] } })
    expect(store.waiting('readTable')).toBe(1)
  })

  test('of the header row probes again and overrides the detected header', async () => {
    await addToReady()
    const set = setOptions({ headerLine: 2 })
    await settle()
    const again = store.next('probeTable')
    expect(again.input).toMatchObject({
      sheetIndex: null,
      encoding: 'gb18030',
      delimiter: 'comma',
      header: 2
    })
    again.answer({ ok: true, value: probeUnderTest() })
    expect(await set).toEqual({ ok: true, value: undefined })
    await settle()
    expect(table()).toMatchObject({ look: 1, found: { headerLine: 1 }, options: { headerLine: 2 } })
    expect(store.waiting('readTable')).toBe(1)
  })

  test('of the delimiter detects the header again', async () => {
    await addToReady()
    const set = setOptions({ delimiter: 'semicolon', headerLine: 2 })
    await settle()
    const again = store.next('probeTable')
    expect(again.input).toMatchObject({ delimiter: 'semicolon', header: 'find', isHiddenIncluded: false })
    again.answer({ ok: true, value: probeUnderTest() })
    await set
    expect(table()).toMatchObject({ options: { delimiter: 'semicolon', headerLine: 1 } })
  })

  test('to a column that doesn’t exist is rejected', async () => {
    await addToReady()
    expect(await setOptions({ numberColumns: [2] })).toMatchObject({
      ok: false,
      error: { code: 'input-invalid', field: 'options.numberColumns' }
    })
  })

  test('that excludes or includes a table only compares again, without reading it again', async () => {
    await addToReady()
    void setOptions({}, false)
    await settle()
    expect(store.waiting('readTable')).toBe(0)
    expect(shown().check).toEqual({ kind: 'none' })
    void setOptions({}, true)
    await settle()
    expect(store.waiting('readTable')).toBe(0)
    expect(store.waiting('compare')).toBe(1)
  })

  test('of the campaign compares with its earlier imports; no count can be confirmed until that is done', async () => {
    await addToReady()
    draft.chooseCampaign('spring-2026')
    await settle()
    expect(shown().check.kind).toBe('comparing')
    expect(store.next('compare').input).toMatchObject({ campaignId: 'spring-2026' })
    await compare(4, 2)
    expect(shown().check).toMatchObject({ summary: { valid: 4 } })
  })

  test('during a comparison cancels it; the last change wins', async () => {
    await addAndProbe()
    await read()
    const former = store.next('compare')
    draft.chooseCampaign('a')
    draft.chooseCampaign('b')
    expect(former.options.signal?.aborted).toBe(true)
    await settle()
    expect(store.next('compare').input).toMatchObject({ campaignId: 'b' })
    expect(store.waiting('compare')).toBe(1)
  })
})

describe('reading', () => {
  test('reports its progress', async () => {
    await addAndProbe()
    store.next('readTable').options.onProgress?.({ done: 500, total: 1_000, lines: 5 })
    await settle()
    expect(table().reading).toEqual({ kind: 'reading', readBytes: 500, totalBytes: 1_000, lines: 5 })
  })

  test('doesn’t restart after the user cancelled it until they ask for it', async () => {
    await addAndProbe()
    const former = store.next('readTable')
    draft.cancelReading()
    expect(former.options.signal?.aborted).toBe(true)
    await settle()
    expect(shown().check).toEqual({ kind: 'cancelled' })
    expect(store.waiting('readTable')).toBe(0)
    draft.readAgain()
    await settle()
    expect(store.waiting('readTable')).toBe(1)
  })

  test('restarts when the process that held the entries is gone', async () => {
    await addToReady()
    draft.chooseCampaign('a')
    await settle()
    store.next('compare').answer({ ok: false, error: { code: 'not-found' } })
    await settle()
    store.next('readTable').answer({ ok: false, error: { code: 'not-found' } })
    await settle()
    expect(store.next('addSource').input).toMatchObject({
      source: { kind: 'file', path: '/home/li/客户.csv' }
    })
    store.next('addSource').answer({ ok: true, value: sourceUnderTest() })
    await settle()
    await read()
    await compare(10, 1)
    expect(shown().check.kind).toBe('ready')
  })

  test('doesn’t restart indefinitely', async () => {
    await addToReady()
    draft.compareAgain()
    await settle()
    store.next('compare').answer({ ok: false, error: { code: 'not-found' } })
    await settle()
    await read()
    store.next('compare').answer({ ok: false, error: { code: 'not-found' } })
    await settle()
    expect(shown().check).toEqual({ kind: 'failed', error: { code: 'not-found' } })
  })
})

describe('fixes', () => {
  test('are batched into one comparison', async () => {
    await addToReady()
    store.always('fix', () => ({ ok: false, error: { code: 'not-found' } }))
    await draft.fix(1, 'x')
    await clock.advance(1_000)
    expect(store.waiting('compare')).toBe(0)
    const line: DraftLine = {
      n: 1,
      tableId: 2,
      line: 3,
      column: 1,
      text: '13800138000',
      code: 'mobile',
      reason: null,
      dial: '13800138000',
      suggestion: null,
      first: null,
      isFixed: true
    }
    store.always('fix', () => ({ ok: true, value: line }))
    await draft.fix(1, '13800138000')
    await draft.fix(1, '13800138001')
    expect(store.waiting('compare')).toBe(0)
    await clock.advance(1_000)
    expect(store.waiting('compare')).toBe(1)
    expect(shown().canUndo).toBe(true)
  })

  test('can be undone, and undoing the last one leaves nothing to undo', async () => {
    await addToReady()
    store.always('undoFix', () => ({ ok: true, value: { undone: 3, canUndo: false } }))
    expect(await draft.undoFix()).toEqual({ ok: true, value: { undone: 3 } })
    expect(shown().canUndo).toBe(false)
  })
})

test('an emptied draft ignores replies to earlier requests', async () => {
  await addAndProbe()
  const former = store.next('readTable')
  await draft.clear()
  former.answer({ ok: true, value: totals })
  await settle()
  expect(shown()).toMatchObject({ tables: [], check: { kind: 'none' } })
  expect(store.waiting('compare')).toBe(0)
})
