import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cellCodes } from '../../../../shared/imports/imports'
import { foundChoice } from '../../lists/list-types'
import { probeSource } from '../source-probe'
import { readTable } from '../read-table'
import { writeWorkbookOfTest } from '../testing/workbook'

describe('hidden rows of a workbook', () => {
  const readBook = async (isHiddenIncluded: boolean) => {
    const path = join(mkdtempSync(join(tmpdir(), 'deskline-hidden-')), 'hidden.xlsx')
    onTestFinished(() => rmSync(dirname(path), { recursive: true, force: true }))
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    await writeWorkbookOfTest(path, {
      sheets: [
        { name: 'a', data: '' },
        { name: 'old', data: '', state: 'hidden' }
      ],
      parts: {
        'xl/worksheets/sheet1.xml':
          '<worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>' +
          `<row r="1">${cell('姓名')}${cell('手机')}${cell('内部电话')}</row>` +
          `<row r="2">${cell('甲')}${cell('13800138000')}${cell('13900139000')}</row>` +
          `<row r="3" hidden="1">${cell('乙')}${cell('13800138001')}${cell('13900139001')}</row>` +
          '</sheetData></worksheet>'
      }
    })
    const source = { kind: 'file', path } as const
    const seen = await probeSource(source, { ...foundChoice, isHiddenIncluded })
    const [look] = seen.tables
    if (look === undefined) throw new Error('no table')
    const numbers: string[] = []
    await readTable(
      { source, sheetIndex: 0, options: look.found },
      {
        batch({ lines, dials, codes }) {
          dials.forEach((dial, at) => numbers.push(`${lines[at]} ${dial || cellCodes[codes[at] ?? -1]}`))
          return Promise.resolve()
        },
        progress: () => undefined
      },
      new AbortController().signal
    )
    return { seen, look, numbers }
  }

  test('are left out and counted, like its hidden columns and sheets', async () => {
    const { seen, look, numbers } = await readBook(false)
    expect(numbers).toEqual(['2 13800138000', '3 hidden-row'])
    expect([look.hiddenColumns, seen.hiddenSheets]).toEqual([1, 1])
    expect(look.columns.map(({ index }) => index)).toEqual([0, 1])
  })

  test('are included by one option, like its hidden columns', async () => {
    const { look, numbers } = await readBook(true)
    expect(numbers).toEqual(['2 13800138000', '2 13900139000', '3 13800138001', '3 13900139001'])
    expect(look.hiddenColumns).toBe(0)
  })
})
