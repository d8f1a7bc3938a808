import { describe, expect, it } from 'vitest'
import type { DraftCheck, ImportDraft } from '../../shared/imports/state-schema'
import { importsEn } from '../../shared/messages/en/imports'
import { draftText } from './draft-words'
import { draftOf, summaryOf } from './draft/testing/draft'

const text = (draft: ImportDraft | null) => draftText(draft, importsEn.places)

describe('the status text of the draft', () => {
  it('says what to do while the draft is empty or unknown', () => {
    expect([text(null), text(draftOf({ check: { kind: 'none' }, tables: [] }))]).toEqual([
      'Add a list of numbers',
      'Add a list of numbers'
    ])
  })

  it.each([
    [{ kind: 'none' }, '1 list'],
    [{ kind: 'reading' }, 'Reading the lists…'],
    [{ kind: 'comparing' }, 'Comparing…'],
    [{ kind: 'failed', error: { code: 'imports-failed' } }, 'Needs attention']
  ] satisfies [DraftCheck, string][])('%o', (check, said) => {
    expect(text(draftOf({ check }))).toBe(said)
  })

  it('counts doubtful numbers only while they are included', () => {
    const summary = summaryOf({ lines: 12, entries: 12, valid: 10, doubtful: 2 })
    const draft = draftOf({ check: { kind: 'ready', summary } })
    expect(text(draft)).toBe('10 numbers ready')
    expect(text({ ...draft, isDoubtfulIncluded: true })).toBe('12 numbers ready')
  })
})
