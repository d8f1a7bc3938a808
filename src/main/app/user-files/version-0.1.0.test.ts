import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../shared/app/settings'
import { readNoteLog } from '../../records/store/note-log'
import { createBench, utc, value } from '../../records/store/testing/store'
import { openUserFiles } from './user-files'

// User data written by version 0.1.0, as its files were.

const fixture = join(import.meta.dirname, 'testing', 'version-0.1.0')
const bench = createBench()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-former-'))
  cpSync(fixture, folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.gz')) continue
    writeFileSync(join(folder, name.slice(0, -3)), gunzipSync(readFileSync(join(folder, name))))
    rmSync(join(folder, name))
  }
})
afterEach(async () => {
  await bench.clean()
  rmSync(folder, { recursive: true, force: true })
})

function openAll() {
  const files = openUserFiles(folder)
  const account = files.restoredAccount()
  if (account === null) throw new Error('no account')
  return { files, account }
}

test('settings, calls and call-backs of version 0.1.0 are read completely', () => {
  const { files, account } = openAll()
  expect(files.problems.list()).toEqual([])
  expect(files.settings.initial).toEqual({
    ...defaultSettings,
    theme: 'dark',
    language: 'zh-CN',
    hotKeys: { ...defaultSettings.hotKeys, 'redial-last': 'CommandOrControl+Shift+F10' },
    notifications: { ...defaultSettings.notifications, calleeAnswered: false },
    records: { ...defaultSettings.records, columns: ['calleeNumber', 'startedAtMs', 'note', 'tags'] }
  })
  expect(files.callsOf(account).initial.map(({ key }) => key)).toEqual(['key-3', 'key-2', 'key-1'])
  expect(files.callbacksOf(account).initial).toMatchObject([{ id: 'cb-1', note: '报价' }])
  expect(files.problems.list()).toEqual([])
})

test('its notes are taken over once, beside the recent calls too, and its records stay', async () => {
  for (let start = 0; start < 2; start += 1) {
    const { files, account } = openAll()
    const { file: notesFile } = files.notesOf(account)
    expect(files.formerNotesOf(account).initial).toEqual([])
    expect(files.wrapUpsOf(account).initial).toMatchObject([
      { key: 'key-2', callId: 'call-2', result: null, note: '未接', tags: [], unsaved: [] },
      { key: 'key-1', callId: 'call-1', note: '客户要报价单', tags: ['报价', '重要'], unsaved: [] }
    ])
    const { notes } = readNoteLog(notesFile)
    expect(notes.map(({ id }) => id).toSorted()).toEqual(['call-1', 'call-2', 'old-1', 'old-2'])

    const { file } = files.databaseOf('records', account)
    const store = await bench.open({ file, notes })
    expect(store.loss()).toBeNull()
    const newest = { column: 'startedAtMs', direction: 'descending' } as const
    const { viewId, totals } = value(await store.view({}, newest, utc))
    expect(totals).toMatchObject({ calls: 4, answered: 2 })
    expect(value(await store.rows(viewId, 0, 10)).rows).toMatchObject([
      { id: 'call-2', result: null, note: '未接' },
      { id: 'call-1', result: null, note: '客户要报价单', tags: ['报价', '重要'] },
      { id: 'old-1', note: 'left the company' },
      { id: 'old-2', tags: ['报价'] }
    ])
    expect(value(await store.covered())).toHaveLength(1)
    value(await store.setNote({ id: 'old-1', result: 'done' }))
    expect(value(await store.one('old-1'))).toMatchObject({ result: 'done', note: 'left the company' })
    await store.close()
    files.flush()
  }
})
