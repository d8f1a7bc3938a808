import { describe, expect, it } from 'vitest'
import type { DialReason } from '../../../shared/dialling/schema'
import { windowEn } from '../../../shared/messages/en/window'
import { windowZhCn } from '../../../shared/messages/zh-cn/window'
import { lastCallWords, reasonWords, shorten } from './prompt-words'

const minuteMs = 60_000

describe('prompt texts', () => {
  it('the last call is shown with its age and outcome', () => {
    const lastCall = { atMs: 0, outcome: 'not-answered' } as const
    expect(lastCallWords(lastCall, 3 * minuteMs, 'en', windowEn)).toBe('Called 3 minutes ago · No answer')
    expect(lastCallWords(lastCall, 3 * minuteMs, 'zh-CN', windowZhCn)).toBe('3分钟前呼叫过 · 无人接听')
  })

  it('a last call still in progress is shown as such', () => {
    expect(lastCallWords({ atMs: 0, outcome: null }, 1, 'en', windowEn)).toBe(
      'Called a moment ago · in progress'
    )
  })

  it.each<DialReason>([
    { kind: 'doubtful', doubt: null },
    { kind: 'doubtful', doubt: 'foreign' },
    { kind: 'called-recently', agoMs: 3 * minuteMs },
    { kind: 'call-under-way' },
    { kind: 'outcome-unknown' },
    { kind: 'always' },
    { kind: 'link' },
    { kind: 'new-salesman', code: 'S-042' }
  ])('%j is a sentence in both languages', (reason) => {
    expect(reasonWords(reason, null, 'en', windowEn)).toMatch(/\.$/)
    expect(reasonWords(reason, null, 'zh-CN', windowZhCn)).toMatch(/。$/)
  })

  it('a recent call is shown with its outcome', () => {
    const reason = { kind: 'called-recently', agoMs: 3 * minuteMs } as const
    const lastCall = { atMs: 0, outcome: 'answered' } as const
    expect(reasonWords(reason, lastCall, 'en', windowEn)).toBe(
      `You called this number 3 minutes ago (${windowEn.outcomes.answered}).`
    )
    expect(reasonWords(reason, lastCall, 'zh-CN', windowZhCn)).toBe(
      `3分钟前呼叫过这个号码（${windowZhCn.outcomes.answered}）。`
    )
  })

  it('a later attempt without an answer isn’t taken for the recent call', () => {
    const reason = { kind: 'called-recently', agoMs: 3 * minuteMs } as const
    expect(reasonWords(reason, { atMs: 0, outcome: 'not-answered' }, 'en', windowEn)).toBe(
      'You called this number 3 minutes ago.'
    )
  })

  it('the new salesman code is named', () => {
    expect(reasonWords({ kind: 'new-salesman', code: 'S-042' }, null, 'en', windowEn)).toContain('S-042')
  })
})

describe('copied text is shortened', () => {
  it('to one line', () => {
    expect(shorten('  a\r\n\tb\u00a0c ', 20)).toBe('a b c')
  })

  it('to whole characters, with an ellipsis', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef')
    expect(shorten('😀😀😀😀', 3)).toBe('😀😀…')
  })
})
