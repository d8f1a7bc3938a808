import type { CommandInput, CommandOutput } from '../../../../shared/app/contract'
import type { importsContract } from '../../../../shared/imports/contract'
import type { DraftFilter, DraftLine, ListOptions } from '../../../../shared/imports/schema'

type ImportsCommand = keyof typeof importsContract

const id = '0a1b2c3d-0000-4000-8000-000000000001'
const options: ListOptions = {
  encoding: 'gb18030',
  delimiter: 'comma',
  headerLine: 1,
  isHiddenIncluded: false,
  numberColumns: [1, 2]
}
const filter: DraftFilter = {
  part: 'left-out',
  reasons: ['scientific', 'repeated'],
  tableId: 1,
  search: '138'
}
const line: DraftLine = {
  n: 7,
  tableId: 1,
  line: 9,
  column: 1,
  text: '13800138000.0',
  code: 'decimal',
  reason: 'decimal',
  dial: null,
  suggestion: '13800138000',
  first: { tableId: 1, line: 3 },
  isFixed: false
}

/** Valid inputs of the campaigns window's commands. */
export const importsInputSamples: { readonly [C in ImportsCommand]?: readonly CommandInput<C>[] } = {
  'imports:open': [{ id: null }, { id }],
  'imports:offer-dropped': [{ files: [{ path: '/home/li/客户.csv', sizeBytes: 20 }] }],
  'imports:add-dropped': [{ id, answers: [new Uint8Array([49, 51, 56])] }],
  'imports:add-text': [{ text: '13800138000\n13900139000' }],
  'imports:remove-table': [{ tableId: 1 }],
  'imports:set-table': [{ tableId: 1, isIncluded: true, options }],
  'imports:preview': [{ tableId: 1 }],
  'imports:include-doubtful': [{ isIncluded: true }],
  'imports:choose-campaign': [{ campaignId: '' }, { campaignId: 'spring-2026' }],
  'imports:lines': [{ filter, offset: 0, limit: 100 }],
  'imports:fix': [{ n: 7, text: '13800138000' }],
  'imports:accept-suggestions': [{ code: 'decimal' }],
  'imports:export-lines': [{ filter }],
  'imports:start': [{ campaignId: 'spring-2026', expected: 187_204 }],
  'imports:pause': [{ id }],
  'imports:resume': [{ id }],
  'imports:cancel': [{ id }],
  'imports:requests': [{ id, outcomes: ['unknown'], offset: 0, limit: 50 }],
  'imports:decide': [{ id, no: 3, decision: 'again' }],
  'imports:report': [{ id }],
  'imports:report-lines': [{ id, filter: { part: 'refused', search: '' }, offset: 0, limit: 100 }],
  'imports:export-report': [{ id, filter: { part: null, search: '' } }],
  'imports:remove': [{ id }],
  'campaigns:label': [{ id: 'spring-2026', label: '春季回访' }],
  'campaigns:forget': [{ id: 'spring-2026' }]
}

/** A valid output of each command. */
export const importsOutputSamples: { readonly [C in ImportsCommand]?: CommandOutput<C> } = {
  'imports:choose-files': { kind: 'started' },
  'imports:offer-dropped': { id, asked: [{ file: 0, fromByte: 0, lengthBytes: 20 }] },
  'imports:preview': [{ line: 1, cells: ['姓名', '手机'] }],
  'imports:lines': { revision: 1, total: 1, lines: [line] },
  'imports:fix': line,
  'imports:accept-suggestions': { fixed: 2 },
  'imports:undo-fix': { undone: 2 },
  'imports:export-lines': { kind: 'started' },
  'imports:choose-block-list': { kind: 'cancelled' },
  'imports:start': { id },
  'imports:requests': {
    total: 1,
    requests: [
      {
        no: 3,
        from: 2_000,
        to: 3_000,
        firstNumber: '13800138000',
        lastNumber: '13900139000',
        sentAtMs: 1_700_000_000_000,
        settledAtMs: 1_700_000_005_000,
        outcome: 'unknown',
        error: { code: 'import-unknown', status: 502 },
        decision: null
      }
    ]
  },
  'imports:report': {
    sent: 1,
    refused: 0,
    unknown: 0,
    waiting: 0,
    leftOut: 1,
    requests: 1,
    byReason: [{ reason: 'repeated', count: 1 }],
    refusals: [{ error: { code: 'service-refused', message: '不是合法的手机号或固定电话。' }, count: 1 }],
    files: [{ name: '客户.xlsx', sheet: '一月' }],
    hasDetails: true
  },
  'imports:report-lines': {
    total: 1,
    lines: [
      {
        name: '客户.csv',
        sheet: null,
        line: 9,
        column: 1,
        text: '13800138000',
        dial: '13800138000',
        part: 'sent',
        reason: null,
        request: 3,
        error: null
      }
    ]
  },
  'imports:export-report': { kind: 'started' }
}
