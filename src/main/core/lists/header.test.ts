import { describe, expect, it } from 'vitest'
import type { ListCell } from '../../lists/list-types'
import { hasHeaderRow } from './header'

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
    expect(hasHeaderRow(rows(text))).toBe(true)
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
  ])('is no header: %j', (text) => {
    expect(hasHeaderRow(rows(text))).toBe(false)
  })

  it('of no rows is none', () => {
    expect(hasHeaderRow([])).toBe(false)
    expect(hasHeaderRow([[]])).toBe(false)
  })
})
