import { describe, expect, it } from 'vitest'
import type { ContactColumn } from '../../../shared/contacts/schema'
import { columnProblem, withKind, type ColumnKind } from './column-choices'

const columns = (...kinds: ColumnKind[]): ContactColumn[] =>
  kinds.map((kind) => ({ kind, label: kind === 'field' ? 'City' : '' }))

describe('columns can’t be imported', () => {
  it('without a name, a company or a number', () => {
    expect(columnProblem(columns('note', 'field', 'ignored'))).toBe('nothing')
    for (const kind of ['name', 'company', 'number'] as const) expect(columnProblem(columns(kind))).toBeNull()
  })

  it('with two names, companies or notes; several numbers and fields are fine', () => {
    expect(columnProblem(columns('name', 'name'))).toBe('several-names')
    expect(columnProblem(columns('name', 'company', 'company'))).toBe('several-companies')
    expect(columnProblem(columns('name', 'note', 'note'))).toBe('several-notes')
    expect(columnProblem(columns('number', 'number', 'field', 'field'))).toBeNull()
  })

  it('with a field without a name', () => {
    expect(columnProblem([...columns('name'), { kind: 'field', label: ' ' }])).toBe('field-unnamed')
  })
})

describe('another kind of a column', () => {
  it('takes a single kind away from the other column', () => {
    const changed = withKind(columns('name', 'company', 'ignored'), 2, 'name', 'Contact')
    expect(changed.map(({ kind }) => kind)).toEqual(['ignored', 'company', 'name'])
    expect(columnProblem(changed)).toBeNull()
  })

  it('keeps other numbers and fields', () => {
    const changed = withKind(columns('number', 'field', 'ignored'), 2, 'number', 'Office')
    expect(changed).toEqual([...columns('number', 'field'), { kind: 'number', label: 'Office' }])
  })

  it('has the file’s header as its label until another one is typed', () => {
    expect(withKind(columns('ignored'), 0, 'field', '城市')).toEqual([{ kind: 'field', label: '城市' }])
    expect(withKind([{ kind: 'field', label: 'Town' }], 0, 'number', '城市')).toEqual([
      { kind: 'number', label: 'Town' }
    ])
    expect(withKind([{ kind: 'field', label: 'Town' }], 0, 'name', '城市')).toEqual([
      { kind: 'name', label: '' }
    ])
  })
})
