import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordingStem } from './recording-name'
import { maxNameBytes, numberedName, safeStem } from '../platform/file-name'

const startedAtMs = new Date(2026, 10, 22, 14, 5, 30).getTime()
const call = { callId: 'call-1', startedAtMs, number: '13800138000', agentId: 699861013 }

describe('the name of a recording', () => {
  it('contains the time, the number and the agent', () => {
    expect(recordingStem(call, '代理')).toBe('2026-11-22 140530 13800138000 代理699861013')
  })

  it('omits what is unknown, and uses the call id when too little is known', () => {
    expect(recordingStem({ ...call, agentId: null }, '代理')).toBe('2026-11-22 140530 13800138000')
    expect(recordingStem({ ...call, agentId: null, number: null }, '代理')).toBe('2026-11-22 140530 call-1')
    expect(recordingStem({ ...call, startedAtMs: NaN, agentId: null }, '代理')).toBe('13800138000 call-1')
    expect(recordingStem({ callId: '', startedAtMs: null, number: null, agentId: null }, '')).toBe(
      'recording'
    )
    expect(recordingStem({ callId: '../..', startedAtMs: 8.64e15 + 1, number: '', agentId: null }, '')).toBe(
      'recording'
    )
  })

  it.each([
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Windows\\system32', 'C Windows system32'],
    ['a\u0000b\u0007c\r\nd', 'a b c d'],
    ['gpj.\u202Eexe', 'gpj. exe'],
    ['a\u200Bb\uFEFFc\u2066d', 'a b c d'],
    ['CON', '_CON'],
    ['con.backup', '_con.backup'],
    ['LPT1', '_LPT1'],
    ['com¹', '_com¹'],
    ['NUL .x', '_NUL .x'],
    ['CONSOLE', 'CONSOLE'],
    ['ends in dots. . .', 'ends in dots'],
    ['.hidden', 'hidden'],
    ['a:b*c?d"e<f>g|h', 'a b c d e f g h'],
    ['e\u0301', 'é'],
    ['\ud800x', 'x']
  ])('%j becomes %j', (text, stem) => expect(safeStem(text)).toBe(stem))

  it('gets a number when it is taken', () => {
    expect([1, 2, 10].map((turn) => numberedName('a', 'wav', turn))).toEqual([
      'a.wav',
      'a (2).wav',
      'a (10).wav'
    ])
  })

  it('is a single file name of at most 120 bytes, valid on every system, whatever the call contains', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom(
        'con',
        'NUL',
        '..',
        'aux.txt',
        '代'.repeat(200),
        '😀'.repeat(100),
        '..\\',
        ' ',
        'x'.repeat(1_000_000)
      )
    )
    const calls = fc.record({
      callId: text,
      startedAtMs: fc.option(fc.oneof(fc.integer(), fc.double())),
      number: fc.option(text),
      agentId: fc.option(fc.integer())
    })
    fc.assert(
      fc.property(calls, text, fc.integer({ min: 1, max: 9_999 }), (any, word, turn) => {
        const name = numberedName(recordingStem(any, word), 'flac', turn)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(maxNameBytes)
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_+()-]([\p{L}\p{M}\p{N} ._+()-]*)\.flac$/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)( *\.)/i)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/u)
      })
    )
  })
})
