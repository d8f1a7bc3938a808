import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import type { FormerNote } from '../../../shared/records/row-schema'
import type { Account } from '../../../shared/session/schema'
import { defaultSettings } from '../../../shared/app/settings'
import type { Settings } from '../../../shared/app/schema'
import type { StoredCallers } from '../../../shared/dialling/schema'
import type { StoredFile } from '../../../shared/app/environment'
import type { TeamEntry } from '../../../shared/team/schema'
import type { KeptDownloads } from '../../recordings/download-list'
import { openUserFiles, type UserFiles } from './user-files'

// Runs every kind of file fault against every document of the user-data folder.

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const account: Account = {
  server: { kind: 'custom', apiPrefix: 'https://a.example', fayeUrl: 'https://b.example/faye' },
  tenantId: '租户',
  agentId: 1,
  callerNumber: '02155551234',
  salesmanCode: 's',
  isDemo: false
}
const calls = [3, 2, 1].map((n): Call => ({
  ...blankCall,
  key: `k${n}`,
  callee: `1380013800${n}`,
  startedAtMs: n,
  step: 'ended',
  outcome: 'answered',
  timeline: [{ state: 'Ring', atMs: n, source: 'live', isLate: false }]
}))
const notes = [1, 2, 3].map((n): FormerNote => ({ id: `c${n}`, note: `回访 ${n}`, tags: ['a', 'b'] }))
const team = [1, 2, 3].map((agentId): TeamEntry => ({ agentId, label: `Li ${agentId}` }))
const callers: StoredCallers = {
  numbers: ['02155551234', '02155551235', '02155551236'].map((number) => ({
    number,
    label: `Team ${number}`
  })),
  regionChoices: [{ region: '上海', number: '02155551234' }]
}
const callbacks = [1, 2, 3].map((n): Callback => ({
  id: `b${n}`,
  number: `1380013800${n}`,
  note: `回访 ${n}`,
  call: { key: `k${n}`, callId: null },
  createdAtMs: n,
  dueAtMs: n,
  localTime: '2026-11-22 14:05',
  isAnnounced: false,
  closedAtMs: null,
  closedBy: null,
  attempt: { key: 'k', isMeant: true, outcome: 'not-answered', atMs: n }
}))
const downloads: KeptDownloads = {
  isPaused: true,
  items: [1, 2, 3].map((n) => ({
    callId: `c${n}`,
    address: `https://r.example/${n}.wav`,
    folder: '/tmp/x',
    stem: `n${n}`,
    status: 'waiting',
    fileName: null,
    sizeBytes: n,
    code: null
  }))
}
const settings: Settings = { ...defaultSettings, theme: 'dark', isTokenSentEverywhere: false }

interface Store {
  file: StoredFile
  read(files: UserFiles): unknown
  write(files: UserFiles, value: never): void
  /** The first value and its change; lists have a common beginning. */
  values: [unknown, unknown]
  /** The default of a new installation. */
  empty: unknown
  /** Returns the entries of its list; null: a document without a list. */
  list: ((value: never) => unknown[]) | null
}
const itself = (value: never): unknown[] => value

const stores: Store[] = [
  {
    file: 'settings',
    read: (files) => files.settings.initial,
    write: (files, value) => files.settings.write(value),
    values: [settings, { ...settings, language: 'en' }],
    empty: defaultSettings,
    list: null
  },
  {
    file: 'account',
    read: (files) => files.account.read(),
    write: (files, value) => files.account.write(value),
    values: [
      { account, isSignedIn: false },
      { account, isSignedIn: true }
    ],
    empty: null,
    list: null
  },
  {
    file: 'memory',
    read: (files) => [files.lastAddress.read(), files.folders.exports.read(), files.importsPlace.read()],
    write(files, [address, exports, place]: [never, never, never]) {
      files.lastAddress.write(address)
      files.folders.exports.write(exports)
      files.importsPlace.write(place)
    },
    values: [
      ['telecom', '/tmp/a', { x: 1, y: 2, width: 3, height: 4, isMaximized: false }],
      ['mobile', '/tmp/a', { x: 1, y: 2, width: 3, height: 4, isMaximized: false }]
    ],
    empty: [null, null, null],
    list: null
  },
  {
    file: 'recents',
    read: (files) => files.callsOf(account).initial,
    write: (files, value) => files.callsOf(account).write(value),
    values: [calls.slice(0, 2), calls],
    empty: [],
    list: itself
  },
  {
    file: 'team',
    read: (files) => files.teamOf(account).read(),
    write: (files, value) => files.teamOf(account).write(value),
    values: [team.slice(0, 2), team],
    empty: [],
    list: itself
  },
  {
    file: 'callers',
    read: (files) => files.callersOf(account).read(),
    write: (files, value) => files.callersOf(account).write(value),
    values: [{ ...callers, numbers: callers.numbers.slice(0, 2) }, callers],
    empty: { numbers: [], regionChoices: [] },
    list: (value: StoredCallers) => value.numbers
  },
  {
    file: 'notes',
    read: (files) => files.formerNotesOf(account).initial,
    write: (files, value) => files.formerNotesOf(account).write(value),
    values: [notes.slice(0, 2), notes],
    empty: [],
    list: itself
  },
  {
    file: 'callbacks',
    read: (files) => files.callbacksOf(account).initial,
    write: (files, value) => files.callbacksOf(account).write(value),
    values: [callbacks.slice(0, 2), callbacks],
    empty: [],
    list: itself
  },
  {
    file: 'downloads',
    read: (files) => files.downloadsOf(account).initial,
    write: (files, value) => files.downloadsOf(account).write(value),
    values: [{ ...downloads, items: downloads.items.slice(0, 2) }, downloads],
    empty: null,
    list: (value: KeptDownloads) => value.items
  },
  {
    file: 'problems',
    read: (files) =>
      files.problems
        .list()
        .filter(({ file }) => file === 'imports')
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    write: (files, names: { name: string }[]) => {
      const known = files.problems.list().map(({ name }) => name)
      for (const { name } of names) {
        if (!known.includes(name)) files.problems.record({ kind: 'file-unreadable', file: 'imports', name })
      }
    },
    values: [
      [{ name: 'a' }, { name: 'b' }],
      [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
    ],
    empty: [],
    list: itself
  }
] as Store[]

describe.each(stores.map((store) => [store.file, store] as const))('the file of %s', (file, store) => {
  const [before, after] = store.values
  /** Writes the first value, then the second; returns the file's path. */
  const keepBoth = (): string => {
    for (const value of store.values) {
      const files = openUserFiles(folder)
      store.write(files, value as never)
      files.flush()
    }
    const prefix = file === 'recents' ? 'calls' : file === 'problems' ? 'storage-problems' : file
    const name = readdirSync(folder).find((one) => one.startsWith(prefix) && one.endsWith('.json'))
    if (name === undefined) throw new Error('nothing was kept')
    return join(folder, name)
  }
  const problemsOf = (files: UserFiles): [string, number | null][] =>
    files.problems
      .list()
      .flatMap(({ kind, lostEntries, ...one }) => (one.file === file ? [[kind, lostEntries]] : []))
  const opened = (): { value: unknown; problems: [string, number | null][] } => {
    const files = openUserFiles(folder)
    const value = store.read(files)
    return { value, problems: problemsOf(files) }
  }
  /** Expects the next start to find the same value and no new problem, and later writes to be persisted. */
  const expectHealed = (found: { value: unknown; problems: unknown[] }): void => {
    expect(opened()).toEqual(found)
    const files = openUserFiles(folder)
    store.read(files)
    files.problems.acknowledge(files.problems.list().flatMap((one) => (one.file === file ? [one.id] : [])))
    store.write(files, after as never)
    files.flush()
    const again = opened()
    expect(again.value).toMatchObject(after as object)
    expect(again.problems).toEqual([])
  }

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['zeros after its end', (bytes) => Buffer.concat([bytes, Buffer.alloc(16)])],
    ['a page of zeros after its end', (bytes) => Buffer.concat([bytes, Buffer.alloc(4_096)])],
    ['garbage after its end', (bytes) => Buffer.concat([bytes, Buffer.from([255, 0, 123, 34, 200])])],
    ['a part of itself again after its end', (bytes) => Buffer.concat([bytes, bytes.subarray(-20)])],
    ['a byte-order mark', (bytes) => Buffer.concat([Buffer.from('\uFEFF'), bytes])],
    ['UTF-16', (bytes) => Buffer.from(`\uFEFF${bytes.toString()}`, 'utf16le')],
    ['a later version', (bytes) => Buffer.from(bytes.toString().replace('"version":1', '"version":9'))],
    ['an earlier version', (bytes) => Buffer.from(bytes.toString().replace('"version":1', '"version":0'))]
  ])('with %s is read completely, and no problem is reported', (_name, damage) => {
    const path = keepBoth()
    writeFileSync(path, damage(readFileSync(path)))
    const found = opened()
    expect(found.value).toMatchObject(after as object)
    expect(found.problems).toEqual([])
    expectHealed(found)
  })

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['nothing', () => Buffer.alloc(0)],
    ['garbage', (bytes) => Buffer.alloc(bytes.length, 0xa7)]
  ])(
    'overwritten with %s falls back to the previous copy, or without one to the default',
    (_name, damage) => {
      const path = keepBoth()
      const bytes = readFileSync(path)
      writeFileSync(path, damage(bytes))
      const found = opened()
      expect(found.problems).toEqual([['file-damaged', null]])
      expect(found.value).toMatchObject(before as object)
      expectHealed(found)

      writeFileSync(path, damage(bytes))
      rmSync(`${path}.previous`)
      const lost = opened()
      expect(lost).toEqual({ value: store.empty, problems: [['file-unreadable', null]] })
      expect(readFileSync(`${path}.unreadable-1`)).toEqual(damage(bytes))
      expectHealed(lost)
    }
  )

  test('truncated anywhere falls back to the previous copy, or without one to its complete entries', () => {
    const path = keepBoth()
    const bytes = readFileSync(path)
    const previous = readFileSync(`${path}.previous`)
    for (let at = 1; at < bytes.length; at += Math.ceil(bytes.length / 20)) {
      for (const hasCopy of [true, false]) {
        for (const name of readdirSync(folder)) rmSync(join(folder, name))
        writeFileSync(path, bytes.subarray(0, at))
        if (hasCopy) writeFileSync(`${path}.previous`, previous)
        const { value, problems } = opened()
        expect(problems).toEqual([[expect.stringMatching(/^file-(damaged|unreadable)$/), null]])
        if (hasCopy) expect(value).toMatchObject(before as object)
        else if (store.list === null) continue
        else {
          const entries = value === null ? [] : store.list(value as never)
          expect(store.list(after as never).slice(0, entries.length)).toMatchObject(
            entries.map((entry) =>
              file === 'problems' ? { name: (entry as { name: string }).name } : (entry as object)
            )
          )
          // The entries that are complete before the cut.
          const text = bytes.subarray(0, at).toString()
          const whole = store.list(after as never).filter((entry) => text.includes(JSON.stringify(entry)))
          if (file !== 'problems') expect(entries.length).toBeGreaterThanOrEqual(whole.length)
        }
      }
    }
  })

  test('with one invalid entry loses only that entry, and reports it until dismissed', () => {
    if (store.list === null) return
    const path = keepBoth()
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { version: number; value: never }
    store.list(stored.value)[1] = { nonsense: true }
    writeFileSync(path, JSON.stringify(stored))
    const found = opened()
    const list = store.list(after as never)
    expect(store.list(found.value as never)).toMatchObject([list[0], list[2]] as object[])
    expect(found.problems).toEqual([['file-damaged', 1]])
    expectHealed(found)
  })

  test('keeps keys written by a later version when it is saved again', () => {
    const path = keepBoth()
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { value: unknown }
    if (Array.isArray(stored.value)) return
    Object.assign(stored.value as object, { later: { a: 1 } })
    writeFileSync(path, JSON.stringify(stored))
    expect(opened().problems).toEqual([])
    const files = openUserFiles(folder)
    store.read(files)
    store.write(files, before as never)
    files.flush()
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ value: { later: { a: 1 } } })
    expect(opened().value).toMatchObject(before as object)
  })

  test('reports a failed write, and is saved once writing is possible again', () => {
    const files = openUserFiles(folder)
    store.read(files)
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder was')
    store.write(files, after as never)
    files.flush()
    if (file !== 'problems') expect(problemsOf(files)).toEqual([['file-unwritable', null]])
    rmSync(folder)
    files.flush()
    expect(problemsOf(files)).toEqual([])
    expect(existsSync(folder)).toBe(true)
    expect(opened().value).toMatchObject(after as object)
  })
})
