import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterEach, describe, expect, it } from 'vitest'
import { exportsEn } from '../../../shared/messages/en/exports'
import type { ExportFormat, RecordColumn } from '../../../shared/records/records'
import { maxRecordName } from '../../../shared/records/records'
import { maxPageNumbers, recordRowSchema } from '../../../shared/records/row-schema'
import { type RecordSort } from '../../../shared/records/filter-schema'

import { exportView, writeCsv } from './export/export-file'
import { writeWorkbook } from './export/xlsx-writer'
import type { RecordStore } from './record-store'
import { createBench, replyOf, utc, value } from './testing/store'

const bench = createBench()
afterEach(() => bench.clean())

const byName: RecordSort = { column: 'contactName', direction: 'ascending' }
const zhang = '13800138000'
const li = '139 0013 9000'

async function openNamed(): Promise<RecordStore> {
  const store = await bench.open()
  const calls = [
    { id: 'a', calleeNumber: zhang, duration: '5', answerTime: '2026-03-01T08:00:00Z' },
    { id: 'b', calleeNumber: li },
    { id: 'c', calleeNumber: '95588' },
    { id: 'd', calleeNumber: zhang },
    { id: 'e' }
  ]
  value(await store.ingest(replyOf(calls)))
  const names = [
    { number: zhang, name: '张伟 · 天成贸易' },
    { number: li, name: 'Li Na' },
    { number: '400', name: 'never called' }
  ]
  expect(value(await store.setNames(names))).toEqual({ changed: 3 })
  return store
}

const idsOf = async (store: RecordStore, text: string | undefined, sort = byName): Promise<string[]> => {
  const { viewId } = value(await store.view(text === undefined ? {} : { text }, sort, utc))
  return value(await store.rows(viewId, 0, 100)).rows.map(({ id }) => id)
}

describe('the names of numbers', () => {
  it('are in rows, single calls and summaries, are sorted by and found in any case', async () => {
    const store = await openNamed()
    expect(await idsOf(store, undefined)).toEqual(['b', 'a', 'd', 'c', 'e'])
    expect(await idsOf(store, undefined, { ...byName, direction: 'descending' })).toEqual([
      'a',
      'd',
      'b',
      'c',
      'e'
    ])
    expect(value(await store.one('d')).contactName).toBe('张伟 · 天成贸易')
    expect(value(await store.one('c')).contactName).toBe('')
    expect(value(await store.callNames(['d', 'c', 'e', 'nobody']))).toEqual([
      { id: 'd', name: '张伟 · 天成贸易' }
    ])
    expect(await idsOf(store, '天成')).toEqual(['a', 'd'])
    expect(await idsOf(store, 'li n')).toEqual(['b'])
    expect(await idsOf(store, 'never')).toEqual([])
    expect(await idsOf(store, '%')).toEqual([])
    const { frequentNumbers, longestNumbers } = value(await store.summary({}, utc))
    expect(frequentNumbers.map(({ contactName }) => contactName)).toEqual(['张伟 · 天成贸易', 'Li Na', ''])
    expect(longestNumbers.map(({ contactName }) => contactName)).toEqual(['张伟 · 天成贸易'])
  })

  it('are changed and removed, and the same names again change nothing', async () => {
    const store = await openNamed()
    const names = [
      { number: zhang, name: '张伟 · 天成贸易' },
      { number: li, name: '' },
      { number: '95588', name: 'Bank' },
      { number: '10086', name: '' }
    ]
    expect(value(await store.setNames(names))).toEqual({ changed: 2 })
    expect(value(await store.setNames(names))).toEqual({ changed: 0 })
    expect(await idsOf(store, undefined)).toEqual(['c', 'a', 'd', 'b', 'e'])
    value(await store.clearNames())
    expect(await idsOf(store, '天成')).toEqual([])
    expect(value(await store.one('a')).contactName).toBe('')
  })

  it('are gone when the file is opened again', async () => {
    const file = bench.file()
    const store = await bench.open({ file })
    value(await store.ingest(replyOf([{ id: 'a', calleeNumber: zhang }])))
    value(await store.setNames([{ number: zhang, name: '张伟' }]))
    await store.close()
    const again = await bench.open({ file })
    expect(value(await again.one('a')).contactName).toBe('')
    expect(await idsOf(again, '张伟')).toEqual([])
  })
})

it('the numbers to name come in pages of records, the newest first, and of new records only', async () => {
  const store = await openNamed()
  const all = value(await store.calleeNumbers(0, null))
  expect({ ...all, numbers: all.numbers.toSorted() }).toEqual({
    numbers: [zhang, li, '95588'],
    rest: null,
    next: 5
  })
  expect(value(await store.calleeNumbers(1, 2)).numbers).toEqual([li])
  expect(value(await store.calleeNumbers(all.next, null))).toEqual({ numbers: [], rest: null, next: 5 })
  const calls = Array.from({ length: maxPageNumbers }, (_, at) => ({ id: `f-${at}`, calleeNumber: zhang }))
  value(await store.ingest(replyOf([...calls.slice(1), { id: 'a', cost: '1' }])))
  expect(value(await store.calleeNumbers(all.next, null))).toMatchObject({ numbers: [zhang], rest: null })
  expect(value(await store.calleeNumbers(0, null))).toMatchObject({ numbers: [zhang], rest: 4 })
  expect(value(await store.calleeNumbers(0, 4)).rest).toBeNull()
})

const hostile = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.example";"x")',
  '@SUM(A1)',
  "'); DROP TABLE number_names; --",
  'محمد',
  '"quoted", and; =1+1',
  '\u0000\ud83d',
  'x'.repeat(maxRecordName)
]

async function exported(store: RecordStore, format: ExportFormat): Promise<string> {
  const { viewId } = value(await store.view({}, { column: 'id', direction: 'ascending' }, utc))
  const path = join(dirname(bench.file()), `out.${format}`)
  const columns: RecordColumn[] = ['id', 'contactName']
  const request = { isMasked: false, viewId, format, path, columns, labels: exportsEn.labels, zone: utc }
  const writers = { csv: writeCsv, xlsx: writeWorkbook }
  value(await exportView(store, request, { writers, onProgress: () => undefined }))
  return path
}

it('hostile names are found and shown unchanged, and run nothing in exported files', async () => {
  const store = await bench.open()
  const calls = hostile.map((_, at) => ({ id: `id-${at}`, calleeNumber: `9558${at}` }))
  value(await store.ingest(replyOf(calls)))
  value(await store.setNames(hostile.map((name, at) => ({ number: `9558${at}`, name }))))
  const stored = hostile.with(6, '\ufffd\ufffd')
  for (const [at, name] of stored.entries()) {
    expect(await idsOf(store, name.slice(0, 30))).toEqual([`id-${at}`])
    expect(recordRowSchema.parse(value(await store.one(`id-${at}`))).contactName).toBe(name)
  }
  const csv = readFileSync(await exported(store, 'csv'), 'utf8')
  expect(csv).toContain(`id-1,"'=HYPERLINK(""http://x.example"";""x"")"\r\n`)
  expect(csv).toContain("id-2,'@SUM(A1)\r\n")
  expect(csv).toContain(`id-5,"""quoted"", and; '=1+1"\r\n`)
  const sheet = await readSheet(await exported(store, 'xlsx'))
  expect(sheet.slice(1).map((row) => row[1])).toEqual(stored)
})
