import type { KnownCampaign } from '../../../shared/imports/imports'
import { visibleText } from './rows/visible-text'

const longestId = 200

/** What a campaign is called: the person's own word, else its id. */
export const campaignName = (campaigns: readonly KnownCampaign[], id: string): string =>
  visibleText(campaigns.find((campaign) => campaign.id === id)?.label ?? '') || visibleText(id)

/** Why a text is no campaign id (as `campaignIdSchema` has it); null: it is one. `id`: without spaces around it. */
export function idProblem(id: string): 'too-long' | 'invalid' | null {
  if (id.length > longestId) return 'too-long'
  return id === '' || id === '.' || id === '..' || /\p{Cc}/u.test(id) ? 'invalid' : null
}

/** What a text in the campaign's box can mean. */
export interface CampaignChoices {
  /** Known ones with the text in their name or id, last used first. */
  known: KnownCampaign[]
  /** The id that the text is when it is none of a known campaign; null: it can't be one. */
  newId: string | null
  /** What Enter chooses without going into the list: '' for none; null: the text means nothing. */
  meant: string | null
}

/** The choices for a text. Exactly a name or an id means that campaign, the last used one of several. */
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
