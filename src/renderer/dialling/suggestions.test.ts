import { describe, expect, it } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { ContactName, ContactRow } from '../../shared/contacts/schema'
import { digitsOf, suggestionAt, suggestionKey, suggestionsFor } from './suggestions'

const contact = (name: string, ...numbers: string[]): ContactRow => ({
  id: name,
  name,
  company: '',
  numbers: numbers.map((number) => ({ label: '', number }))
})
const callTo = (callee: string, startedAtMs = 1): Call => ({
  ...blankCall,
  key: `${callee}-${startedAtMs}`,
  callee,
  agentId: 1,
  startedAtMs
})
const named = (name: string): ContactName => ({ contactId: 'c', name, company: '', label: '', link: null })
const numbersOf = (text: string, contacts: ContactRow[], calls: Call[] = [], names = {}) =>
  suggestionsFor(text, contacts, calls, names).map((one) =>
    one.kind === 'contact' ? one.numbers.map(({ number }) => number) : one.number
  )

it('only digits with their usual separators are a part of a number', () => {
  expect(['138 0013', '025-83', '+86 138', '（025）8'].map(digitsOf)).toEqual([
    '1380013',
    '02583',
    '86138',
    '0258'
  ])
  expect(['zw', '张 138', '', 'a1'].map(digitsOf)).toEqual([null, null, null, null])
})

describe('suggested contacts', () => {
  const zhang = contact('张伟', '13800138000', '02583456789')

  it('have all their numbers when found by name', () => {
    expect(numbersOf('zw', [zhang])).toEqual([['13800138000', '02583456789']])
  })

  it('have only the numbers that contain the typed digits', () => {
    expect(numbersOf('8345-67', [zhang])).toEqual([['02583456789']])
    expect(numbersOf('0', [zhang])).toEqual([['13800138000', '02583456789']])
  })

  it('without a number can’t be called, so they are left out', () => {
    expect(numbersOf('zw', [contact('张伟')])).toEqual([])
  })

  it('are none for an empty text', () => {
    expect(numbersOf('  ', [zhang], [callTo('13800138000')])).toEqual([])
  })
})

describe('suggested earlier calls', () => {
  it('contain the typed digits; one digit is not enough', () => {
    const calls = [callTo('13800138000'), callTo('02583456789')]
    expect(numbersOf('138 0', [], calls)).toEqual(['13800138000'])
    expect(numbersOf('1', [], calls)).toEqual([])
  })

  it('are found by the name of their number', () => {
    const calls = [callTo('13800138000'), callTo('02583456789')]
    const names = { '02583456789': named('Li Li') }
    expect(numbersOf('li', [], calls, names)).toEqual(['02583456789'])
  })

  it('are suggested once, as called last, and not beside their contact', () => {
    const calls = [callTo('13800138000', 9), callTo('13800138000', 2), callTo('13900139000')]
    const found = suggestionsFor('13', [contact('赵敏', '13900139000')], calls, {})
    expect(found.map((one) => (one.kind === 'recent' ? one.startedAtMs : one.name))).toEqual(['赵敏', 9])
  })

  it('leave room for contacts, and the list stays short', () => {
    const calls = Array.from({ length: 20 }, (_, n) => callTo(`138001380${10 + n}`))
    const contacts = Array.from({ length: 8 }, (_, n) => contact(`c${n}`, `1390013900${n}`))
    const kinds = suggestionsFor('13', contacts, calls, {}).map(({ kind }) => kind)
    expect(kinds).toEqual([...Array<string>(4).fill('contact'), ...Array<string>(4).fill('recent')])
  })
})

it('a highlighted suggestion stays the same one when contacts are found and calls are made', () => {
  const calls = [callTo('13800138000'), callTo('13900139000')]
  const before = suggestionsFor('13', [], calls, {})
  const [, second] = before
  if (second === undefined) throw new Error('no second suggestion')
  const after = suggestionsFor('13', [contact('张伟', '13700137000')], [callTo('13600136000'), ...calls], {})
  const at = suggestionAt(after, suggestionKey(second))
  expect(at).toBe(3)
  expect(after[at ?? 0]).toEqual(second)
  expect(suggestionAt([], suggestionKey(second))).toBeNull()
  expect(suggestionAt(after, null)).toBeNull()
})

it('a callee that is called like a property of objects has no name', () => {
  for (const callee of ['constructor', '__proto__', 'toString'])
    for (const name of ['Object', 'toString', 'constructor'])
      expect(suggestionsFor(name, [], [callTo(callee)], {})).toEqual([])
})
