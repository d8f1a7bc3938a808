import { describe, expect, it } from 'vitest'
import type { ListCell } from './list-types'
import { findHeaderRow } from './header'

const rows = (text: string): ListCell[][] =>
  text
    .split('\n')
    .map((line) => line.split(',').map((cell) => (/^#\d/.test(cell) ? { number: cell.slice(1) } : cell)))

describe('the first row', () => {
  it.each([
    '姓名,手机\n张三,13800138000',
    '手机\n13800138000',
    'Mobile\n13800138000\n',
    'foo,bar\n张三,13800138000\n李四,13900139000',
    '号码1,号码2\n13800138000,13900139000',
    '姓名,电话\n张三,1.38E+10\n李四,1.39E+10',
    '姓名,电话\n张三,#13800138000',
    '姓名,,城市\n张三,13800138000,北京',
    '姓名,城市\n张三,北京',
    'name,phone_number\nA,无',
    '联系电话(11位)\n13800138000',
    '姓名,电话',
    'customerPhone\n13800138000'
  ])('is the header: %j', (text) => {
    expect(findHeaderRow(rows(text))).toBe(0)
  })

  it.each([
    '13800138000\n13900139000',
    '张三,13800138000\n李四,13900139000',
    '姓名,13800138000\n张三,13900139000',
    '13800138000',
    '#13800138000\n#13900139000',
    '1.38E+10\n1.39E+10',
    '1380013800\n13900139000',
    '75588886666\n75588887777',
    '88886666\n88887777',
    '张三,无\n李四,13900139000',
    '张三,\n李四,13900139000',
    '张三,N/A,北京\n李四,13900139000,上海',
    '张三,空号\n李四,13900139000',
    '-\n13900139000',
    '张三,,客户,北京,上海\n李四,13900139000,,,',
    '1001,1\n1002,2',
    ',\n,',
    '12345'
  ])('is not a header: %j', (text) => {
    expect(findHeaderRow(rows(text))).toBeNull()
  })

  it('is not a header when there are no rows', () => {
    expect(findHeaderRow([])).toBeNull()
    expect(findHeaderRow([[]])).toBeNull()
  })
})

describe('the header below other rows', () => {
  it.each([
    [
      'a title merged over the columns',
      1,
      '客户名单（2026年11月）,,\n姓名,手机号,订单号\n张三,13800138000,13012345678'
    ],
    ['a title that is its only cell', 1, '客户名单\n姓名,手机号\n张三,13800138000'],
    ['a title that is made of known words', 1, '客户电话,,\n姓名,手机,城市\n张三,13800138000,北京'],
    [
      'a title, and titles that are not known',
      1,
      '名单,,\nfoo,bar,baz\n张三,13800138000,x\n李四,13900139000,y'
    ],
    ['a report’s preamble', 3, '报表\n制表：李四\n日期：2026-11-01\n姓名,手机,城市\n张三,13800138000,北京'],
    ['a preamble with a hotline', 1, '客服热线 010-88886666\n姓名,手机,城市,备注\n张三,13800138000,北京,x'],
    ['groups of columns', 1, '客户,,订单,\n姓名,手机,金额,状态\n张三,13800138000,5,ok'],
    ['a title above one column', 1, '名单\n手机\n13800138000\n13900139000'],
    ['a title and nothing but titles', 1, 'Customers\nName,Phone\nA,13800138000']
  ])('is found: %s', (_, row, text) => {
    expect(findHeaderRow(rows(text))).toBe(row)
  })

  it.each([
    ['names and numbers, then titles', '张三,13800138000\n姓名,手机\n李四,13900139000'],
    ['numbers, then a title', '13800138000\n13900139000\n手机\n13700137000'],
    ['rows without a number first', '张三,无\n李四,无\n王五,13900139000']
  ])('isn’t assumed where that would exclude numbers: %s', (_, text) => {
    expect(findHeaderRow(rows(text))).toBeNull()
  })
})
