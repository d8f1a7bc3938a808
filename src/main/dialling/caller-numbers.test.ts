import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  maxCallerNumbers,
  maxListedCallerNumbers,
  maxRegionChoices
} from '../../shared/dialling/caller-numbers'
import { storedCallersSchema } from '../../shared/dialling/schema'
import { failed, succeeded } from '../../shared/platform/result'
import { findNumbers } from '../numbers/number'
import { emptyState } from '../platform/empty-state'
import type { CallersFile } from '../platform/ports'
import { createStateStore, type StateStore } from '../platform/state-store'
import { AccountCallers, readCallerNumber, type CallerNumbersInput } from './caller-numbers'
import { createCallersFile } from './testing/callers-file'

const [sales, service, mobile] = ['02583456789', '02155550101', '13700137000'] as const

let state: StateStore
let file: CallersFile
let defaults: (string | null)[]
let callers: AccountCallers
const open = (defaultNumber: string | null): AccountCallers =>
  (callers = new AccountCallers({
    state,
    file,
    defaultNumber,
    onDefault: (number) => void defaults.push(number)
  }))
beforeEach(() => {
  state = createStateStore(emptyState)
  file = createCallersFile()
  defaults = []
  open(sales)
})

const shown = () => state.get('callerNumbers')
const entry = (number: string, label = '') => ({ number, label })
const set = (defaultIndex: number | null, ...entries: CallerNumbersInput['entries']) =>
  callers.set({ entries, defaultIndex })
const callee = (text: string) => {
  const [number] = findNumbers(text)
  if (number === undefined) throw new Error(`no number in ${text}`)
  return number
}

describe('an account that knew one caller number', () => {
  test('has that number as its list and its default', () => {
    expect(shown()).toEqual({ numbers: [entry(sales)], regionChoices: [], defaultNumber: sales })
    expect(callers.of(callee('13800138000'), null)).toBe(sales)
  })

  test('or none still sends none', () => {
    open(null)
    expect(shown()).toEqual({ numbers: [], regionChoices: [], defaultNumber: null })
    expect(callers.of(callee('13800138000'), null)).toBeNull()
  })
})

describe('the number rules are those of the sign-in form', () => {
  test.each([
    ['025-8345-6789', sales],
    ['+86 137 0013 7000', mobile],
    ['４００１２３４５６７', null],
    ['95588', null],
    ['83456789', null],
    [`${sales} ${mobile}`, null],
    ['', null],
    ['Sales', null]
  ])('%j is read as %j', (text, number) => {
    expect(readCallerNumber(text)).toBe(number)
  })
})

describe('changing the list', () => {
  test('normalises numbers, trims labels, keeps the order, and stores both', () => {
    expect(set(1, entry('021-5555 0101', ' 客服 '), entry(sales, 'Sales'))).toEqual(succeeded(undefined))
    const numbers = [entry(service, '客服'), entry(sales, 'Sales')]
    expect(shown()).toEqual({ numbers, regionChoices: [], defaultNumber: sales })
    expect(file.read()).toEqual({ numbers, regionChoices: [] })
    expect(defaults).toEqual([])
  })

  test('another default is reported, so that it becomes part of the account', () => {
    set(1, entry(sales), entry(service))
    set(null, entry(sales), entry(service))
    expect(defaults).toEqual([service, null])
  })

  test.each([
    ['caller-number-invalid', [entry(sales), entry('12')]],
    ['caller-number-taken', [entry(sales), entry('025 8345 6789', 'again')]],
    [
      'caller-numbers-full',
      Array.from({ length: maxCallerNumbers + 1 }, (_, index) => entry(String(13_700_137_000 + index)))
    ]
  ] as const)('%s is refused at the caller number, and changes nothing', (code, entries) => {
    const before = shown()
    expect(set(0, ...entries)).toEqual(failed({ code, field: 'callerNumber' }))
    expect(shown()).toEqual(before)
    expect(file.read().numbers).toEqual([])
  })

  test('a full list takes the number of a new sign-in, stays editable, and can’t grow', () => {
    const full = Array.from({ length: maxCallerNumbers }, (_, index) => entry(String(13_700_137_000 + index)))
    set(0, ...full)
    open(service)
    expect(shown().numbers).toHaveLength(maxListedCallerNumbers)
    expect(set(0, ...shown().numbers.toReversed())).toEqual(succeeded(undefined))
    open(sales)
    expect(shown().numbers).toHaveLength(maxListedCallerNumbers)
    expect(shown().numbers[0]).toEqual(entry(sales))
  })
})

describe('the choice for a region', () => {
  test('is stored, and forgotten with its number', () => {
    set(0, entry(sales), entry(service))
    callers.remember(callee('010-8888 8888'), service)
    expect(open(sales).of(callee('010-6666 6666'), null)).toBe(service)
    expect(callers.of(callee('020-6666 6666'), null)).toBe(sales)
    set(0, entry(sales))
    expect(file.read().regionChoices).toEqual([])
    expect(callers.of(callee('010-6666 6666'), null)).toBe(sales)
  })

  test('is forgotten by signing out, which keeps the list', () => {
    set(0, entry(sales), entry(service))
    callers.remember(callee('010-8888 8888'), service)
    callers.forgetChoices()
    expect(file.read().regionChoices).toEqual([])
    callers.close()
    expect(shown()).toEqual({ numbers: [], regionChoices: [], defaultNumber: null })
    expect(file.read().numbers).toHaveLength(2)
  })
})

test('for any changes the list is valid, without duplicates and bounded, and the default is in it', () => {
  const number = fc.constantFrom(sales, service, mobile, '13800138000', '12', '', '021-5555-0101')
  const change = fc.oneof(
    fc.record({
      entries: fc.array(fc.record({ number, label: fc.string({ maxLength: 40 }) }), { maxLength: 21 }),
      defaultIndex: fc.option(fc.nat(20))
    }),
    fc.record({ code: fc.constantFrom('010', '021', '0773', '0512'), number: fc.option(number) })
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      file = createCallersFile()
      open(sales)
      for (const next of changes) {
        if ('entries' in next) callers.set(next)
        else callers.remember({ raw: '', dial: `${next.code}23456789`, kind: 'fixed' }, next.number)
        const { numbers, defaultNumber, regionChoices } = shown()
        const list = numbers.map((one) => one.number)
        expect(storedCallersSchema.parse(file.read())).toEqual(file.read())
        expect(new Set(list).size).toBe(list.length)
        expect(list.every((one) => readCallerNumber(one) === one)).toBe(true)
        if (defaultNumber !== null) expect(list).toContain(defaultNumber)
        expect(new Set(regionChoices.map(({ region }) => region)).size).toBe(regionChoices.length)
      }
    })
  )
})

test('the choices of more regions than the limit drop the oldest', () => {
  for (let index = 0; index <= maxRegionChoices; index += 1) {
    callers.remember({ raw: '', dial: `0${300 + index}2345678`, kind: 'fixed' }, sales)
  }
  const { regionChoices } = file.read()
  expect(regionChoices).toHaveLength(maxRegionChoices)
  expect(regionChoices[0]?.region).toBe('0301')
})
