import type { RecordFilter } from '../../../shared/records/filter-schema'

/** Whose calls a filter shows: those of the user's own desk phone, everyone's, or chosen ones. */
export type WhoseCalls = 'mine' | 'everyone' | 'chosen'

/** See {@link WhoseCalls}. */
export function whoseCalls({ agentIds = [] }: RecordFilter, ownAgentId: number): WhoseCalls {
  if (agentIds.length === 0) return 'everyone'
  return agentIds.length === 1 && agentIds[0] === ownAgentId ? 'mine' : 'chosen'
}

/** The part of a filter that shows the user's own calls, or everyone's. */
export const ownFilter = (isOwn: boolean, ownAgentId: number): Pick<RecordFilter, 'agentIds'> => ({
  agentIds: isOwn ? [ownAgentId] : []
})
