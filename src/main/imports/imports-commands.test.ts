import { noNumbers } from './testing/no-numbers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Result } from '../../shared/platform/result'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createStateStore } from '../platform/state-store'
import { createMemoryStore, createServiceUnderTest } from './testing/memory-store'
import type { MemoryStore } from './testing/memory-store'
import { createDroppedFiles } from '../platform/dropped-files'
import { Imports } from './imports'
import { createImportsCommands, type ImportsCommands } from './imports-commands'
import { sourceUnderTest, summaryUnderTest } from './testing/store'
import { withoutProgress } from './testing/progress'

let clock: ManualClock
let memory: MemoryStore
let imports: Imports
let commands: ImportsCommands
let isSignedIn: boolean
let stems: string[]
let answerFiles: (paths: string[] | null) => void
let answerBlockList: (path: string | null) => void
const chooseLists = vi.fn()
const openWindow = vi.fn()

beforeEach(() => {
  const state = createStateStore(emptyState)
  clock = createManualClock()
  memory = createMemoryStore()
  isSignedIn = true
  stems = []
  openWindow.mockReset()
  chooseLists.mockReset()
  const { store } = memory
  store.always('addSource', () => ({ ok: true, value: sourceUnderTest() }))
  store.always('readTable', () => ({
    ok: true,
    value: { lines: 30, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
  }))
  store.always('compare', () => ({ ok: true, value: { revision: 1, summary: summaryUnderTest(30) } }))
  store.always('campaigns', () => ({ ok: true, value: [] }))
  imports = new Imports({
    ...withoutProgress,
    doNotCall: noNumbers,
    ...{ state, clock, store },
    service: () => createServiceUnderTest(),
    dialogs: {
      saveFile({ stem }) {
        stems.push(stem)
        return Promise.resolve('/home/li/out.csv')
      },
      showFile: () => undefined
    },
    labels: () => ({}),
    keepSettings: () => undefined,
    newId: () => 'new',
    onAlert: () => undefined
  })
  commands = createImportsCommands({
    imports: () => Promise.resolve(isSignedIn ? imports : null),
    dialogs: {
      chooseLists() {
        chooseLists()
        return new Promise((resolve) => {
          answerFiles = resolve
        })
      },
      chooseBlockList: () =>
        new Promise((resolve) => {
          answerBlockList = resolve
        })
    },
    dropped: createDroppedFiles({
      clock,
      open: () =>
        Promise.resolve({
          sizeBytes: 1,
          read: () => Promise.resolve(new Uint8Array([49])),
          close: () => Promise.resolve()
        }),
      randomBelow: () => 0,
      newId: () => 'drop'
    }),
    day: () => '2026-11-22',
    openWindow
  })
})

/** Adds dropped files like the preload. */
const drop = async (...paths: string[]): Promise<void> => {
  await commands['imports:offer-dropped']({ files: paths.map((path) => ({ path, sizeBytes: 1 })) })
  await commands['imports:add-dropped']({ id: 'drop', answers: paths.map(() => new Uint8Array([49])) })
}

const settle = (): Promise<void> => clock.advance(300)
const failed = (code: string) => ({ ok: false, error: { code } })
const chosen = (kind: string) => ({ ok: true, value: { kind } })
const draftFilter = { part: 'to-send' as const, reasons: [], tableId: null, search: '' }
const names = (): string[] => imports.draft.shown().tables.map(({ name }) => name)

test('without an account every command does nothing and reports it', async () => {
  isSignedIn = false
  const id = 'a'
  const options = {
    encoding: null,
    delimiter: null,
    headerLine: null,
    isHiddenIncluded: false,
    numberColumns: [0]
  }
  const page = { offset: 0, limit: 1 }
  const filter = { part: null, search: '' }
  const attempts: Record<
    Exclude<keyof ImportsCommands, 'imports:open'>,
    () => Result<unknown> | Promise<Result<unknown>>
  > = {
    'imports:choose-files': () => commands['imports:choose-files'](undefined),
    'imports:offer-dropped': () =>
      commands['imports:offer-dropped']({ files: [{ path: '/a', sizeBytes: 1 }] }),
    'imports:add-dropped': () => commands['imports:add-dropped']({ id: 'a', answers: [] }),
    'imports:add-text': () => commands['imports:add-text']({ text: '1' }),
    'imports:remove-table': () => commands['imports:remove-table']({ tableId: 1 }),
    'imports:clear': () => commands['imports:clear'](undefined),
    'imports:set-table': () => commands['imports:set-table']({ tableId: 1, isIncluded: true, options }),
    'imports:preview': () => commands['imports:preview']({ tableId: 1 }),
    'imports:cancel-reading': () => commands['imports:cancel-reading'](undefined),
    'imports:read-again': () => commands['imports:read-again'](undefined),
    'imports:include-doubtful': () => commands['imports:include-doubtful']({ isIncluded: true }),
    'imports:choose-campaign': () => commands['imports:choose-campaign']({ campaignId: 'a' }),
    'imports:lines': () => commands['imports:lines']({ filter: draftFilter, ...page }),
    'imports:fix': () => commands['imports:fix']({ n: 1, text: '' }),
    'imports:accept-suggestions': () => commands['imports:accept-suggestions']({ code: 'decimal' }),
    'imports:undo-fix': () => commands['imports:undo-fix'](undefined),
    'imports:export-lines': () => commands['imports:export-lines']({ filter: draftFilter }),
    'imports:choose-block-list': () => commands['imports:choose-block-list'](undefined),
    'imports:clear-block-list': () => commands['imports:clear-block-list'](undefined),
    'imports:start': () => commands['imports:start']({ campaignId: 'a', expected: 1 }),
    'imports:pause': () => commands['imports:pause']({ id }),
    'imports:resume': () => commands['imports:resume']({ id }),
    'imports:cancel': () => commands['imports:cancel']({ id }),
    'imports:requests': () => commands['imports:requests']({ id, outcomes: [], ...page }),
    'imports:decide': () => commands['imports:decide']({ id, no: 1, decision: 'taken' }),
    'imports:report': () => commands['imports:report']({ id }),
    'imports:report-lines': () => commands['imports:report-lines']({ id, filter, ...page }),
    'imports:export-report': () => commands['imports:export-report']({ id, filter }),
    'imports:progress': () => commands['imports:progress']({ id }),
    'imports:progress-refresh': () => commands['imports:progress-refresh']({ id }),
    'imports:progress-cancel': () => commands['imports:progress-cancel'](undefined),
    'imports:progress-export': () => commands['imports:progress-export']({ id }),
    'imports:remove': () => commands['imports:remove']({ id }),
    'imports:acknowledge-loss': () => commands['imports:acknowledge-loss'](undefined),
    'imports:export-cancel': () => commands['imports:export-cancel'](undefined),
    'imports:show-export': () => commands['imports:show-export'](undefined),
    'campaigns:label': () => commands['campaigns:label']({ id, label: 'x' }),
    'campaigns:forget': () => commands['campaigns:forget']({ id })
  }
  for (const [name, attempt] of Object.entries(attempts))
    expect([name, await attempt()]).toEqual([name, failed('signed-out')])
  expect(memory.store.asked).toEqual([])
  expect(chooseLists).not.toHaveBeenCalled()
})

test('the window opens at the given import, or as it is', () => {
  void commands['imports:open']({ id: 'a' })
  void commands['imports:open']({ id: null })
  expect(openWindow.mock.calls).toEqual([['a'], [null]])
})

describe('files', () => {
  test('that the user chooses are probed', async () => {
    const asked = commands['imports:choose-files'](undefined)
    await settle()
    answerFiles(['/home/li/客户.csv'])
    expect(await asked).toEqual(chosen('started'))
    await settle()
    expect(names()).toEqual(['客户.csv'])
  })

  test('are chosen in one dialog at a time, and cancelling it adds none', async () => {
    const asked = commands['imports:choose-files'](undefined)
    await settle()
    expect(await commands['imports:choose-files'](undefined)).toEqual(chosen('cancelled'))
    expect(await commands['imports:choose-block-list'](undefined)).toEqual(chosen('cancelled'))
    expect(chooseLists).toHaveBeenCalledTimes(1)
    answerFiles(null)
    expect(await asked).toEqual(chosen('cancelled'))
    expect(names()).toEqual([])
    void commands['imports:choose-files'](undefined)
    await settle()
    expect(chooseLists).toHaveBeenCalledTimes(2)
  })

  test('that are dropped are probed, and so is pasted text', async () => {
    await drop('/a/1.csv', '/a/2.csv')
    await commands['imports:add-text']({ text: '13800138000' })
    await settle()
    const looks = memory.store.asked.filter(({ operation }) => operation === 'addSource')
    expect(looks.map(({ input }) => input)).toEqual([
      { sourceId: 1, source: { kind: 'file', path: '/a/1.csv' } },
      { sourceId: 2, source: { kind: 'file', path: '/a/2.csv' } },
      { sourceId: 3, source: { kind: 'text', text: '13800138000' } }
    ])
  })
})

describe('the block list', () => {
  test('is read from the chosen file, and a read error is returned', async () => {
    const asked = commands['imports:choose-block-list'](undefined)
    await settle()
    answerBlockList('/home/li/不打.csv')
    await settle()
    const question = memory.store.next('readBlockList')
    expect(question.input).toMatchObject({ path: '/home/li/不打.csv' })
    question.answer({ ok: false, error: { code: 'list-unsupported' } })
    expect(await asked).toEqual(failed('list-unsupported'))
  })

  test('stays when the dialog is cancelled', async () => {
    const asked = commands['imports:choose-block-list'](undefined)
    await settle()
    answerBlockList(null)
    expect(await asked).toEqual(chosen('cancelled'))
    expect(memory.store.asked).toEqual([])
  })
})

describe('an export', () => {
  test('of a draft is named after the day, and names each table by its file and sheet', async () => {
    await drop('/a/1.csv')
    await settle()
    const asked = commands['imports:export-lines']({ filter: draftFilter })
    await settle()
    expect(await asked).toEqual(chosen('started'))
    expect(stems).toEqual(['Deskline 2026-11-22'])
    expect(memory.store.next('exportDraft').input).toMatchObject({
      ...{ filter: draftFilter, isDoubtfulIncluded: false, tables: { 2: '客户.csv' } }
    })
  })

  test('of a report is named after its list, its campaign and the day', async () => {
    memory.add({ id: 'a', state: 'ended', name: '客户.v2.csv' })
    memory.add({ id: 'b', state: 'ended', name: '' })
    await imports.runs.load()
    const filter = { part: null, search: '' }
    const asked = commands['imports:export-report']({ id: 'a', filter })
    await settle()
    expect(await asked).toEqual(chosen('started'))
    expect(await commands['imports:export-report']({ id: 'b', filter })).toEqual(failed('export-failed'))
    memory.store.next('exportReport').answer({ ok: true, value: { rows: 1 } })
    await settle()
    await commands['imports:export-report']({ id: 'b', filter })
    expect(stems).toEqual(['客户.v2 spring 2026-11-22', 'Deskline spring 2026-11-22'])
  })

  test('of a missing import is not-found, without a dialog', async () => {
    await imports.runs.load()
    const filter = { part: null, search: '' }
    expect(await commands['imports:export-report']({ id: 'x', filter })).toEqual(failed('not-found'))
    expect(stems).toEqual([])
  })
})

test('requests and reports are queried from the store', async () => {
  const asked = commands['imports:requests']({ id: 'a', outcomes: ['unknown'], offset: 0, limit: 5 })
  await settle()
  const question = memory.store.next('requests')
  expect(question.input).toEqual({ id: 'a', outcomes: ['unknown'], offset: 0, limit: 5 })
  question.answer({ ok: true, value: { total: 0, requests: [] } })
  expect(await asked).toEqual({ ok: true, value: { total: 0, requests: [] } })
})
