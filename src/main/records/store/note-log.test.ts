import fc from 'fast-check'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NoteChange } from '../../../shared/records/row-schema'
import { openNoteLog, readNoteLog, type NoteLog } from './note-log'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-notes-'))
  file = join(folder, 'notes.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (notes: readonly NoteChange[] = []): NoteLog =>
  openNoteLog(file, { notes, onTakenOver: () => undefined })

test('the last change of each part counts, and the file is readable by its owner only', () => {
  const log = open()
  for (const change of [
    { id: 'a', result: 'done', note: '回访' },
    { id: 'b', tags: ['vip'] },
    { id: 'a', note: '' },
    { id: 'b', tags: [] }
  ])
    expect(log.append(change).ok).toBe(true)
  expect(readNoteLog(file)).toEqual({
    notes: [{ id: 'a', result: 'done', note: '' }],
    unreadable: 0,
    isCompactable: true
  })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('compacting is worth its while once text was removed, or most lines were replaced', () => {
  const log = open()
  log.append({ id: 'a', result: 'done' })
  log.append({ id: 'a', note: 'x', tags: ['vip'] })
  log.append({ id: 'a', note: 'xy' })
  expect(readNoteLog(file).isCompactable).toBe(false)
  log.append({ id: 'a', tags: [] })
  expect(readNoteLog(file).isCompactable).toBe(true)
  const typing = Array.from({ length: 600 }, (_, n) => `${JSON.stringify({ id: 'b', note: `text ${n}` })}\n`)
  writeFileSync(file, typing.join(''))
  expect(readNoteLog(file).isCompactable).toBe(true)
})

test('a line that was cut short or damaged loses only itself', () => {
  open().append({ id: 'a', note: 'one' })
  appendFileSync(file, '{"id":"b","no')
  open().append({ id: 'c', note: 'three' })
  appendFileSync(file, '{"id":"d","note":7}\n')
  const { notes, unreadable } = readNoteLog(file)
  expect(notes.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(unreadable).toBe(2)
})

test('notes of an earlier version come before newer ones, however often they are taken over', () => {
  open().append({ id: 'a', note: 'new' })
  const former = [
    { id: 'a', note: 'old', tags: ['vip'] },
    { id: 'b', note: 'kept', tags: [] }
  ]
  for (let turn = 0; turn < 2; turn += 1) open(former)
  expect(readNoteLog(file).notes).toEqual([
    { id: 'a', note: 'new', tags: ['vip'] },
    { id: 'b', note: 'kept', tags: [] }
  ])
})

test('compacting keeps all notes, unreadable lines and what is added meanwhile, and removes deleted text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record(
          {
            id: fc.constantFrom('a', 'b', 'c'),
            result: fc.constantFrom(null, 'done'),
            note: fc.constantFrom('', 'secret', 'x')
          },
          { requiredKeys: ['id'] }
        ),
        { maxLength: 12 }
      ),
      fc.nat(12),
      async (changes, early) => {
        rmSync(file, { force: true })
        const log = open()
        for (const change of changes.slice(0, early)) log.append(change)
        const compacted = log.compact()
        for (const change of changes.slice(early)) log.append(change)
        const before = readNoteLog(file).notes
        await compacted
        const byId = (notes: readonly NoteChange[]) => new Map(notes.map((note) => [note.id, note]))
        expect(byId(readNoteLog(file).notes)).toEqual(byId(before))
        await log.compact()
        const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
        expect(text.includes('secret')).toBe(before.some(({ note }) => note === 'secret'))
      }
    ),
    { numRuns: 30 }
  )
  writeFileSync(file, '{"later":"version"}\n')
  await open().compact()
  expect(readFileSync(file, 'utf8')).toBe('{"later":"version"}\n')
})

test('a folder that can’t be written is reported, and nothing is thrown', () => {
  writeFileSync(join(folder, 'blocked'), '')
  const log = openNoteLog(join(folder, 'blocked', 'notes.log'), { notes: [], onTakenOver: () => undefined })
  expect(log.append({ id: 'a', note: 'x' })).toEqual({ ok: false, error: { code: 'folder-unwritable' } })
})
