import { afterEach, describe, expect, it } from 'vitest'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReportPart } from '../../../../shared/imports/imports'
import { importReportSchema, reportPageSchema } from '../../../../shared/imports/schema'
import {
  codeOf,
  createRepositoryBench,
  creation,
  dialOf,
  idOf,
  type OpenRepository
} from '../testing/repository/bench'
import type { ImportInput } from '../../imports-operations'
import { rowsOf } from '../../../platform/database/statements'

const bench = createRepositoryBench()
const folders: string[] = []
afterEach(async () => {
  await bench.clean()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const id = idOf(1)
const page = { offset: 0, limit: 500 }
type Outcome = ImportInput<'recordOutcome'>['outcome']

async function request(
  { repository }: OpenRepository,
  [no, from, to]: readonly [number, number, number],
  outcome?: Outcome,
  error: ImportInput<'recordOutcome'>['error'] = null
): Promise<void> {
  await repository.beginRequest({ id, no, from, to, nowMs: 1 })
  if (outcome !== undefined) await repository.recordOutcome({ id, no, outcome, cuts: [], error, nowMs: 2 })
}

const refusal = (message: string, field?: string) => ({ code: 'service-refused', message, field }) as const

/** An import with a number in each part, and two left-out entries. */
async function mixed(): Promise<OpenRepository> {
  const opened = await bench.open()
  await opened.fill([
    { dial: dialOf(0) },
    { dial: null, text: '=1+1', reason: 'no-digits', line: 2, column: 27 },
    ...[1, 2, 3, 4, 5].map((place) => ({ dial: dialOf(place), text: `138 0000-000${place}` })),
    { dial: dialOf(6), reason: 'blocked' }
  ])
  await opened.repository.createImport(creation(1, 6))
  await request(opened, [1, 0, 4], 'not-taken')
  await request(opened, [2, 0, 1], 'accepted')
  await request(opened, [3, 1, 2], 'refused', refusal('号码无效', 'numbers[0]'))
  await request(opened, [4, 2, 3], 'unknown', { code: 'import-unknown' })
  await request(opened, [5, 4, 5])
  return opened
}

const partsOf = async ({ repository }: OpenRepository, part: ReportPart | null = null, search = '') => {
  const { lines, total } = await repository.reportLines({ id, filter: { part, search }, ...page })
  expect(total).toBe(lines.length)
  return lines.map(({ dial, part: its, request: no }) => [dial, its, no])
}

describe('the lines of a report', () => {
  it('show every number with its last request, among the entries that were left out', async () => {
    const opened = await mixed()
    expect(await partsOf(opened)).toEqual([
      [dialOf(0), 'sent', 2],
      [null, 'left-out', null],
      [dialOf(1), 'refused', 3],
      [dialOf(2), 'unknown', 4],
      [dialOf(3), 'waiting', 1],
      [dialOf(4), 'waiting', 5],
      [dialOf(5), 'waiting', null],
      [dialOf(6), 'left-out', null]
    ])
    const { lines } = await opened.repository.reportLines({
      id,
      filter: { part: 'refused', search: '' },
      ...page
    })
    expect(lines).toEqual([
      {
        name: 'list.csv',
        sheet: null,
        line: 3,
        column: 0,
        text: '138 0000-0001',
        dial: dialOf(1),
        part: 'refused',
        reason: null,
        request: 3,
        error: { code: 'service-refused', message: '号码无效', field: 'numbers[0]' }
      }
    ])
  })

  it('are up to date after each request and decision', async () => {
    const opened = await mixed()
    expect(await partsOf(opened, 'sent')).toEqual([[dialOf(0), 'sent', 2]])
    await opened.repository.recordOutcome({ id, no: 5, outcome: 'accepted', cuts: [], error: null, nowMs: 3 })
    expect(await partsOf(opened, 'sent')).toHaveLength(2)
    await opened.repository.decideRequest({ id, no: 4, decision: 'taken', nowMs: 4 })
    expect(await partsOf(opened, 'sent')).toHaveLength(3)
    expect(await partsOf(opened, 'unknown')).toEqual([])
  })

  it('show numbers that were never sent as cancelled once the import is', async () => {
    const opened = await mixed()
    await opened.repository.setImportState({ id, state: 'cancelled', nowMs: 3 })
    const { lines } = await opened.repository.reportLines({
      id,
      filter: { part: 'left-out', search: '' },
      ...page
    })
    expect(lines.map(({ dial, reason, request: no }) => [dial, reason, no])).toEqual([
      [null, 'no-digits', null],
      [dialOf(3), 'cancelled', 1],
      [dialOf(5), 'cancelled', null],
      [dialOf(6), 'blocked', null]
    ])
    expect(await partsOf(opened, 'waiting')).toEqual([[dialOf(4), 'waiting', 5]])
  })

  it('can be searched by part of the text or the digits, without wildcards', async () => {
    const opened = await mixed()
    expect(await partsOf(opened, null, dialOf(3).slice(4))).toEqual([[dialOf(3), 'waiting', 1]])
    expect(await partsOf(opened, null, ' 0000-0002 ')).toEqual([[dialOf(2), 'unknown', 4]])
    expect(await partsOf(opened, null, '=1')).toEqual([[null, 'left-out', null]])
    expect(await partsOf(opened, 'sent', '=1')).toEqual([])
    for (const wildcard of ['%', '_', '.*']) expect(await partsOf(opened, null, wildcard)).toEqual([])
  })

  it('come in pages that together are complete, ordered by file, line and column', async () => {
    const opened = await bench.open()
    // Ranks differ from the order in the file.
    await opened.fill(
      Array.from({ length: 30 }, (_, i) => ({
        dial: dialOf(i),
        tableId: i % 2,
        line: 40 - i,
        column: i % 3,
        reason: i % 5 === 0 ? ('blocked' as const) : null
      }))
    )
    const files = ['b', 'a'].map((name) => ({ name, sheet: null }))
    await opened.repository.createImport(creation(1, 24, { tableIds: [1, 0], files }))
    await request(opened, [1, 0, 13], 'accepted')
    const whole = await opened.repository.reportLines({ id, filter: { part: null, search: '' }, ...page })
    expect(reportPageSchema.parse(whole).total).toBe(30)
    const keys = whole.lines.map(
      ({ name, line }) => `${name === 'b' ? 0 : 1} ${String(line).padStart(3, '0')}`
    )
    expect(keys).toEqual(keys.toSorted())
    for (const part of [null, 'sent', 'waiting', 'left-out'] as const) {
      const of = whole.lines.filter((line) => part === null || line.part === part)
      for (let offset = 0; offset < of.length + 7; offset += 7) {
        const asked = await opened.repository.reportLines({
          id,
          filter: { part, search: '' },
          offset,
          limit: 7
        })
        expect(asked).toEqual({ total: of.length, lines: of.slice(offset, offset + 7) })
      }
    }
  })
})

describe('a report', () => {
  it('has the totals, the reasons, and the refusals with the service’s messages', async () => {
    const opened = await mixed()
    await request(opened, [6, 3, 4], 'refused', refusal('号码无效', 'numbers[7]'))
    await request(opened, [7, 5, 6], 'refused', { ...refusal('空号'), serviceCode: 30105, retryAfterMs: 5 })
    const report = await opened.repository.report({ id })
    expect(importReportSchema.parse(report)).toEqual({
      sent: 1,
      refused: 3,
      unknown: 1,
      waiting: 1,
      leftOut: 2,
      requests: 7,
      byReason: [
        { reason: 'blocked', count: 1 },
        { reason: 'no-digits', count: 1 }
      ],
      refusals: [
        { error: { code: 'service-refused', message: '号码无效' }, count: 2 },
        { error: { code: 'service-refused', message: '空号', serviceCode: 30105 }, count: 1 }
      ],
      files: [{ name: 'list.csv', sheet: null }],
      hasDetails: true
    })
  })

  it('merges refusals that differ only in the number, and contains none of these numbers', async () => {
    const opened = await mixed()
    await request(opened, [6, 3, 4], 'refused', refusal('“4008001234”不是合法的手机号或固定电话。'))
    await request(opened, [7, 5, 6], 'refused', refusal('“95588”不是合法的手机号或固定电话。'))
    const { refusals } = await opened.repository.report({ id })
    expect(refusals).toContainEqual({
      error: { code: 'service-refused', message: '“…”不是合法的手机号或固定电话。' },
      count: 2
    })
  })

  it('counts numbers that a cancelled import didn’t reach as left out', async () => {
    const opened = await mixed()
    await opened.repository.setImportState({ id, state: 'cancelled', nowMs: 3 })
    expect(await opened.repository.report({ id })).toMatchObject({
      waiting: 1,
      leftOut: 4,
      byReason: [
        { reason: 'cancelled', count: 2 },
        { reason: 'blocked', count: 1 },
        { reason: 'no-digits', count: 1 }
      ]
    })
  })
})

describe('the export of a report', () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'deskline-report-'))
    folders.push(made)
    return made
  }

  it('is CSV with a byte-order mark and the user’s labels, safe for spreadsheets', async () => {
    const opened = await mixed()
    const path = join(folder(), '报告.csv')
    const labels = {
      'column.file': '文件',
      'column.message': '说明',
      'part.sent': '已导入',
      'part.left-out': '未导入',
      'no-digits': '没有数字'
    }
    const filter = { part: null, search: '' }
    expect(await opened.repository.exportReport({ id, filter, path, isMasked: false, labels })).toEqual({
      rows: 8
    })
    const text = readFileSync(path, 'utf8')
    const lines = text.split('\r\n')
    expect(lines.slice(0, 4)).toEqual([
      '\ufeff文件,sheet,line,column,text,number,part,reason,request,说明',
      `list.csv,,1,A,${dialOf(0)},${dialOf(0)},已导入,,2,`,
      "list.csv,,2,AB,'=1+1,,未导入,没有数字,,",
      `list.csv,,3,A,"\t138 0000-0001",${dialOf(1)},part.refused,,3,号码无效`
    ])
    expect(lines).toHaveLength(10)
  })

  it('leaves nothing behind when it is cancelled or can’t be written', async () => {
    const opened = await bench.open()
    await rowsOf(
      opened.connection,
      `INSERT INTO draft.entry SELECT n, 0, n + 1, 0, 0, '138' || lpad(n::VARCHAR, 8, '0'), NULL, NULL, false
       FROM range(25000) r(n)`
    )
    await rowsOf(opened.connection, 'INSERT INTO draft.verdict SELECT n, n, NULL, NULL FROM draft.entry')
    await opened.repository.createImport(creation(1, 25_000))
    const [at, filter] = [folder(), { part: null, search: '' }]
    const ending = new AbortController()
    const asked = { id, filter, path: join(at, 'x.csv'), isMasked: false, labels: {} }
    const progress: number[] = []
    const exported = opened.repository.exportReport(asked, {
      signal: ending.signal,
      onProgress({ done, total }) {
        progress.push(done, total)
        ending.abort()
      }
    })
    await expect(exported).rejects.toThrow(/interrupt/i)
    expect(progress).toEqual([10_000, 25_000])
    expect(readdirSync(at)).toEqual([])
    const nowhere = { ...asked, path: join(at, 'none', 'x.csv') }
    expect(await codeOf(opened.repository.exportReport(nowhere))).toBe('export-failed')
    expect(await opened.repository.exportReport(asked)).toEqual({ rows: 25_000 })
    expect(existsSync(asked.path)).toBe(true)
  })
})
