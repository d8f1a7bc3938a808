import type { KnownCampaign } from '../../../shared/imports/schema'
import { visibleText } from './rows/visible-text'

const longestId = 200

/** Display name of a campaign: the user's label, else its id. */
export const campaignName = (campaigns: readonly KnownCampaign[], id: string): string =>
  visibleText(campaigns.find((campaign) => campaign.id === id)?.label ?? '') || visibleText(id)

/** Validates a trimmed campaign id, as `campaignIdSchema` does; null: valid. */
export function idProblem(id: string): 'too-long' | 'invalid' | null {
  if (id.length > longestId) return 'too-long'
  return id === '' || id === '.' || id === '..' || /\p{Cc}/u.test(id) ? 'invalid' : null
}

/** Interpretations of the text in the campaign box. */
export interface CampaignChoices {
  /** Known campaigns whose label or id contains the text, most recently used first. */
  known: KnownCampaign[]
  /** The text as a new campaign id; null: invalid, or already known. */
  newId: string | null
  /** The id that Enter selects while no option is active: '' for none; null: the text is invalid. */
  meant: string | null
}

/** Interprets a text. An exact label or id selects that campaign, the most recently used one if there are several. */
export function campaignChoices(campaigns: readonly KnownCampaign[], text: string): CampaignChoices {
  const typed = text.trim()
  const part = typed.toLowerCase()
  const known = campaigns.filter(
    ({ id, label }) => id.toLowerCase().includes(part) || label.toLowerCase().includes(part)
  )
  if (typed === '') return { known, newId: null, meant: '' }
  const exact =
    campaigns.find(({ id }) => id === typed) ?? campaigns.find(({ label }) => label.toLowerCase() === part)
  const isId = idProblem(typed) === null
  const newId = isId && !campaigns.some(({ id }) => id === typed) ? typed : null
  return { known, newId, meant: exact?.id ?? newId }
}
