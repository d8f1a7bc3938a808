import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { campaignIdSchema } from '../../../shared/imports/schema'
import { campaignChoices, campaignName, idProblem } from './campaign-choice'

const campaigns = [
  { id: 'task-2', label: '春季回访', lastUsedAtMs: 2, sent: 10 },
  { id: 'task-1', label: 'Renewals', lastUsedAtMs: 1, sent: 0 },
  { id: 'task-0', label: '', lastUsedAtMs: 0, sent: 0 }
]

describe('choosing a campaign', () => {
  it('a campaign is shown by the user’s label, otherwise by its id', () => {
    expect(campaignName(campaigns, 'task-2')).toBe('春季回访')
    expect(campaignName(campaigns, 'task-0')).toBe('task-0')
    expect(campaignName(campaigns, 'unheard-of')).toBe('unheard-of')
  })

  it('an empty field offers all campaigns and selects none', () => {
    expect(campaignChoices(campaigns, '  ')).toEqual({ known: campaigns, newId: null, meant: '' })
  })

  it('part of a name or id finds campaigns, and can also be a new id', () => {
    const choices = campaignChoices(campaigns, 'renew')
    expect(choices.known.map(({ id }) => id)).toEqual(['task-1'])
    expect(choices).toMatchObject({ newId: 'renew', meant: 'renew' })
  })

  it('a complete name or id selects that campaign', () => {
    expect(campaignChoices(campaigns, '春季回访').meant).toBe('task-2')
    expect(campaignChoices(campaigns, 'RENEWALS').meant).toBe('task-1')
    expect(campaignChoices(campaigns, ' task-0 ')).toMatchObject({ newId: null, meant: 'task-0' })
  })

  it('an invalid id selects nothing', () => {
    expect(campaignChoices(campaigns, '..').meant).toBeNull()
    expect(idProblem('x'.repeat(201))).toBe('too-long')
  })

  it('an id is valid exactly if the contract’s schema accepts it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ minLength: 195, maxLength: 205 })), (text) => {
        const id = text.trim()
        expect(idProblem(id) === null).toBe(campaignIdSchema.safeParse(id).success)
      })
    )
  })
})
