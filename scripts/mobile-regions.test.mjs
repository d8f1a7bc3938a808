import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { windowEn } from '../src/shared/messages/en/window.ts'
import { windowZhCn } from '../src/shared/messages/zh-cn/window.ts'
import { loadMobileRegions } from '../src/shared/numbers/mobile-regions.ts'
import { mobileSource } from '../src/shared/numbers/mobile-source.ts'
import { longestMatch, readSource, version } from './mobile-regions/source.mjs'

// The committed table against the package that it was made from.

const source = readSource()
const bare = (/** @type {string} */ zh) => zh.replace(/[省市\s]|自治区/g, '').replace('襄樊', '襄阳')

/** 广东 深圳 and 广东省深圳市, 云南 大理 and 云南省大理白族自治州 are the same region; 海南州 is an abbreviation. */
const isSameRegion = (/** @type {string} */ ours, /** @type {string} */ theirs) => {
  const name = bare(ours)
  return bare(theirs) === name || bare(theirs).startsWith(name.replace(/州$/, ''))
}

/** @type {import('../src/shared/numbers/mobile-regions.ts').MobileRegions} */
let table
beforeAll(async () => {
  table = await loadMobileRegions()
})

describe('the table of mobile numbers', () => {
  test('was written from the installed version of its source', () => {
    expect(version).toBe(mobileSource.packageVersion)
  })

  test('gives every prefix of the source the region of the source', () => {
    const wrong = []
    for (const [prefix, { zh }] of source.regions) {
      for (const rest of ['0', '5', '9']) {
        const digits = prefix.padEnd(11, rest)
        // A longer prefix of the source overrides this one.
        const theirs = longestMatch(source.regions, digits)?.zh ?? zh
        const ours = table.regionOf(digits, 'zh-CN')
        if (ours === undefined || !isSameRegion(ours, theirs)) wrong.push([digits, ours, theirs])
      }
    }
    expect(source.regions.size).toBeGreaterThan(100_000)
    expect(wrong).toEqual([])
  })

  test('names one region of ours for each region of the source, and another for another', () => {
    const oursOf = new Map()
    for (const [prefix, { zh }] of source.regions) {
      const digits = prefix.padEnd(11, '0')
      if (longestMatch(source.regions, digits)?.zh !== zh) continue
      const ours = table.regionOf(digits, 'zh-CN')
      oursOf.set(bare(zh), (oursOf.get(bare(zh)) ?? new Set()).add(ours))
    }
    const names = [...oursOf.values()].flatMap((set) => [...set])
    expect(names).toHaveLength(oursOf.size)
    expect(new Set(names).size).toBe(oursOf.size)
  })

  test('gives any number what the longest prefix of the source gives', () => {
    const subscriber = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)
    fc.assert(
      fc.property(subscriber, (digits) => {
        const theirs = longestMatch(source.regions, digits)?.zh
        const ours = table.regionOf(digits, 'zh-CN')
        expect(ours === undefined).toBe(theirs === undefined)
        expect(ours === undefined || isSameRegion(ours, theirs ?? '')).toBe(true)
        expect(table.regionOf(digits, 'en') === undefined).toBe(theirs === undefined)
      }),
      { numRuns: 20_000 }
    )
  })

  test('gives every series the carrier of the source, and none to virtual operators and series not in use', () => {
    const inUse = new Set([...source.regions.keys()].map((prefix) => prefix.slice(0, 3)))
    for (let series = 1300; series <= 1999; series += 1) {
      const digits = String(series).padEnd(11, '0')
      const isGuess = /^1(?:6[257]|7[01])/.test(digits)
      const theirs = isGuess ? undefined : longestMatch(source.carriers, digits)
      const isKnown = source.carriers.has(digits.slice(0, 3)) || inUse.has(digits.slice(0, 3))
      const ours = table.carrierOf(digits)
      expect(ours === undefined ? undefined : windowZhCn.carriers[ours], digits).toBe(
        isKnown ? theirs?.zh : undefined
      )
      expect(ours === undefined ? undefined : windowEn.carriers[ours], digits).toBe(
        isKnown ? theirs?.en : undefined
      )
    }
  })
})
