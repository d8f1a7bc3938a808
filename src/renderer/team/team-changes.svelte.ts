import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/schema'
import type { TeamEntry, TeamMember } from '../../shared/team/schema'
import { commands } from '../platform/bridge'
import { app } from '../platform/state.svelte.ts'
import { membersOf } from './team'

/**
 * The team with its unsaved changes. A change is visible at once, and the next one builds on it even before its
 * reply arrives.
 */
function createTeamChanges(bridge: Pick<Bridge, 'commands'>, kept: () => readonly TeamMember[]) {
  let changed = $state.raw<TeamEntry[] | null>(null)
  let removed = $state.raw<{ entry: TeamEntry; index: number } | null>(null)
  let error = $state.raw<AppError | null>(null)
  let pending = 0

  const members = $derived(changed === null ? kept() : membersOf(changed, kept()))

  const entries = (): TeamEntry[] => changed ?? kept().map(({ agentId, label }) => ({ agentId, label }))

  async function set(next: TeamEntry[]): Promise<AppError | null> {
    changed = next
    error = null
    pending += 1
    const reply = await bridge.commands['team:set']({ entries: next })
    pending -= 1
    if (pending === 0 || !reply.ok) changed = null
    if (reply.ok) return null
    error = reply.error
    return reply.error
  }

  return {
    get members() {
      return members
    },
    /** The last removed entry, until the next change or until the page closes. */
    get removed() {
      return removed
    },
    /** Why the last change wasn't saved. */
    get error() {
      return error
    },
    /** Resets what lasts until the page closes. */
    leave(): void {
      removed = null
      error = null
    },
    add(added: readonly TeamEntry[]): Promise<AppError | null> {
      removed = null
      return set([...entries(), ...added])
    },
    rename(agentId: number, label: string): Promise<AppError | null> {
      return set(entries().map((entry) => (entry.agentId === agentId ? { agentId, label } : entry)))
    },
    /** Reorders the list. */
    arrange(order: (entries: TeamEntry[]) => TeamEntry[]): Promise<AppError | null> {
      removed = null
      return set(order(entries()))
    },
    async remove(agentId: number): Promise<void> {
      const before = entries()
      const index = before.findIndex((entry) => entry.agentId === agentId)
      const entry = before[index]
      if (entry === undefined) return
      removed = { entry, index }
      const failure = await set(before.toSpliced(index, 1))
      if (failure !== null) removed = null
    },
    /** Restores the last removed entry at its place. */
    async undo(): Promise<void> {
      if (removed === null) return
      const { entry, index } = removed
      removed = null
      await set(entries().toSpliced(index, 0, entry))
    }
  }
}

/** The window's unsaved changes of the team. */
export const teamChanges = createTeamChanges({ commands }, () => app.team)
