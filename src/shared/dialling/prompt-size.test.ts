import { describe, expect, it } from 'vitest'
import type { DialReason, Prompt } from './schema'
import type { FoundNumber } from '../numbers/schema'
import { pickerRows, promptSize } from './prompt-size'

const number: FoundNumber = { raw: '13800138000', dial: '13800138000', kind: 'mobile' }
const asked = { id: 1, hasIgnoredLink: false, caller: null }
const times = { startedAtMs: 0, untilMs: 1_500 }

const choosing = (count: number): Prompt => ({
  kind: 'choosing',
  ...asked,
  source: 'hot-key',
  numbers: Array.from({ length: count }, (_, index) => ({ ...number, dial: String(13_800_138_000 + index) }))
})
const confirming = (...reasons: DialReason[]): Prompt => ({
  kind: 'confirming',
  ...asked,
  source: 'hot-key',
  number,
  lastCall: null,
  reasons
})
const heightOf = (prompt: Prompt) => promptSize(prompt, false).height

describe('the size of the prompt window', () => {
  it('the picker grows by a row for each number until it scrolls', () => {
    expect(heightOf(choosing(3)) - heightOf(choosing(2))).toBe(heightOf(choosing(4)) - heightOf(choosing(3)))
    expect(heightOf(choosing(pickerRows))).toBeGreaterThan(heightOf(choosing(pickerRows - 1)))
    expect(heightOf(choosing(pickerRows + 90))).toBe(heightOf(choosing(pickerRows)))
  })

  it('each reason adds its lines', () => {
    const one = heightOf(confirming({ kind: 'link' }))
    const two = heightOf(confirming({ kind: 'link' }, { kind: 'always' }))
    const long = heightOf(confirming({ kind: 'link' }, { kind: 'new-salesman', code: 'S-1' }))
    expect(two).toBeGreaterThan(one)
    expect(long - one).toBe(2 * (two - one))
  })

  it('a long reason of the do-not-call list makes room for its lines, up to a limit', () => {
    const listed = (reason: string) =>
      ({ kind: 'do-not-call', reason, addedAtMs: 0, possibleAtMs: null }) as const
    const refused = (reason: string): Prompt => ({
      kind: 'refused',
      ...{ id: 1, source: 'tray', number, refusedCaller: null, untilMs: 0 },
      error: { code: 'do-not-call', reason }
    })
    const short = heightOf(confirming(listed('')))
    const long = heightOf(confirming(listed('客户投诉晚上来电，要求今后不再呼叫。'.repeat(3))))
    expect(long).toBeGreaterThan(short)
    expect(heightOf(confirming(listed('长'.repeat(200))))).toBeLessThanOrEqual(short + 3 * 19)
    expect(heightOf(refused('长'.repeat(200)))).toBeGreaterThan(heightOf(refused('')))
  })

  it('the last call is shown once, by the reason if that mentions it', () => {
    const lastCall = { atMs: 1, outcome: 'not-answered' } as const
    const recent = confirming({ kind: 'called-recently', agoMs: 1_000 })
    const other = confirming({ kind: 'link' })
    expect(heightOf({ ...recent, lastCall } as Prompt)).toBe(heightOf(recent))
    expect(heightOf({ ...other, lastCall } as Prompt)).toBeGreaterThan(heightOf(other))
  })

  it('the bar has a line for the last call and one for an extension', () => {
    const bar: Prompt = { kind: 'pausing', ...asked, source: 'hot-key', number, lastCall: null, ...times }
    const withBoth: Prompt = {
      ...bar,
      number: { ...number, extension: '8012' },
      lastCall: { atMs: 1, outcome: null }
    }
    expect(heightOf(withBoth)).toBeGreaterThan(heightOf(bar))
  })

  it('is small and a whole number of pixels, whatever the prompt', () => {
    const reasons: DialReason[] = [
      { kind: 'doubtful', doubt: null },
      { kind: 'called-recently', agoMs: 1 },
      { kind: 'call-under-way' },
      { kind: 'outcome-unknown' },
      { kind: 'always' },
      { kind: 'link' },
      { kind: 'new-salesman', code: 'S' }
    ]
    for (const prompt of [{ kind: 'none' } as const, choosing(100), confirming(...reasons)]) {
      const { width, height } = promptSize(prompt, false)
      expect(Number.isInteger(height)).toBe(true)
      expect(width).toBeLessThanOrEqual(400)
      expect(height).toBeLessThanOrEqual(420)
    }
  })

  it('a choice of caller numbers adds a row to prompts that lead to a call', () => {
    const grown = (prompt: Prompt) => promptSize(prompt, true).height - heightOf(prompt)
    expect(grown(choosing(2))).toBeGreaterThan(0)
    expect(grown(confirming({ kind: 'link' }))).toBe(grown(choosing(2)))
    const notice: Prompt = { kind: 'no-number', id: 1, source: 'tray', copied: '', untilMs: 0 }
    expect([grown(notice), grown({ kind: 'none' })]).toEqual([0, 0])
  })
})
