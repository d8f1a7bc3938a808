import { describe, expect, it } from 'vitest'
import type { DialInput } from '../../shared/numbers/schema'
import { contentOf, draftOf, isSameDraft, newLineKey, typedNumbers, type ContactDraft } from './contact-draft'

const reads = (dial: string): DialInput => ({ kind: 'number', number: { raw: dial, dial, kind: 'mobile' } })
const zhang = {
  name: '张伟',
  company: '云智',
  numbers: [
    { label: '手机', number: '13800138000' },
    { label: '', number: '02583456789' }
  ],
  fields: [{ name: '城市', value: '南京' }],
  note: '下午联系'
}

/** Saves a draft whose numbers are read as typed. */
const saved = (draft: ContactDraft) =>
  contentOf(
    draft,
    typedNumbers(draft).map(({ text }) => reads(text.replaceAll(/\D/g, '')))
  )
const withNumber = (draft: ContactDraft, text: string, label = '') => ({
  ...draft,
  numbers: [...draft.numbers, { key: newLineKey(), label, text }]
})

describe('a draft of a contact', () => {
  it('that isn’t changed is saved as it was', () => {
    expect(saved(draftOf(zhang))).toEqual({ content: zhang })
  })

  it('of a new contact has a line for a number, which may stay empty', () => {
    const draft = { ...draftOf({}), name: ' 李丽 ' }
    expect(draft.numbers).toHaveLength(1)
    expect(saved(draft)).toEqual({
      content: { name: '李丽', company: '', numbers: [], fields: [], note: '' }
    })
  })

  it('shows numbers spaced', () => {
    expect(draftOf(zhang).numbers[0]?.text).toBe('138 0013 8000')
  })

  it('leaves out empty lines', () => {
    const draft = withNumber(draftOf(zhang), '  ', 'home')
    draft.fields.push({ key: newLineKey(), name: 'empty', value: ' ' })
    expect(saved(draft)).toEqual({ content: zhang })
  })

  it('is the same as another one if nothing else was typed', () => {
    expect(isSameDraft(draftOf(zhang), draftOf(zhang))).toBe(true)
    expect(isSameDraft(draftOf(zhang), { ...draftOf(zhang), note: '' })).toBe(false)
    expect(isSameDraft(draftOf(zhang), withNumber(draftOf(zhang), '1'))).toBe(false)
  })
})

describe('a draft can’t be saved', () => {
  const problemOf = (draft: ContactDraft, readings?: DialInput[]) => {
    const result = readings === undefined ? saved(draft) : contentOf(draft, readings)
    return 'problem' in result ? result.problem : null
  }

  it('without a name, a company or a number', () => {
    expect(problemOf({ ...draftOf({}), note: 'only a note' })).toEqual({ kind: 'empty', key: null })
  })

  it('with a text that is no number, or several; the line is named', () => {
    const draft = withNumber(draftOf(zhang), 'tomorrow')
    const good = zhang.numbers.map(({ number }) => reads(number))
    const key = draft.numbers[2]?.key
    expect(problemOf(draft, [...good, { kind: 'none' }])).toEqual({ kind: 'number-missing', key })
    expect(problemOf(draft, [...good, { kind: 'partial', digits: '1' }])).toEqual({
      kind: 'number-missing',
      key
    })
    expect(problemOf(draft, [...good, { kind: 'several', numbers: [] }])).toEqual({
      kind: 'number-several',
      key
    })
    expect(problemOf(draft, good)).toEqual({ kind: 'number-missing', key })
  })

  it('with a number twice, however it is typed', () => {
    const draft = withNumber(draftOf(zhang), '025-8345-6789')
    expect(problemOf(draft)).toEqual({ kind: 'number-repeated', key: draft.numbers[2]?.key })
  })

  it('with a field that has a value but no name', () => {
    const draft = draftOf({ ...zhang, fields: [{ name: ' ', value: 'A' }] })
    expect(problemOf(draft)).toEqual({ kind: 'field-unnamed', key: draft.fields[0]?.key })
  })
})
