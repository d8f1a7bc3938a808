import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offsetAt, wallTime, zoneOffsets } from './zone-offsets'

const from = Date.UTC(1970, 0, 1)
const to = Date.UTC(2035, 0, 1)
const hourMs = 3_600_000

describe('the offsets of a zone', () => {
  it.each([
    ['Asia/Shanghai', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), { offsetMs: 8 * hourMs, changes: [] }],
    [
      'America/New_York',
      Date.UTC(2026, 0, 1),
      Date.UTC(2027, 0, 1),
      {
        offsetMs: -5 * hourMs,
        changes: [
          { atMs: Date.UTC(2026, 2, 8, 7), offsetMs: -4 * hourMs },
          { atMs: Date.UTC(2026, 10, 1, 6), offsetMs: -5 * hourMs }
        ]
      }
    ],
    [
      'Australia/Lord_Howe',
      Date.UTC(2026, 0, 1),
      Date.UTC(2026, 6, 1),
      { offsetMs: 11 * hourMs, changes: [{ atMs: Date.UTC(2026, 3, 4, 15), offsetMs: 10.5 * hourMs }] }
    ],
    // Summer time was suspended for the month of fasting, twice within ten weeks.
    [
      'Africa/Casablanca',
      Date.UTC(2012, 6, 1),
      Date.UTC(2012, 9, 15),
      {
        offsetMs: hourMs,
        changes: [
          { atMs: Date.UTC(2012, 6, 20, 2), offsetMs: 0 },
          { atMs: Date.UTC(2012, 7, 20, 2), offsetMs: hourMs },
          { atMs: Date.UTC(2012, 8, 30, 2), offsetMs: 0 }
        ]
      }
    ],
    ['UTC', from, to, { offsetMs: 0, changes: [] }]
  ])('%s', (name, startMs, endMs, expected) => {
    expect(zoneOffsets(name, startMs, endMs)).toEqual(expected)
  })

  it('agree with Intl at any moment of any zone', () => {
    const names = [
      'America/New_York',
      'Europe/Berlin',
      'Asia/Shanghai',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'Africa/Casablanca',
      'Africa/Monrovia',
      'Antarctica/Troll'
    ]
    const zones = new Map(names.map((name) => [name, zoneOffsets(name, from, to)]))
    const formats = new Map(
      names.map((timeZone) => [
        timeZone,
        new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
      ])
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: from, max: to - 1 }), (name, atMs) => {
        const zone = zones.get(name) ?? { offsetMs: NaN, changes: [] }
        expect(wallTime(zone, atMs)).toBe(formats.get(name)?.format(atMs))
      }),
      { numRuns: 2_000 }
    )
  })

  it('apply from the exact millisecond of a change', () => {
    const zone = zoneOffsets('America/New_York', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1))
    expect(offsetAt(zone, Date.UTC(2026, 2, 8, 7) - 1)).toBe(-5 * hourMs)
    expect(offsetAt(zone, Date.UTC(2026, 2, 8, 7))).toBe(-4 * hourMs)
  })

  it('are bounded for any period, and an unknown zone is an error', () => {
    expect(zoneOffsets('America/New_York', 0, 8.64e15).changes.length).toBeLessThan(300)
    expect(zoneOffsets('America/New_York', 8.64e15, 0).changes).toEqual([])
    expect(() => zoneOffsets('Mars/Olympus', from, to)).toThrow(RangeError)
  })

  it('format the last representable moment without failing', () => {
    expect(wallTime({ offsetMs: 8 * hourMs, changes: [] }, 8.64e15)).toBe('+275760-09-13T00:00:00.000Z')
  })
})
