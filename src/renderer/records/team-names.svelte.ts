import { plainText } from '../../shared/platform/plain-text'
import { app } from '../platform/state.svelte.ts'

const names = $derived(new Map(app.team.map(({ agentId, label }) => [agentId, plainText(label)])))

/** The user's name for a colleague's desk phone; empty: none. */
export const nameOfAgent = (agentId: number): string => names.get(agentId) ?? ''
