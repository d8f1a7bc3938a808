import { describe, expect, it } from 'vitest'
import type { RecordFilter } from '../../../shared/records/schema'
import { activeParts, askedFilter, filterParts, merged, readBound, toggled, withoutPart } from './filters'

const full: RecordFilter = {
  text: '138',
  startMs: 10,
  endMs: 20,
  hours: [9],
  weekdays: [1],
  outcomes: ['answered'],
  agentIds: [1],
  salesmanCodes: ['S'],
  durationSeconds: { from: 60, to: null },
  costYuan: { from: null, to: 1 },
  hasRecording: false,
  tags: ['vip']
}

describe('the person’s filter', () => {
  it('names each part that restricts, and the text is none of them', () => {
    expect(activeParts(full)).toEqual([...filterParts])
    expect(activeParts({ text: '138' })).toEqual([])
  })

  it('what is empty or open restricts nothing', () => {
    expect(activeParts({ outcomes: [], durationSeconds: { from: null, to: null }, tags: [] })).toEqual([])
    expect(
      merged({ outcomes: ['answered'], hasRecording: true }, { outcomes: [], hasRecording: undefined })
    ).toEqual({})
  })

  it('taking every part away one by one leaves the text', () => {
    expect(filterParts.reduce(withoutPart, full)).toEqual({ text: '138' })
  })

  it('a text of spaces is none', () => {
    expect(merged(full, { text: '  ' }).text).toBeUndefined()
  })

  it('a patch takes the place of what it names and leaves the rest', () => {
    expect(
      merged({ outcomes: ['answered'], tags: ['vip'] }, { outcomes: ['not-reached'], hours: [9] })
    ).toEqual({
      outcomes: ['not-reached'],
      tags: ['vip'],
      hours: [9]
    })
  })
})

describe('what is asked', () => {
  const period = { startMs: 100, endMs: 200 }

  it('is the period, and days within it', () => {
    expect(askedFilter(period, {})).toEqual(period)
    expect(askedFilter(period, { startMs: 120, endMs: 130 })).toEqual({ startMs: 120, endMs: 130 })
  })

  it('is nothing of another period', () => {
    expect(askedFilter(period, { startMs: 10, endMs: 150 })).toEqual({ startMs: 100, endMs: 150 })
    expect(askedFilter(period, { startMs: 300, endMs: 400 })).toEqual({ startMs: 300, endMs: 300 })
  })

  it('has no spaces around its text', () => {
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
  ])('“%s” reads as %s', (text, value) => {
    expect(readBound(text)).toBe(value)
  })
})
