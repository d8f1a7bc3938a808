import { describe, expect, it } from 'vitest'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import { activeParts, askedFilter, filterParts, merged, readBound, toggled, withoutPart } from './filters'

const full: RecordFilter = {
  text: '138',
  startMs: 10,
  endMs: 20,
  hours: [9],
  weekdays: [1],
  results: ['done', null],
  outcomes: ['answered'],
  agentIds: [1],
  salesmanCodes: ['S'],
  durationSeconds: { from: 60, to: null },
  costYuan: { from: null, to: 1 },
  hasRecording: false,
  tags: ['vip']
}

describe('the user’s filter', () => {
  it('lists each part that restricts it, but not the text', () => {
    expect(activeParts(full)).toEqual([...filterParts])
    expect(activeParts({ text: '138' })).toEqual([])
  })

  it('isn’t restricted by an empty or open-ended part', () => {
    expect(activeParts({ outcomes: [], durationSeconds: { from: null, to: null }, tags: [] })).toEqual([])
    expect(
      merged({ outcomes: ['answered'], hasRecording: true }, { outcomes: [], hasRecording: undefined })
    ).toEqual({})
  })

  it('is only the text once every part is removed', () => {
    expect(filterParts.reduce(withoutPart, full)).toEqual({ text: '138' })
  })

  it('treats blank text as none', () => {
    expect(merged(full, { text: '  ' }).text).toBeUndefined()
  })

  it('replaces the parts named in a patch and keeps the others', () => {
    expect(
      merged({ outcomes: ['answered'], tags: ['vip'] }, { outcomes: ['not-reached'], hours: [9] })
    ).toEqual({
      outcomes: ['not-reached'],
      tags: ['vip'],
      hours: [9]
    })
  })
})

describe('the requested filter', () => {
  const period = { startMs: 100, endMs: 200 }

  it('covers the period, or the days within it', () => {
    expect(askedFilter(period, {})).toEqual(period)
    expect(askedFilter(period, { startMs: 120, endMs: 130 })).toEqual({ startMs: 120, endMs: 130 })
  })

  it('never extends beyond the period', () => {
    expect(askedFilter(period, { startMs: 10, endMs: 150 })).toEqual({ startMs: 100, endMs: 150 })
    expect(askedFilter(period, { startMs: 300, endMs: 400 })).toEqual({ startMs: 300, endMs: 300 })
  })

  it('has its text trimmed', () => {
    expect(askedFilter(period, { text: ' 138 ' }).text).toBe('138')
  })
})

describe('parts of the filter', () => {
  it('a list holds each value once', () => {
    expect(toggled(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(toggled(['a', 'b'], 'a', true)).toEqual(['b', 'a'])
    expect(toggled(undefined, 'a', false)).toEqual([])
  })

  it.each([
    ['', null],
    ['90', 90],
    ['0.5', 0.5],
    ['1:30', 90],
    ['1：30', 90],
    ['1:02:13', 3_733],
    ['-1', undefined],
    ['1:99', undefined],
    ['x', undefined]
  ])('“%s” is parsed as %s', (text, value) => {
    expect(readBound(text)).toBe(value)
  })
})
