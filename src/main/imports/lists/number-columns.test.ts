import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaCode, digits, local, mobile } from '../../numbers/testing/number-arbitraries'
import { findNumberColumns } from './number-columns'

const table = (text: string): string[][] => text.split('\n').map((line) => line.split(','))
const chosenOf = (header: string | null, text: string): number[] =>
  findNumberColumns(table(text), header === null ? null : header.split(',')).chosen

const fiveRows = (row: (index: number) => string): string =>
  Array.from({ length: 5 }, (_, index) => row(index)).join('\n')

describe('the number columns', () => {
  const cases: readonly (readonly [name: string, header: string | null, text: string, chosen: number[]])[] = [
    ['one among words', null, fiveRows((i) => `张三,1380013800${String(i)},北京`), [1]],
    ['a list of numbers', null, fiveRows((i) => `1380013800${String(i)}`), [0]],
    [
      'two',
      '姓名,手机,备用电话',
      '张三,13800138000,\n李四,13900139000,01088888888\n王五,13700137000,',
      [1, 2]
    ],
    ['two without titles', null, '13800138000,张三,13900139000\n13700137000,李四,', [0, 2]],
    ['few beside empty cells', null, `${'张三,,a\n'.repeat(100)}李四,13800138000,b`, [1]],
    ['damaged to the last', null, fiveRows((i) => `张三,1.38E+10,${String(i)}`), [1]],
    ['decimals with zeros', null, fiveRows((i) => `张三,1380013800${String(i)}.0,${String(i)}`), [1]],
    ['each without its 0', null, fiveRows((i) => `张三,7558888666${String(i)}`), [1]],
    ['numbers with a name', null, '张三 13800138000,a\n李四13900139000,b', [0]],
    ['mostly 无 under a title', '姓名,电话', '张三,13800138000\n李四,无\n王五,无\n赵六,无\n钱七,无', [1]],
    ['mostly 无 without one', null, '张三,13800138000\n李四,无\n王五,无\n赵六,无', [1]],
    ['local numbers under a title', '姓名,电话', '张三,88886666\n李四,2345678', [1]],
    ['local numbers without one could be anything', null, '张三,88886666\n李四,2345678', []],
    ['local numbers alone', null, '88886666\n2345678', [0]],
    ['400 numbers', null, '甲公司,4001234567\n乙公司,400-812-3123', [1]],
    ['staff numbers', null, '80010001,13800138000\n80010002,13900139000', [1]],
    [
      'ID cards',
      '身份证号码,手机号码',
      '110101199003071234,13800138000\n110101199003075678,13900139000',
      [1]
    ],
    ['ID cards in scientific notation', null, '1.10101E+17,13800138000\n1.10102E+17,13900139000', [1]],
    [
      'order numbers that look like numbers',
      '订单号,联系方式',
      '13800138001,13800138000\n13800138002,13900139000',
      [1]
    ],
    ['an order’s telephone', '订单联系电话,订单金额', '13800138000,1380.00\n13900139000,99.00', [0]],
    ['amounts', '姓名,金额,电话', '张三,1380013800.00,13800138000\n李四,110,13900139000', [2]],
    [
      'dates and times',
      null,
      '2026-11-22,20261122,13800138000,1700000000\n2026-11-23,20261123,13900139000,1700000001',
      [2]
    ],
    ['ages, which 110 could be', null, '110,13800138000\n112,13900139000', [1]],
    ['QQ', '姓名,QQ,手机', '张三,2851234567,13800138000\n李四,2162345678,13900139000', [2]],
    ['QQ alone', '姓名,QQ', '张三,2851234567\n李四,2162345678', []],
    ['fax', 'name,fax,mobile', 'A,01088888888,13800138000', [2]],
    ['WeChat by number', '姓名,微信号,手机', '张三,13800138000,13800138000', [2]],
    ['telephone or fax', '姓名,电话/传真', '张三,01088888888', [1]],
    ['English titles', 'Name,phoneNumber,Order ID', 'A,13800138000,13800138001', [1]],
    ['a hotel is no telephone', 'hotel,mobile', '88886666,13800138000\n88887777,13900139000', [1]],
    [
      'remarks with a number now and then',
      null,
      `张三,13800138000,加微信 13900139000\n${'李四,13700137000,已成交\n'.repeat(9)}`,
      [1]
    ],
    [
      'reference and customer numbers that look like numbers',
      'Contact Name,Contact Number,Ref Number,Customer Number',
      'A,13800138000,13012345678,13112345678\nB,13900139000,13012345679,13112345679',
      [1]
    ],
    ['a number of some kind beside a telephone', '姓名,手机,活动号码', '张三,13800138000,13012345678', [1]],
    ['a number of some kind and no telephone', '姓名,活动号码', '张三,13012345678', [1]],
    ['none', '姓名,城市', '张三,北京', []],
    ['only IDs', null, '110101199003071234\n110101199003075678', []]
  ]
  it.each(cases)('are found: %s', (_, header, text, chosen) => {
    expect(chosenOf(header, text)).toEqual(chosen)
  })

  it('are reported with their titles and the share of their cells that hold a number', () => {
    const { columns } = findNumberColumns(table('张三,13800138000\n李四,无\n王五,\n赵六,1.38E+10'), [
      '姓名',
      ' 手机 '
    ])
    expect(columns).toEqual([
      { index: 0, title: '姓名', numberShare: 0 },
      { index: 1, title: '手机', numberShare: 2 / 3 }
    ])
  })

  it('can be more, or fewer, than the titles in the header', () => {
    expect(findNumberColumns([['a', '13800138000']], ['x']).chosen).toEqual([1])
    expect(findNumberColumns([['13800138000']], ['手机', '姓名']).columns).toHaveLength(2)
    expect(findNumberColumns([], null)).toEqual({ columns: [], chosen: [] })
  })

  it('of a workbook are found in its numeric cells', () => {
    const rows = [13800138000, 13900139000].map((number, index) => [
      { number: String(45_000 + index) },
      { number: String(number) }
    ])
    expect(findNumberColumns(rows, null).chosen).toEqual([1])
  })
})

describe('whatever the other columns hold', () => {
  const number = fc.oneof(
    { weight: 4, arbitrary: mobile },
    fc.tuple(areaCode, local).map((parts) => parts.join('-')),
    { weight: 1, arbitrary: mobile.map((dial) => `${dial}.0`) }
  )
  const other = fc.constantFrom<fc.Arbitrary<string>[]>(
    fc.constantFrom('张三', '李四', '欧阳', ''),
    digits(6).map((rest) => `110101199003${rest}`),
    digits(15).map((rest) => `6222${rest}`),
    fc.integer({ min: 1, max: 99 }).map(String),
    fc.integer({ min: 1, max: 999_999 }).map((cents) => (cents / 100).toFixed(2)),
    fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
    digits(8).map((rest) => `SKU-${rest}`),
    digits(6).map((rest) => `北京市朝阳区 ${rest}`),
    fc.constant('')
  )
  const columnsOf = (count: number): fc.Arbitrary<string[][]> =>
    fc
      .array(other, { minLength: 1, maxLength: 6 })
      .chain((kinds) =>
        fc.tuple(...kinds.map((kind) => fc.array(kind, { minLength: count, maxLength: count })))
      )
  const shuffled = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc
      .tuple(columnsOf(count), fc.array(number, { minLength: count, maxLength: count }))
      .chain(([others, numbers]) =>
        fc.tuple(
          fc.constant([numbers, ...others]),
          fc.shuffledSubarray(
            Array.from({ length: others.length + 1 }, (_, index) => index),
            { minLength: others.length + 1 }
          )
        )
      )
  )
  const rowsOf = (columns: readonly (readonly string[])[]): string[][] =>
    (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ''))

  it('a number column is found in any position', () => {
    fc.assert(
      fc.property(shuffled, ([columns, order]) => {
        const rows = rowsOf(order.map((index) => columns[index] ?? []))
        expect(findNumberColumns(rows, null).chosen).toEqual([order.indexOf(0)])
      })
    )
  })

  it('reordering the columns changes only their positions', () => {
    fc.assert(
      fc.property(shuffled, ([columns, order]) => {
        const before = findNumberColumns(rowsOf(columns), null)
        const after = findNumberColumns(rowsOf(order.map((index) => columns[index] ?? [])), null)
        expect(after.columns.map(({ numberShare }) => numberShare)).toEqual(
          order.map((index) => before.columns[index]?.numberShare)
        )
        expect(after.chosen.map((index) => order[index]).sort()).toEqual(before.chosen)
      })
    )
  })
})
