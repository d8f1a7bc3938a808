import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordColumns } from '../../../../shared/records/records'
import type { ExportRequest } from '../../../../shared/records/export-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import { exportsEn } from '../../../../shared/messages/en/exports'
import { writeWorkbook } from './xlsx-writer'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-workbook-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const row: RecordRow = {
  id: '=cmd()',
  startedAtMs: Date.UTC(2026, 2, 1, 1, 15, 22),
  answeredAtMs: null,
  endedAtMs: null,
  callerNumber: '02583456789',
  contactName: '=HYPERLINK("http://x") · 天成贸易',
  calleeNumber: '13800138000',
  agentId: 699861013,
  salesmanCode: '007',
  durationSeconds: 50,
  duration: null,
  costYuan: null,
  cost: 'free',
  outcome: 'not-answered',
  hasRecording: true,
  result: 'done',
  note: 'call back',
  tags: ['vip', 'late']
}

test('every column is written: times in the user’s zone, numbers as numbers, ids and phone numbers as text', async () => {
  const path = join(folder, 'taken.xlsx')
  const request: ExportRequest = {
    ...{
      viewId: 1,
      format: 'xlsx',
      path,
      isMasked: false,
      columns: [...recordColumns],
      labels: exportsEn.labels
    },
    zone: { offsetMs: 8 * 3_600_000, changes: [] }
  }
  let rows = 0
  const batches = (async function* () {
    await Promise.resolve()
    yield [row]
    yield [{ ...row, id: 'second' }]
  })()
  await writeWorkbook({ totalRows: 2, batches }, request, path, (written) => {
    rows += written
  })
  expect(rows).toBe(2)
  const [heading, first, second] = await readSheet(path)
  expect(heading).toEqual(recordColumns.map((column) => exportsEn.labels.columns[column]))
  expect(first).toEqual([
    new Date(Date.UTC(2026, 2, 1, 9, 15, 22)),
    null,
    null,
    '02583456789',
    '13800138000',
    '=HYPERLINK("http://x") · 天成贸易',
    '699861013',
    '007',
    50,
    'free',
    'No answer',
    'Done',
    'Yes',
    'call back',
    'vip, late',
    '=cmd()'
  ])
  expect(second?.at(-1)).toBe('second')
})
