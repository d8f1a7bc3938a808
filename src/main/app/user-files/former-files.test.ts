import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Call } from '../../../shared/calls/schema'
import type { Account, ServerChoice } from '../../../shared/session/schema'
import { fileNameOf, type AccountFileKind } from './former-files'
import { openUserFiles } from './user-files'

// electron-store asks Electron for a default folder even when it is given one. The files themselves are real.
vi.mock('electron', () => ({ default: { app: { getPath: () => '/nowhere', getVersion: () => '0.0.0' } } }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const accountAt = (server: ServerChoice): Account => ({
  server,
  tenantId: 't',
  agentId: 7,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
})
const customAt = (apiPrefix: string): Account =>
  accountAt({ kind: 'custom', apiPrefix, fayeUrl: 'http://host:9003/faye' })
const present = customAt('http://host:9037/api/v31')

/** The file name that earlier versions used for an account whose address was typed as `typed`. */
function formerName(kind: AccountFileKind, typed: string): string {
  const key = JSON.stringify(kind === 'imports' ? [typed, 't'] : [typed, 't', 7])
  return `${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}
/** Writes a file of an earlier version; `at` orders the modification times. */
function keep(name: string, value: unknown, at = 1): void {
  const path = join(folder, name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify({ version: 1, value }))
  utimesSync(path, 1_000_000 + at, 1_000_000 + at)
}
const call = (key: string, startedAtMs: number): Call => ({
  ...blankCall,
  ...{ key, callId: `id-${key}`, callee: '13800138000', startedAtMs, step: 'ended', outcome: 'answered' }
})
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')

test('a file stored under another spelling of the server address is found', () => {
  keep(`${formerName('calls', 'HTTP://Host:9037/api/v31/ ')}.json`, [call('a', 1)])
  keep(`${formerName('notes', ' http://host:9037/api/v31')}.json`, [{ id: 'x', note: 'n', tags: [] }])
  keep(`${formerName('team', 'http://host:9037/api/v31//')}.json`, [{ agentId: 5, label: 'Li' }])
  const files = openUserFiles(folder)
  expect(files.callsOf(present).initial.map(({ key }) => key)).toEqual(['a'])
  expect(files.formerNotesOf(present).initial).toEqual([{ id: 'x', note: 'n', tags: [] }])
  expect(files.teamOf(present).read()).toEqual([{ agentId: 5, label: 'Li' }])
  expect(files.problems.list()).toEqual([])
})

test('a file under an unlisted spelling is found when that spelling is the saved account’s', () => {
  const odd = 'http://hOsT:9037/x/..//api/%7631/'
  keep('account.json', { account: customAt(odd), isSignedIn: true })
  keep(`${formerName('calls', odd)}.json`, [call('a', 1)])
  const files = openUserFiles(folder)
  expect(files.account.read()?.account).toEqual(present)
  expect(files.callsOf(present).initial.map(({ key }) => key)).toEqual(['a'])
  expect(files.typedAccount()).toEqual(customAt(odd))
})

test('several files of one account are merged: each call once, newest first', () => {
  keep(`${formerName('calls', 'http://host:9037/api/v31/')}.json`, [call('c', 30), call('a', 10)], 3)
  keep(`${formerName('calls', ' http://host:9037/api/v31')}.json`, [call('b', 20), call('a', 10)], 2)
  const files = openUserFiles(folder)
  expect(files.callsOf(present).initial.map(({ key }) => key)).toEqual(['c', 'b', 'a'])
  // The merged file is on the disk, and isn't merged again.
  expect(
    openUserFiles(folder)
      .callsOf(present)
      .initial.map(({ key }) => key)
  ).toEqual(['c', 'b', 'a'])
  expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual([
    `${fileNameOf('calls', present)}.json`
  ])
})

test('entries in the account’s current file win over those of merged files, even when it is older', () => {
  keep(`${fileNameOf('notes', present)}.json`, [{ id: 'x', note: 'own', tags: [] }], 1)
  const others = [
    { id: 'x', note: 'other', tags: [] },
    { id: 'y', note: 'other', tags: [] }
  ]
  keep(`${formerName('notes', 'http://host:9037/api/v31/')}.json`, others, 9)
  expect(openUserFiles(folder).formerNotesOf(present).initial).toEqual([
    { id: 'y', note: 'other', tags: [] },
    { id: 'x', note: 'own', tags: [] }
  ])
})

test('files of other accounts are left untouched', () => {
  const others = ['http://host:9038/api/v31/', 'https://host:9037/api/v31', 'http://host:9037/API/v31'].map(
    (typed) => `${formerName('calls', typed)}.json`
  )
  for (const name of others) keep(name, [call('a', 1)])
  expect(openUserFiles(folder).callsOf(present).initial).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(others.sort())
})

test('an unreadable former file is set aside and reported', () => {
  keep(`${fileNameOf('calls', present)}.json`, [call('a', 1)])
  keep(`${formerName('calls', 'http://host:9037/api/v31/')}.json`, 'torn')
  const files = openUserFiles(folder)
  expect(files.callsOf(present).initial.map(({ key }) => key)).toEqual(['a'])
  expect(files.problems.list()).toMatchObject([{ kind: 'file-unreadable', file: 'recents' }])
})

test('the import ledger is migrated with its WAL file; further ledgers are returned for merging', () => {
  const [newest, older] = ['http://host:9037/api/v31/', 'http://host:9037/api/v31//'].map((typed) =>
    formerName('imports', typed)
  ) as [string, string]
  keep(`${newest}.duckdb`, 'newest', 2)
  keep(`${newest}.duckdb.wal`, 'its log', 2)
  keep(`${older}.duckdb`, 'older', 1)
  const { file, formerFiles } = openUserFiles(folder).databaseOf('imports', present)
  expect(basename(file)).toBe(`${fileNameOf('imports', present)}.duckdb`)
  expect(text(basename(file))).toBe('newest')
  expect(text(`${basename(file)}.wal`)).toBe('its log')
  expect(formerFiles).toEqual([join(folder, `${older}.duckdb`)])
})

test('the product server adopts the ledger stored for its address as a custom server', () => {
  keep(`${formerName('imports', 'http://cc.uccc.cc:9037/api/v31/')}.duckdb`, 'ledger')
  const product = accountAt({ kind: 'automatic' })
  const { file } = openUserFiles(folder).databaseOf('imports', product)
  expect(text(basename(file))).toBe('ledger')
})

test('the unchecked-since mark is the earliest of the account’s marks', () => {
  const former = formerName('calls', 'http://host:9037/api/v31/')
  keep(`${former}.json`, [])
  keep('memory.json', {
    salesmanCodes: [],
    formerLinkHandlers: { tel: null, callto: null },
    uncheckedSinceMs: { [former]: 1_000, [fileNameOf('calls', present)]: 2_000, 'calls-0123456789abcdef': 3 }
  })
  const files = openUserFiles(folder)
  expect(files.uncheckedMarkOf(present).read()).toBe(1_000)
  files.flush()
  expect(openUserFiles(folder).uncheckedMarkOf(present).read()).toBe(1_000)
})
