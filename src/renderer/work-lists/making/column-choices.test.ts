import { expect, test } from 'vitest'
import { makingProblem, withKind } from './column-choices'

const column = (kind: 'name' | 'company' | 'number' | 'field' | 'ignore', label = '') => ({ kind, label })

test('a list needs a name and a column with numbers', () => {
  expect(makingProblem(' ', [column('number')])).toBe('name-missing')
  expect(makingProblem('A', [column('name')])).toBe('no-number')
  expect(makingProblem('A', [column('number'), column('number')])).toBeNull()
  expect(makingProblem('A', [])).toBeNull()
})

test('names can be in several columns, as found; companies can’t', () => {
  const parts = [column('number'), column('name', '姓'), column('name', '名')]
  expect(makingProblem('A', parts)).toBeNull()
  expect(makingProblem('A', [...parts, column('company'), column('company')])).toBe('several-companies')
})

test('a field needs a name, and gets its column’s title', () => {
  expect(makingProblem('A', [column('number'), column('field')])).toBe('field-unnamed')
  expect(withKind([column('ignore')], 0, 'field', '城市')).toEqual([column('field', '城市')])
})

test('another column that was the name is left out', () => {
  expect(withKind([column('name', 'a'), column('field', 'b')], 1, 'name', 'b')).toEqual([
    column('ignore', 'a'),
    column('name', 'b')
  ])
})
