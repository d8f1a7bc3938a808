import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallRecord } from '../../../shared/records/row-schema'
import { databaseText } from '../../platform/database/database-text'
import { isSameRecord, mergedRecord, microsOf, recordKey, storedRecord } from './stored-record'

const blank: CallRecord = {
  id: 'a',
  callerNumber: null,
  calleeNumber: null,
  agentId: null,
  salesmanCode: null,
  startedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null
}

describe('decimal numbers', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['75', 75_000_000],
    ['0.15', 150_000],
    ['-0.15', -150_000],
    ['007.5', 7_500_000],
    ['0.0000004', 0],
    ['0.9999999', 1_000_000],
    ['999999999.999999', 999_999_999_999_999],
    ['1000000000', null],
    ['1e3', null],
    ['+1', null],
    ['1.', null],
    ['.5', null],
    ['1,5', null],
    ['NaN', null],
    ['Infinity', null],
    ['0x10', null],
    ['１２', null],
    ['', null]
  ])('%s', (text, micros) => {
    expect(microsOf(text)).toBe(micros)
  })

  it('that are invalid stay the original text; a negative duration is invalid', () => {
    expect(storedRecord({ ...blank, duration: '-3', cost: '-3' })).toMatchObject({
      durationMicros: null,
      durationText: '-3',
      costMicros: -3_000_000,
      costText: null
    })
    expect(storedRecord({ ...blank, duration: '1 min', cost: 'free' })).toMatchObject({
      durationMicros: null,
      durationText: '1 min',
      costMicros: null,
      costText: 'free'
    })
  })
})

it('only an http(s) address is a recording', () => {
  const urlOf = (recordUrl: string) => storedRecord({ ...blank, recordUrl }).recordUrl
  expect(urlOf('https://x/y.wav')).toBe('https://x/y.wav')
  expect(urlOf('HTTP://x')).toBe('HTTP://x')
  for (const bad of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http:/x',
    'http://',
    ' http://x',
    'ftp://x',
    'x'
  ])
    expect(urlOf(bad)).toBeNull()
})

it('a newer record updates the fields it has and keeps the others', () => {
  const older = storedRecord({ ...blank, calleeNumber: '138-0013 8000', duration: '5', startedAtMs: 1 })
  const newer = storedRecord({ ...blank, duration: 'five', endedAtMs: 9 })
  expect(mergedRecord(older, newer)).toEqual({
    ...older,
    endedMs: 9,
    durationMicros: null,
    durationText: 'five'
  })
  const other = mergedRecord(older, storedRecord({ ...blank, calleeNumber: '10086' }))
  expect([other.callee, other.calleeDigits]).toEqual(['10086', null])
  expect(isSameRecord(mergedRecord(older, older), older)).toBe(true)
  expect(isSameRecord(mergedRecord(older, newer), older)).toBe(false)
})

it('text without NUL and lone surrogates is stored unchanged, and stored text is valid UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = databaseText(text)
      expect(new TextDecoder().decode(new TextEncoder().encode(kept))).toBe(kept)
      expect(kept).not.toContain('\0')
      if (!text.includes('\0')) expect(kept).toBe(text)
    })
  )
  expect(databaseText('a\ud83d\0b😀')).toBe('a\ufffd\ufffdb😀')
})

it('keys of the same id are equal, well distributed, and depend on the seed', () => {
  const keys = new Set(Array.from({ length: 20_000 }, (_, index) => recordKey(`id-${index}`, 7)))
  expect(keys.size).toBeGreaterThan(19_990)
  expect(recordKey('id-1', 7)).toBe(recordKey('id-1', 7))
  expect(recordKey('id-1', 7)).not.toBe(recordKey('id-1', 8))
  for (const key of keys) expect(key).toBe(key | 0)
})
