/** One accepted import (导号到号码库). */
interface AcceptedImport {
  /** Ms since 1970. */
  at: number
  numbers: readonly string[]
}

/** 一个campaign(呼叫任务)对应一个号码库,一个号码库中包含若干被叫号码。 */
export interface Campaigns {
  ids: () => string[]
  has: (campaignId: string) => boolean
  create: (campaignId: string) => void
  /** Stores the numbers unchanged, including duplicates: the document doesn't promise deduplication. */
  accept: (campaignId: string, numbers: readonly string[]) => void
  /** Returns every accepted number, in order; empty for an unknown campaign. */
  numbers: (campaignId: string) => string[]
  /** Returns every accepted request, in order. */
  imports: (campaignId: string) => readonly AcceptedImport[]
}

export function createCampaigns(ids: readonly string[], now: () => number): Campaigns {
  const libraries = new Map<string, AcceptedImport[]>(ids.map((id) => [id, []]))
  return {
    ids: () => [...libraries.keys()],
    has: (campaignId) => libraries.has(campaignId),
    create: (campaignId) => {
      if (!libraries.has(campaignId)) libraries.set(campaignId, [])
    },
    accept: (campaignId, numbers) => libraries.get(campaignId)?.push({ at: now(), numbers }),
    numbers: (campaignId) => (libraries.get(campaignId) ?? []).flatMap((accepted) => accepted.numbers),
    imports: (campaignId) => libraries.get(campaignId) ?? []
  }
}
