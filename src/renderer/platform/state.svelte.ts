import type { Bridge } from '../../shared/app/contract'
import type { Prompt } from '../../shared/dialling/dialling'
import type { AppError } from '../../shared/platform/errors'
import type { StateTopic } from '../../shared/app/state'
import { commands, on } from './bridge'
import { accept, type Snapshots } from './snapshots'

const noPrompt: Prompt = { kind: 'none' }

/**
 * The window's copy of the state. It subscribes before it requests the state, and discards older snapshots, so that
 * neither a push during the request nor a late reply can revert it.
 */
function createAppState(bridge: Pick<Bridge, 'commands' | 'on'>) {
  let snapshots = $state.raw<Snapshots>({})
  let error = $state.raw<AppError | null>(null)

  const environment = $derived(snapshots.environment?.value ?? null)
  const session = $derived(snapshots.session?.value ?? null)
  const settings = $derived(snapshots.settings?.value ?? null)
  const line = $derived(snapshots.line?.value ?? null)
  const prompt = $derived(snapshots.prompt?.value ?? noPrompt)
  const hotKeys = $derived(snapshots.hotKeys?.value ?? null)
  const links = $derived(snapshots.links?.value ?? null)
  const connection = $derived(snapshots.connection?.value ?? null)
  const offline = $derived(snapshots.offline?.value ?? null)
  const team = $derived(snapshots.team?.value ?? [])
  const records = $derived(snapshots.records?.value ?? null)
  const recordings = $derived(snapshots.recordings?.value ?? null)
  const imports = $derived(snapshots.imports?.value ?? null)
  const importDraft = $derived(snapshots.importDraft?.value ?? null)
  const calls = $derived(snapshots.calls?.value ?? [])

  return {
    get environment() {
      return environment
    },
    get session() {
      return session
    },
    get settings() {
      return settings
    },
    get line() {
      return line
    },
    /** The prompt or notice of a call being started, whatever started it. */
    get prompt() {
      return prompt
    },
    get hotKeys() {
      return hotKeys
    },
    get links() {
      return links
    },
    /** Connection to the service, and its history. */
    get connection() {
      return connection
    },
    /** Calls that happened while the line was down; null: none, or dismissed. */
    get offline() {
      return offline
    },
    /** Colleagues' desk phones, in the user's order. */
    get team() {
      return team
    },
    /** The records window: period, progress and exports. */
    get records() {
      return records
    },
    get recordings() {
      return recordings
    },
    /** Campaign imports, active and finished. */
    get imports() {
      return imports
    },
    /** The draft: lists that aren't imported yet. */
    get importDraft() {
      return importDraft
    },
    /** Newest first. */
    get calls() {
      return calls
    },
    /** Why the state could not be requested. */
    get error() {
      return error
    },

    /** Subscribes, then requests the state; returns a dispose function. */
    start(): () => void {
      const off = bridge.on['state:changed']((snapshot) => {
        snapshots = accept(snapshots, snapshot)
      })
      void this.ask()
      return off
    },

    async ask(): Promise<void> {
      const reply = await bridge.commands['app:state'](undefined)
      if (!reply.ok) {
        error = reply.error
        return
      }
      error = null
      const topics = Object.keys(reply.value) as StateTopic[]
      snapshots = topics.reduce((known, topic) => accept(known, reply.value[topic]), snapshots)
    }
  }
}

/** The window's copy of the state. */
export const app = createAppState({ commands, on })
