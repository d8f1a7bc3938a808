import { describe, expect, it } from 'vitest'
import { formatNumber, maskNumber, mobileDigits } from './number'
import { areaCodes, regionName, regionOfAreaCode } from './regions'

describe('formatNumber', () => {
  it.each([
    ['13812345678', '138 1234 5678'],
    ['01088888888', '010 8888 8888'],
    ['075523456789', '0755 2345 6789'],
    ['03103012345', '0310 301 2345'],
    ['4001234567', '400 123 4567'],
    ['88888888', '8888 8888'],
    ['95588', '95588'],
    ['057196110', '057196110'],
    ['0014155552671', '00 14155552671'],
    ['', '']
  ])('%s is formatted as %s', (dial, shown) => {
    expect(formatNumber(dial)).toBe(shown)
  })
})

describe('maskNumber', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['01088888888', '010****8888'],
    ['075523456789', '0755****6789'],
    ['4001234567', '******4567'],
    ['95588', '***88'],
    ['110', '***'],
    ['', '']
  ])('%s is masked as %s', (dial, shown) => {
    expect(maskNumber(dial)).toBe(shown)
  })
})

describe('mobileDigits', () => {
  it.each([
    '13800138000',
    '+8613800138000',
    '8613800138000',
    '008613800138000',
    '013800138000',
    '138-0013-8000',
    '+86 138 0013 8000'
  ])('are found in %s', (dial) => {
    expect(mobileDigits(dial)).toBe('13800138000')
  })

  it.each([
    '',
    '1380013',
    '1380013800',
    '138001380001',
    '12800138000',
    '01088888888',
    '0013800138000',
    '+113800138000',
    '+85213800138000',
    '00013800138000',
    '138****8000',
    '4001234567'
  ])('are null for "%s"', (dial) => {
    expect(mobileDigits(dial)).toBeNull()
  })
})

describe('regions', () => {
  it('are named in both languages', () => {
    expect(regionOfAreaCode('0755')).toBe('广东 深圳')
    expect(regionName('广东 深圳', 'zh-CN')).toBe('广东 深圳')
    expect(regionName('广东 深圳', 'en')).toBe('Shenzhen, Guangdong')
    expect(regionName('北京', 'en')).toBe('Beijing')
    expect(regionName('吉林 吉林', 'en')).toBe('Jilin City, Jilin')
  })

  it('have a unique name for every area code', () => {
    const names = areaCodes().map((code) => regionOfAreaCode(code))
    expect(new Set(names).size).toBe(names.length)
    expect(areaCodes().every((code) => /^0(?:10|2[0-57-9]|[3-9]\d\d)$/.test(code))).toBe(true)
  })

  it('are undefined for area codes that aren’t assigned', () => {
    expect(regionOfAreaCode('026')).toBeUndefined()
    expect(regionOfAreaCode('0301')).toBeUndefined()
  })
})
