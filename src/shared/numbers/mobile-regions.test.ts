import { beforeAll, describe, expect, it } from 'vitest'
import { loadMobileRegions, type MobileRegions } from './mobile-regions'
import { mobileRegionNames } from './mobile-table'
import { areaCodes, regionName, regionOfAreaCode } from './regions'

// scripts/mobile-regions.test.mjs compares the whole table with its source.

let table: MobileRegions
beforeAll(async () => {
  table = await loadMobileRegions()
})

describe('mobile numbers', () => {
  it.each([
    ['13800138000', '北京', 'Beijing', 'mobile'],
    ['13000000000', '山东 济南', 'Jinan, Shandong', 'unicom'],
    ['18926000000', '广东 深圳', 'Shenzhen, Guangdong', 'telecom'],
    ['13348631234', '湖南 株洲', 'Zhuzhou, Hunan', 'telecom'],
    ['17826681234', '江苏 南京', 'Nanjing, Jiangsu', 'mobile']
  ])('%s belongs to %s', (digits, zh, en, carrier) => {
    expect(table.regionOf(digits, 'zh-CN')).toBe(zh)
    expect(table.regionOf(digits, 'en')).toBe(en)
    expect(table.carrierOf(digits)).toBe(carrier)
  })

  it('of series that the source doesn’t place have a carrier only', () => {
    expect([table.regionOf('19912345678', 'en'), table.carrierOf('19912345678')]).toEqual([
      undefined,
      'telecom'
    ])
    expect([table.regionOf('19212345678', 'en'), table.carrierOf('19212345678')]).toEqual([
      undefined,
      'broadnet'
    ])
  })

  it.each(['17000001234', '17100001234', '16200001234', '16500001234', '16700001234'])(
    '%s of a virtual operator have no carrier',
    (digits) => {
      expect(table.carrierOf(digits)).toBeUndefined()
    }
  )

  it.each(['15412345678', '16012345678', '19412345678', '14012345678', '12345678901', '20000000000', ''])(
    '"%s", which isn’t assigned, gives nothing',
    (digits) => {
      expect(table.regionOf(digits, 'zh-CN')).toBeUndefined()
      expect(table.regionOf(digits, 'en')).toBeUndefined()
      expect(table.carrierOf(digits)).toBeUndefined()
    }
  )

  it.each(['1', '138', '138001'])('%s is too short for a region', (digits) => {
    expect(table.regionOf(digits, 'zh-CN')).toBeUndefined()
  })

  it('have the names of fixed lines where both have the region', () => {
    const fixed = new Set(areaCodes().map((code) => regionOfAreaCode(code)))
    const shared = mobileRegionNames.map((names) => names.split('|')).filter(([zh]) => fixed.has(zh))
    expect(shared.length).toBeGreaterThan(300)
    for (const [zh = '', en = ''] of shared) expect(regionName(zh, 'en')).toBe(en)
  })

  it('have a unique and tidy name for every region in both languages', () => {
    const names = mobileRegionNames.map((both) => both.split('|'))
    expect(new Set(names.map(([zh]) => zh)).size).toBe(names.length)
    expect(new Set(names.map(([, en]) => en)).size).toBe(names.length)
    for (const [zh = '', en = ''] of names) {
      expect(zh).toMatch(/^(?:北京|上海|天津|重庆|\p{Script=Han}{2,3} \p{Script=Han}{2,5})$/u)
      expect(en).toMatch(/^[A-ZÜ][\p{Ll}’]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?$/u)
    }
  })
})
