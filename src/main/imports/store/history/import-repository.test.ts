import { afterEach, describe, expect, it } from 'vitest'
import { importReportSchema, knownCampaignSchema } from '../../../../shared/imports/schema'
import {
  codeOf,
  createRepositoryBench,
  creation,
  dialOf,
  idOf,
  type OpenRepository
} from '../testing/repository/bench'
import { begin, decide, id, ledger, page, setState, settle, started } from '../testing/repository/operations'
import { importOperations } from '../../imports-operations'
import { rowsOf } from '../../../platform/database/statements'

const bench = createRepositoryBench()
afterEach(() => bench.clean())

const all = { part: null, search: '' } as const

describe('createImport', () => {
  it('freezes the numbers to send in order of rank, and everything else with its reason', async () => {
    const opened = await bench.open()
    await opened.fill([
      { dial: dialOf(0), text: '138-0000-0000', tableId: 7, line: 2 },
      { dial: dialOf(0), reason: 'repeated', tableId: 7, line: 3 },
      { dial: null, text: '1.38E+10', reason: 'scientific', tableId: 7, line: 4, column: 2 },
      { dial: '95588', reason: 'service-number', tableId: 7, line: 5 },
      { dial: dialOf(1), tableId: 3, line: 1 },
      { dial: dialOf(8), tableId: 99, line: 1 }
    ])
    const record = await opened.repository.createImport(
      creation(1, 2, {
        tableIds: [3, 7],
        files: [
          { name: 'a.csv', sheet: null },
          { name: 'b.xlsx', sheet: '名单' }
        ]
      })
    )
    expect(importOperations.createImport.output.parse(record)).toMatchObject({
      name: 'a.csv',
      files: 2,
      state: 'open',
      total: 2,
      leftOut: 3,
      sent: 0,
      createdAtMs: 1_001,
      endedAtMs: null,
      hasDetails: true
    })
    expect(await begin(opened, 1, 0, 2)).toEqual({ numbers: [dialOf(0), dialOf(1)] })
    const { lines, total } = await opened.repository.reportLines({ id, filter: all, ...page })
    expect(total).toBe(5)
    expect(
      lines.map(({ name, line, text, dial, part, reason }) => [name, line, text, dial, part, reason])
    ).toEqual([
      ['a.csv', 1, dialOf(1), dialOf(1), 'waiting', null],
      ['b.xlsx', 2, '138-0000-0000', dialOf(0), 'waiting', null],
      ['b.xlsx', 3, dialOf(0), dialOf(0), 'left-out', 'repeated'],
      ['b.xlsx', 4, '1.38E+10', null, 'left-out', 'scientific'],
      ['b.xlsx', 5, '95588', '95588', 'left-out', 'service-number']
    ])
  })

  it('reports progress after each pass over all entries', async () => {
    const opened = await bench.open()
    await opened.fill([{ dial: dialOf(0) }, { dial: null, text: '无', reason: 'no-digits' }])
    const told: number[] = []
    await opened.repository.createImport(creation(1, 1), {
      onProgress: ({ done, total }) => told.push(done / total)
    })
    expect(told).toEqual([0, 1 / 3, 2 / 3, 1])
  })

  it('counts the sheets of a workbook as one file', async () => {
    const opened = await bench.open()
    await opened.fill([{ dial: dialOf(0) }])
    const files = [
      { name: 'a.xlsx', sheet: '1' },
      { name: 'a.xlsx', sheet: '2' },
      { name: 'a.csv', sheet: null },
      { name: 'a.csv', sheet: null }
    ]
    const record = await opened.repository.createImport(creation(1, 1, { tableIds: [0, 1, 2, 3], files }))
    expect(record.files).toBe(3)
  })

  it('includes doubtful numbers when the option says so, and no other left-out ones', async () => {
    const opened = await bench.open()
    await opened.fill([
      { dial: dialOf(0) },
      { dial: '95588', reason: 'service-number' },
      { dial: dialOf(1), reason: 'blocked' },
      { dial: dialOf(2), reason: 'extension' },
      { dial: null, text: 'x', reason: 'scientific' }
    ])
    const record = await opened.repository.createImport(creation(1, 3, { isDoubtfulIncluded: true }))
    expect([record.total, record.leftOut]).toEqual([3, 2])
    expect((await begin(opened, 1, 0, 3)).numbers).toEqual([dialOf(0), '95588', dialOf(2)])
  })

  it('is refused without writing when the draft differs or has nothing to send', async () => {
    const opened = await bench.open()
    await opened.fill([{ dial: dialOf(0) }, { dial: dialOf(1), reason: 'imported-before' }])
    expect(await codeOf(opened.repository.createImport(creation(1, 2)))).toBe('draft-changed')
    expect(await codeOf(opened.repository.createImport(creation(1, 0)))).toBe('draft-changed')
    await opened.fill([{ dial: dialOf(1), reason: 'imported-before' }])
    expect(await codeOf(opened.repository.createImport(creation(1, 1)))).toBe('draft-changed')
    expect(await codeOf(opened.repository.createImport(creation(1, 0)))).toBe('nothing-to-import')
    expect(await opened.repository.imports({})).toEqual([])
    expect(await opened.repository.campaigns({})).toEqual([])
    expect(await rowsOf(opened.connection, 'SELECT 1 FROM number UNION ALL SELECT 1 FROM left_out')).toEqual(
      []
    )
  })

  it('compares the draft again, on the writing connection, before it counts', async () => {
    const opened = await bench.open(undefined, async (connection, input) => {
      expect(input).toEqual({ tableIds: [0], campaignId: 'spring' })
      await rowsOf(connection, 'UPDATE draft.verdict SET reason = 1 WHERE n = 0')
    })
    await opened.fill([{ dial: dialOf(0) }, { dial: dialOf(1) }])
    expect(await codeOf(opened.repository.createImport(creation(1, 2)))).toBe('draft-changed')
    expect(await opened.repository.createImport(creation(1, 1))).toMatchObject({ total: 1, leftOut: 1 })
  })

  it('is refused while an earlier import into the campaign is open or awaits a reply', async () => {
    const opened = await started(3, bench.open())
    const again = (): Promise<string | null> => codeOf(opened.repository.createImport(creation(2, 3)))
    expect(await again()).toBe('import-unfinished')
    await begin(opened, 1, 0, 2)
    await setState(opened, 'cancelled')
    expect(await again()).toBe('import-unfinished')
    expect(await codeOf(opened.repository.createImport(creation(3, 3, { campaignId: 'other' })))).toBe(null)
    await settle(opened, 1, 'accepted')
    expect(await again()).toBe(null)
  })

  it('refuses a known id, and files that don’t match the tables', async () => {
    const opened = await started(1, bench.open())
    expect(await codeOf(opened.repository.createImport(creation(1, 1, { campaignId: 'other' })))).toBe(
      'input-invalid'
    )
    expect(await codeOf(opened.repository.createImport(creation(2, 1, { files: [] })))).toBe('input-invalid')
  })
})

describe('the state of an import', () => {
  it('ends only when nothing waits, and reopens when numbers are resent', async () => {
    const opened = await started(2, bench.open())
    expect(await codeOf(setState(opened, 'ended'))).toBe('input-invalid')
    await begin(opened, 1, 0, 2)
    expect(await codeOf(setState(opened, 'ended'))).toBe('input-invalid')
    await settle(opened, 1, 'unknown')
    await setState(opened, 'ended')
    expect(await opened.repository.imports({})).toMatchObject([{ state: 'ended', endedAtMs: 9_000 }])
    await decide(opened, 1, 'again')
    await setState(opened, 'open')
    expect(await opened.repository.imports({})).toMatchObject([
      { state: 'open', endedAtMs: null, unknown: 0 }
    ])
    expect((await begin(opened, 2, 0, 2)).numbers).toHaveLength(2)
  })

  it('stays cancelled: unsent numbers are never sent', async () => {
    const opened = await started(2, bench.open())
    await setState(opened, 'cancelled')
    await setState(opened, 'cancelled')
    expect(await codeOf(setState(opened, 'open'))).toBe('input-invalid')
    expect(await codeOf(setState(opened, 'ended'))).toBe('input-invalid')
    expect(await codeOf(setState(opened, 'open', idOf(9)))).toBe('not-found')
  })

  it('does not reopen while another import into the campaign is open', async () => {
    const opened = await started(1, bench.open())
    await begin(opened, 1, 0, 1)
    await settle(opened, 1, 'unknown')
    await setState(opened, 'ended')
    await opened.fill([{ dial: dialOf(5) }])
    await opened.repository.createImport(creation(2, 1))
    expect(await codeOf(setState(opened, 'open'))).toBe('import-unfinished')
  })
})

describe('removing', () => {
  /** An import with one number sent, one refused, the rest cancelled, and one left-out entry. */
  async function finished(): Promise<OpenRepository> {
    const opened = await bench.open()
    await opened.fill([
      ...Array.from({ length: 4 }, (_, i) => ({ dial: dialOf(i) })),
      { dial: null, text: 'x', reason: 'no-digits' }
    ])
    await opened.repository.createImport(creation(1, 4))
    await begin(opened, 1, 0, 1)
    await settle(opened, 1, 'accepted')
    await begin(opened, 2, 1, 2)
    await settle(opened, 2, 'refused', { error: { code: 'service-refused', message: '无效' } })
    await setState(opened, 'cancelled')
    return opened
  }

  const rowsLeft = async ({ connection }: OpenRepository): Promise<number[]> => {
    const tables = ['number', 'left_out', 'request', 'import_file', 'import', 'ledger']
    const counts: number[] = []
    for (const table of tables)
      counts.push(Number((await rowsOf(connection, `SELECT count(*) FROM ${table}`))[0]?.[0]))
    return counts
  }

  it('deletes an import and its entries, and keeps the ledger', async () => {
    const opened = await finished()
    await opened.repository.removeImport({ id })
    expect(await rowsLeft(opened)).toEqual([0, 0, 0, 0, 0, 1])
    expect(await opened.repository.imports({})).toEqual([])
    expect(await codeOf(opened.repository.report({ id }))).toBe('not-found')
    expect(await opened.repository.campaigns({})).toMatchObject([{ id: 'spring', sent: 1 }])
  })

  it('is refused while the import is open or awaits a reply', async () => {
    const opened = await started(2, bench.open())
    expect(await codeOf(opened.repository.removeImport({ id }))).toBe('input-invalid')
    await begin(opened, 1, 0, 1)
    await setState(opened, 'cancelled')
    expect(await codeOf(opened.repository.removeImport({ id }))).toBe('input-invalid')
    await settle(opened, 1, 'unknown')
    await opened.repository.removeImport({ id })
    expect(await ledger(opened, 2)).toEqual([2, 0])
  })

  it('keeps the report of an import whose entries are deleted', async () => {
    const opened = await finished()
    const before = await opened.repository.report({ id })
    const [record] = await opened.repository.imports({})
    const plan = await opened.repository.plan({ id })
    await opened.repository.forgetDetails({})
    expect(await rowsLeft(opened)).toEqual([0, 0, 0, 1, 1, 1])
    expect(importReportSchema.parse(await opened.repository.report({ id }))).toEqual({
      ...before,
      hasDetails: false
    })
    expect(await opened.repository.imports({})).toEqual([{ ...record, hasDetails: false }])
    expect(await opened.repository.plan({ id })).toEqual({ ...plan, waiting: [] })
    expect(await opened.repository.reportLines({ id, filter: all, ...page })).toEqual({ total: 0, lines: [] })
    expect(await opened.repository.requests({ id, outcomes: [], ...page })).toEqual({
      total: 0,
      requests: []
    })
    await opened.repository.forgetDetails({})
    expect(await opened.repository.report({ id })).toMatchObject({ sent: 1, refused: 1, leftOut: 3 })
  })

  it('keeps the entries of imports that are open or need a decision', async () => {
    const opened = await started(2, bench.open())
    await opened.repository.forgetDetails({})
    expect(await rowsLeft(opened)).toEqual([2, 0, 0, 1, 1, 0])
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'unknown')
    await setState(opened, 'ended')
    await opened.repository.forgetDetails({})
    expect(await rowsLeft(opened)).toEqual([2, 0, 1, 1, 1, 2])
    await decide(opened, 1, 'again')
    await opened.repository.forgetDetails({})
    expect(await rowsLeft(opened)).toEqual([2, 0, 1, 1, 1, 2])
  })
})

describe('campaigns', () => {
  it('are listed last used first, with the count of numbers sent into them', async () => {
    const opened = await started(3, bench.open())
    const { repository } = opened
    await begin(opened, 1, 0, 2)
    await settle(opened, 1, 'accepted')
    await begin(opened, 2, 2, 3)
    await settle(opened, 2, 'unknown')
    await repository.createImport(creation(2, 3, { campaignId: 'autumn' }))
    await repository.labelCampaign({ id: 'winter', label: '冬', nowMs: 10 })
    await repository.labelCampaign({ id: 'spring', label: '春', nowMs: 99_999 })
    const campaigns = await repository.campaigns({})
    expect(campaigns.map((campaign) => knownCampaignSchema.parse(campaign))).toEqual([
      { id: 'autumn', label: '', lastUsedAtMs: 1_002, sent: 0 },
      { id: 'spring', label: '春', lastUsedAtMs: 1_001, sent: 2 },
      { id: 'winter', label: '冬', lastUsedAtMs: 10, sent: 0 }
    ])
  })

  it('are hidden once forgotten, until they are used or labelled again', async () => {
    const opened = await bench.open()
    const { repository } = opened
    const ids = async (): Promise<string[]> => (await repository.campaigns({})).map(({ id: known }) => known)
    await repository.labelCampaign({ id: 'spring', label: '春', nowMs: 1 })
    await repository.forgetCampaign({ id: 'spring' })
    expect(await ids()).toEqual([])
    await started(1, opened)
    expect(await repository.campaigns({})).toMatchObject([{ id: 'spring', label: '春' }])
    await repository.forgetCampaign({ id: 'spring' })
    await repository.labelCampaign({ id: 'spring', label: '', nowMs: 2 })
    expect(await ids()).toEqual(['spring'])
  })
})
