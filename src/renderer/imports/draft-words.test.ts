import { describe, expect, it } from 'vitest'
import type { DraftCheck, ImportDraft } from '../../shared/imports/imports-state'
import { importsEn } from '../../shared/messages/imports.en'
import { draftText } from './draft-words'
import { draftWith } from './testing/draft-words'

const text = (draft: ImportDraft | null) => draftText(draft, importsEn.places)

describe('what the draft holds', () => {
  it('says what to do while it is empty or not known', () => {
    expect([text(null), text({ ...draftWith({ kind: 'none' }), tables: [] })]).toEqual([
      'Add a list of numbers',
      'Add a list of numbers'
    ])
  })

  it.each([
    [{ kind: 'none' }, '1 list'],
    [{ kind: 'reading' }, 'Reading the lists…'],
    [{ kind: 'comparing' }, 'Comparing…'],
    [{ kind: 'failed', error: { code: 'imports-failed' } }, 'Needs a look']
  ] satisfies [DraftCheck, string][])('%o', (check, said) => {
    expect(text(draftWith(check))).toBe(said)
  })

  it('counts doubtful numbers only while they are switched in', () => {
    const draft = draftWith({
      kind: 'ready',
      summary: {
        lines: 12,
        blankLines: 0,
        undecodableLines: 0,
        entries: 12,
        valid: 10,
        doubtful: 2,
        byReason: [],
        byKind: [],
        byArea: [],
        suggestions: [],
        fixed: 0
      }
    })
    expect(text(draft)).toBe('10 numbers ready')
    expect(text({ ...draft, isDoubtfulIncluded: true })).toBe('12 numbers ready')
  })
})
