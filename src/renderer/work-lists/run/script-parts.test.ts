import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { scriptParts } from './script-parts'

const entry = {
  number: '13800138000',
  name: '王伟',
  company: '',
  fields: [
    { name: 'City', value: '{name} Nanjing' },
    { name: 'Offer', value: '' }
  ]
} as unknown as WorkEntry

const textOf = (script: string): string =>
  scriptParts(script, entry)
    .map((part) => (part.kind === 'gap' ? `[${part.name}]` : part.text))
    .join('')

test('fields are replaced whatever their case, in both languages', () => {
  expect(textOf('{Name}/{姓名}/{ city }/{号码}')).toBe('王伟/王伟/{name} Nanjing/138 0013 8000')
})

test('a field without a value or an unknown one stays visible as a gap', () => {
  expect(textOf('Hello {company}, {Offer} {unheard of}!')).toBe('Hello [company], [Offer] [unheard of]!')
})

test('braces that are no field stay as they are', () => {
  expect(textOf('{} { {name {{name}}')).toBe('{} { {name {王伟}')
})

test('nothing of the script is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', 'name', '\n') }), (script) => {
      const again = scriptParts(script, { ...entry, name: '{name}', fields: [{ name: 'a', value: '{a}' }] })
        .map((part) => (part.kind === 'gap' ? `{${part.name}}` : part.text))
        .join('')
      expect(again.replaceAll(' ', '')).toBe(script.replaceAll(' ', ''))
    }),
    { numRuns: 200 }
  )
})
