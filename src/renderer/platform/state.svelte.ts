import type { Bridge } from '../../shared/app/contract'
import type { Prompt } from '../../shared/dialling/dialling'
import type { AppError } from '../../shared/platform/errors'
import type { StateTopic } from '../../shared/app/state'
import { commands, on } from './bridge'
import { accept, type Snapshots } from './snapshots'

const noPrompt: Prompt = { kind: 'none' }

/**
 * The one state as the window knows it. It listens before it asks, and drops what is older, so that
 * neither a push during the question nor a late reply can turn it back.
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
    /** What is asked or told on the way to a call, by whatever way in. */
    get prompt() {
      return prompt
    },
    get hotKeys() {
      return hotKeys
    },
    get links() {
      return links
    },
    /** How the service is reached, and what happened to the connection. */
    get connection() {
      return connection
    },
    /** What went on while the line was down; null: nothing, or it was seen. */
    get offline() {
      return offline
    },
    /** Colleagues' desk phones, in the person's order. */
    get team() {
      return team
    },
    /** The records window: its period, progress and exports. */
    get records() {
      return records
    },
    get recordings() {
      return recordings
    },
    /** Imports into campaigns, under way and done. */
    get imports() {
      return imports
    },
    /** Lists that are looked at before anything is sent. */
    get importDraft() {
      return importDraft
    },
    /** Newest first. */
    get calls() {
      return calls
    },
    /** Why the state could not be asked for. */
    get error() {
      return error
    },

    /** Listens, then asks; gives back the function that ends the listening. */
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

/** The window's view of the one state. */
export const app = createAppState({ commands, on })
