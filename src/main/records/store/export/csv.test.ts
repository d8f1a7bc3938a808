import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportLabels } from '../../../../shared/records/export-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import { csvCell, csvPieces } from './csv'
import { csvLine, spreadsheetText } from '../../../platform/csv'
import { utc } from '../testing/store'

/** An RFC 4180 parser that is independent of the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let [row, field, isQuoted]: [string[], string, boolean] = [[], '', false]
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? ''
    if (isQuoted && char === '"' && text[index + 1] === '"') {
      field += '"'
      index += 1
    } else if (char === '"') isQuoted = !isQuoted
    else if (isQuoted) field += char
    else if (char === ',') {
      row.push(field)
      field = ''
    } else if (char === '\r' && text[index + 1] === '\n') {
      rows.push([...row, field])
      ;[row, field] = [[], '']
      index += 1
    } else field += char
  }
  expect([isQuoted, field, row]).toEqual([false, '', []])
  return rows
}

const labels: ExportLabels = {
  columns: {
    startedAtMs: '开始',
    answeredAtMs: 'Answered',
    endedAtMs: 'Ended',
    callerNumber: 'Caller',
    calleeNumber: 'Number',
    contactName: 'Name',
    agentId: 'Agent',
    salesmanCode: 'Salesman',
    duration: 'Duration',
    cost: 'Cost',
    outcome: 'Outcome',
    result: 'Result',
    hasRecording: 'Recording',
    note: 'Note',
    tags: 'Tags',
    id: 'Id'
  },
  outcomes: {
    answered: 'answered',
    'not-answered': 'not answered',
    'not-reached': 'not reached',
    'phone-failed': 'phone failed',
    unknown: 'unknown'
  },
  results: { interested: '有意向' },
  yes: 'yes',
  no: 'no'
}
const style = { labels, zone: utc }
const row: RecordRow = {
  id: 'a',
  startedAtMs: Date.UTC(2026, 2, 1, 8, 5, 9, 750),
  answeredAtMs: null,
  endedAtMs: null,
  callerNumber: '02155550101',
  calleeNumber: '13800138000',
  contactName: '',
  agentId: 699861013,
  salesmanCode: '=cmd|x',
  durationSeconds: 75.5,
  duration: null,
  costYuan: -0.15,
  cost: null,
  outcome: 'not-reached',
  result: 'interested',
  hasRecording: true,
  note: 'said "no",\nthen\tyes',
  tags: ['vip', '回访']
}

describe('RFC 4180', () => {
  it('any fields are read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 })), (rows) => {
        expect(parse(rows.map(csvLine).join(''))).toEqual(rows)
      })
    )
    expect(parse(csvLine(['a"b', 'c,d', 'e\r\nf', '\tg', ' h ']))).toEqual([
      ['a"b', 'c,d', 'e\r\nf', '\tg', ' h ']
    ])
  })

  it('begins with a byte-order mark and the header, and numbers stay numbers', async () => {
    async function* batches(): AsyncGenerator<RecordRow[]> {
      yield await Promise.resolve([row])
    }
    let text = ''
    for await (const piece of csvPieces(
      batches(),
      [
        'startedAtMs',
        'calleeNumber',
        'callerNumber',
        'duration',
        'cost',
        'salesmanCode',
        'note',
        'tags',
        'answeredAtMs',
        'outcome',
        'hasRecording'
      ],
      style
    ))
      text += piece.text
    expect(text).toBe(
      '\ufeff开始,Number,Caller,Duration,Cost,Salesman,Note,Tags,Answered,Outcome,Recording\r\n' +
        '2026-03-01 08:05:09,13800138000,"\t02155550101",75.5,-0.15,\'=cmd|x,"said ""no"",\nthen\tyes","vip, 回访",,not reached,yes\r\n'
    )
  })
})

describe('values that a spreadsheet would execute or change', () => {
  it('no text begins like a formula', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', ' =', '\u3000@'),
        fc.string(),
        (start, rest) => {
          const text = spreadsheetText(start + rest)
          expect(text.startsWith(`'${start}`)).toBe(true)
          expect(text.replaceAll("'", '')).toBe((start + rest).replaceAll("'", ''))
        }
      )
    )
  })

  it.each([
    ['x;=1+1', "x;'=1+1"],
    ['x; =1+1;\t@SUM(A1)', "x; '=1+1;\t'@SUM(A1)"],
    ['x\t=1+1', "x\t'=1+1"],
    ['x\r\n-1+1', "x\r\n'-1+1"],
    ['x;＝1+1', "x;'＝1+1"],
    ['=1;=1', "'=1;'=1"],
    [';=1', ";'=1"],
    ['x,=1+1; y = 1', 'x,=1+1; y = 1']
  ])('no part of a text begins like a formula with another separator: %j', (text, written) => {
    expect(spreadsheetText(text)).toBe(written)
  })

  it('with ; or tab as the separator, no cell of any line begins like a formula', () => {
    const unit = fc.constantFrom(';', '\t', '\n', '\r', ',', '"', '=', '+', '-', '@', '＝', ' ', 'x', '1')
    const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        for (const by of [/[;\r\n]/, /[\t\r\n]/]) {
          const cells = csvLine(texts.map(spreadsheetText)).split(by)
          for (const cell of cells) expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@＝＋－＠]/u)
        }
      }),
      { numRuns: 2_000 }
    )
  })

  it.each([
    '02155550101',
    '123456789012',
    '6222020200112233',
    '1e5',
    '1.5E+10',
    '1-2',
    '12:30',
    '2026/1/2',
    '00'
  ])('digits that would be displayed differently stay text: %s', (text) => {
    expect(spreadsheetText(text)).toBe(`\t${text}`)
  })

  it.each(['13800138000', '10086', '0', 'S001', '王芳', 'e5', '转 12', ''])(
    'everything else is unchanged: %s',
    (text) => {
      expect(spreadsheetText(text)).toBe(text)
    }
  )

  it('text in place of a number is treated as text', () => {
    const odd = { ...row, durationSeconds: null, duration: '=1+1', costYuan: null, cost: '1e9' }
    expect(csvCell(odd, 'duration', style)).toBe("'=1+1")
    expect(csvCell(odd, 'cost', style)).toBe('\t1e9')
    expect(csvCell({ ...row, costYuan: 0.0000001 * 10 }, 'cost', style)).toBe('0.000001')
  })
})
