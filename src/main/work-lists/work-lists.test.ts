import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import type { ContactContent } from '../../shared/contacts/schema'
import { workListFilesEn } from '../../shared/messages/en/work-list-files'
import { succeeded } from '../../shared/platform/result'
import type { WorkListMaking } from '../../shared/work-lists/schema'
import type { ContactReader } from '../contacts/parsing/contact-reader'
import { emptyState } from '../platform/empty-state'
import { createStateStore } from '../platform/state-store'
import { createManualClock } from '../platform/testing/manual-clock'
import { createSourceFiles } from './files/source-files'
import { createWorkListsClient } from './store/work-lists-client'
import { createWorkListsDispatcher } from './store/work-lists-dispatcher'
import { exportWordsEn, listIdAt, numberAt } from './testing/entries'
import { openWorkLists, type WorkLists } from './work-lists'

const cleanUps: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** Reads a file as one number per line. */
const lineReader: ContactReader = {
  check: (path) => {
    const lines = readFileSync(path, 'utf8').split('\n')
    return Promise.resolve({
      table: { kind: 'table', sheetIndex: null, encoding: 'utf-8', delimiter: null, headerLine: null },
      rows: lines.length,
      columns: [
        { kind: 'number', label: '' },
        { kind: 'note', label: '' }
      ],
      headers: ['', ''],
      sample: []
    })
  },
  async *read({ path }) {
    const lines = readFileSync(path, 'utf8').split('\n')
    yield await Promise.resolve(
      lines.map((line): ContactContent => {
        const numbers = /^\d+$/.test(line) ? [{ label: '', number: line }] : []
        return { name: '', company: '', numbers, fields: [], note: '' }
      })
    )
  }
}

/** Work lists whose process runs in this one. */
function start(isDoNotCall: (numbers: readonly string[]) => boolean[] | Promise<boolean[]> = () => []) {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-work-lists-'))
  const state = createStateStore(emptyState)
  const clock = createManualClock(1_000)
  const client = createWorkListsClient({
    file: join(folder, 'lists.duckdb'),
    clock,
    start({ onMessage, onExit }) {
      const dispatcher = createWorkListsDispatcher({ post: onMessage, reader: lineReader, onFatal: onExit })
      return {
        post: (message) => void dispatcher.handle(message),
        kill: () => void dispatcher.close().then(onExit)
      }
    },
    onOpened: (opened) => lists.opened(opened)
  })
  const list = join(folder, 'customers.csv')
  writeFileSync(list, [numberAt(1), numberAt(2), 'x', numberAt(1)].join('\n'))
  let ids = 0
  const written: string[] = []
  const lists: WorkLists = openWorkLists({
    state,
    clock,
    store: client,
    newId: () => listIdAt((ids += 1)),
    files: createSourceFiles(join(folder, 'sources')),
    sources: {
      contacts: () => (path) => {
        written.push(path)
        writeFileSync(path, [numberAt(1), numberAt(2), numberAt(3)].join('\n'))
        return Promise.resolve(succeeded([{ kind: 'number', label: '' }]))
      },
      records: () => () => Promise.resolve({ ok: false, error: { code: 'view-outdated' } }),
      callbacks: () => () => Promise.reject(new Error('not used')),
      campaign: () => () => Promise.reject(new Error('not used'))
    },
    isDoNotCall,
    chooseFile: () => Promise.resolve(list),
    dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
    words: () => ({ ...workListFilesEn.making, table: exportWordsEn, stem: 'List' }),
    zone: () => ({ offsetMs: 0, changes: [] })
  })
  cleanUps.push(async () => {
    lists.close()
    await client.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const making = (): WorkListMaking => state.get('workLists').making
  const ended = (kind: WorkListMaking['kind']) => vi.waitFor(() => expect(making().kind).toBe(kind))
  const published = async () => {
    await clock.advance(1_000)
    return state.get('workLists').lists
  }
  return { lists, state, clock, list, written, making, ended, published, ask: client.ask }
}

it('makes a list of a source at once, marks numbers that must not be called, and leaves no file', async () => {
  const { lists, written, making, ended, published } = start((numbers) =>
    numbers.map((number) => number === numberAt(2))
  )
  expect(await lists.making.begin({ kind: 'contacts', text: '张' })).toMatchObject({ ok: true })
  expect(await lists.making.begin({ kind: 'contacts', text: '' })).toMatchObject({
    error: { code: 'import-running' }
  })
  await ended('done')
  expect(making()).toMatchObject({ id: listIdAt(1), entries: 3, repeated: 0, skipped: 0, doNotCall: 1 })
  await vi.waitFor(async () =>
    expect(await published()).toMatchObject([
      { name: 'Contacts: 张', progress: { entries: 3, byState: { open: 2, never: 1 } } }
    ])
  )
  expect(written.map((path) => existsSync(path))).toEqual([false])
})

it('lets the user check a file, and counts repeated rows and rows without a number', async () => {
  const { lists, list, making, ended } = start()
  await lists.making.begin({ kind: 'file' })
  await ended('checking')
  expect(making()).toMatchObject({
    name: 'customers',
    rows: 4,
    columns: [
      { kind: 'number', label: '' },
      { kind: 'field', label: 'Column 2' }
    ]
  })
  const columns = [{ kind: 'number' as const, label: '' }]
  expect(lists.making.start({ name: 'A', columns })).toMatchObject({ error: { field: 'columns' } })
  const both = [...columns, { kind: 'ignore' as const, label: '' }]
  expect(lists.making.start({ name: ' ', columns: both })).toMatchObject({ error: { field: 'name' } })
  expect(lists.making.start({ name: 'A', columns: both })).toEqual(succeeded(undefined))
  await ended('done')
  expect(making()).toMatchObject({ entries: 2, repeated: 1, skipped: 1 })
  // The file is the user's.
  expect(existsSync(list)).toBe(true)
})

it('stores nothing if making is cancelled or fails after the numbers were stored', async () => {
  const checks: { resolve: (isNever: boolean[]) => void; reject: (failure: Error) => void }[] = []
  const { lists, ended, making, ask } = start(
    () => new Promise((resolve, reject) => checks.push({ resolve, reject }))
  )
  const check = () => vi.waitFor(() => checks.shift() ?? Promise.reject(new Error('not asked yet')))
  await lists.making.begin({ kind: 'contacts', text: '' })
  const cancelled = await check()
  lists.making.cancel()
  cancelled.resolve([])
  await ended('none')
  await lists.making.begin({ kind: 'contacts', text: '' })
  const failing = await check()
  failing.reject(new Error('no list of numbers'))
  await ended('failed')
  expect(making()).toMatchObject({ error: { code: 'work-lists-failed' } })
  expect(await ask('lists', {})).toEqual(succeeded([]))
  for (const at of [1, 2])
    expect(await ask('publish', { listId: listIdAt(at) })).toMatchObject({
      error: { code: 'work-list-gone' }
    })
})

it('reports why a source has no list', async () => {
  const { lists, ended, making } = start()
  await lists.making.begin({ kind: 'records', viewId: 1 })
  await ended('failed')
  expect(making()).toMatchObject({ name: 'From records', error: { code: 'view-outdated' } })
  lists.making.dismiss()
  await lists.making.begin({ kind: 'text', text: 'no number' })
  await ended('checking')
  lists.making.start({ name: 'A', columns: [0, 1].map(() => ({ kind: 'number' as const, label: '' })) })
  await ended('failed')
  expect(making()).toMatchObject({ error: { code: 'work-list-empty' } })
})

it('publishes the progress of work, and a removed list until it is brought back', async () => {
  const { lists, state, ended, published } = start()
  await lists.making.begin({ kind: 'contacts', text: '' })
  await ended('done')
  const listId = listIdAt(1)
  const { revision } = state.get('workLists')
  expect(await lists.run.claim({ listId, id: 0, callKey: 'k', nowMs: 5 })).toEqual(succeeded(undefined))
  expect(await lists.run.claim({ listId, id: 0, callKey: 'k', nowMs: 5 })).toMatchObject({
    error: { code: 'work-entry-changed' }
  })
  await vi.waitFor(async () =>
    expect(await published()).toMatchObject([{ progress: { byState: { open: 2, calling: 1 } } }])
  )
  expect(state.get('workLists').revision).toBeGreaterThan(revision)
  expect(await lists.remove(listId)).toEqual(succeeded(undefined))
  expect(state.get('workLists').lists).toEqual([])
  expect(await lists.run.get({ listId, id: 0 })).toMatchObject({ error: { code: 'work-list-gone' } })
  expect(await lists.restore(listId)).toEqual(succeeded(undefined))
  expect(state.get('workLists').lists).toMatchObject([{ id: listId }])
})

it('starts no process for an account without lists', async () => {
  const { lists, state, clock } = start()
  expect(state.get('workLists').lists).toEqual([])
  expect(await lists.run.claimed()).toEqual(succeeded([]))
  const call = { callKey: 'k', callId: null, outcome: null, result: null, note: '' }
  expect(await lists.run.update(call)).toEqual(succeeded(undefined))
  expect(clock.waiting()).toBe(0)
})
