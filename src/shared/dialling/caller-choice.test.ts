import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FoundNumber } from '../numbers/schema'
import { calleeRegion, callerLabel, callerOf, callerOptions, nextCaller } from './caller-choice'
import type { CallerNumbers } from './schema'

const [sales, service, mobile] = ['02583456789', '02155550101', '13700137000'] as const
const callers: CallerNumbers = {
  numbers: [
    { number: sales, label: 'Sales' },
    { number: service, label: '' }
  ],
  defaultNumber: sales,
  regionChoices: [{ region: '021', number: service }]
}
const inShanghai: FoundNumber = { raw: '', dial: '02123456789', kind: 'fixed' }
const inBeijing: FoundNumber = { raw: '', dial: '01023456789', kind: 'fixed' }
const inNanjing: FoundNumber = { raw: '', dial: '02583456789', kind: 'fixed' }
const inGuilin: FoundNumber = { raw: '', dial: '07732345678', kind: 'fixed' }
const onTheMove: FoundNumber = { raw: '', dial: '13800138000', kind: 'mobile' }

describe('the caller number that is offered', () => {
  it('is the default for a region without a choice, and before a number is known', () => {
    expect(callerOf(callers, inBeijing, null)).toBe(sales)
    expect(callerOf(callers, null, null)).toBe(sales)
  })

  it('is the last one chosen for the callee’s region', () => {
    expect(callerOf(callers, inShanghai, null)).toBe(service)
  })

  it('is remembered by area code, of three or four digits', () => {
    expect([inShanghai, inBeijing, inNanjing, inGuilin].map(calleeRegion)).toEqual([
      '021',
      '010',
      '025',
      '0773'
    ])
  })

  it('is shared by all mobile numbers', () => {
    const chosen = { ...callers, regionChoices: [{ region: 'mobile', number: service }] }
    expect(callerOf(chosen, onTheMove, null)).toBe(service)
    expect(callerOf(chosen, { ...onTheMove, dial: '13900139000' }, null)).toBe(service)
    expect(callerOf(chosen, inShanghai, null)).toBe(sales)
  })

  it('is the user’s choice for this call, whatever was chosen before', () => {
    expect(callerOf(callers, inShanghai, { number: sales })).toBe(sales)
  })

  it('is never a number that was removed', () => {
    expect(callerOf(callers, inBeijing, { number: mobile })).toBe(sales)
    const former = { ...callers, regionChoices: [{ region: '021', number: mobile }] }
    expect(callerOf(former, inShanghai, null)).toBe(sales)
  })

  it('is the desk phone’s own only while that is the default', () => {
    expect(callerOptions(callers)).toEqual([sales, service])
    expect(callerOf(callers, inBeijing, { number: null })).toBe(sales)
    const own = { ...callers, defaultNumber: null }
    expect(callerOptions(own)).toEqual([null, sales, service])
    expect(callerOf(own, inBeijing, null)).toBeNull()
    expect(callerOf(own, inBeijing, { number: sales })).toBe(sales)
  })
})

it('stepping through the options meets each of them once and comes back', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^1[3-9]\d{9}$/), { maxLength: 20 }),
      fc.boolean(),
      (list, isOwn) => {
        const numbers = list.map((number) => ({ number, label: '' }))
        const some: CallerNumbers = {
          numbers,
          regionChoices: [],
          defaultNumber: isOwn ? null : (list[0] ?? null)
        }
        const options = callerOptions(some)
        let current = some.defaultNumber
        const met = options.map(() => (current = nextCaller(some, current)))
        expect(new Set(met)).toEqual(new Set(options))
        expect(current).toBe(some.defaultNumber)
      }
    )
  )
})

it('the label is empty for the desk phone’s own number and an unlabelled one', () => {
  expect([sales, service, null].map((number) => callerLabel(callers, number))).toEqual(['Sales', '', ''])
})
