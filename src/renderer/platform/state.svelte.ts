import type { Bridge } from '../../shared/app/contract'
import type { CallerNumbers, Prompt } from '../../shared/dialling/schema'
import type { ContactNames } from '../../shared/contacts/schema'
import type { AppError } from '../../shared/platform/schema'
import type { StateTopic } from '../../shared/app/state'
import { commands, on } from './bridge'
import { accept, type Snapshots } from './snapshots'

const noPrompt: Prompt = { kind: 'none' }
const noNames: ContactNames = {}
const noCallerNumbers: CallerNumbers = { numbers: [], regionChoices: [], defaultNumber: null }

/**
 * The window's copy of the state. It subscribes before it requests the state, and discards older snapshots, so that
 * neither a push during the request nor a late reply can revert it.
 */
class AppState {
  readonly #bridge: Pick<Bridge, 'commands' | 'on'>
  #snapshots = $state.raw<Snapshots>({})
  #error = $state.raw<AppError | null>(null)

  readonly environment = $derived(this.#snapshots.environment?.value ?? null)
  readonly session = $derived(this.#snapshots.session?.value ?? null)
  readonly settings = $derived(this.#snapshots.settings?.value ?? null)
  readonly line = $derived(this.#snapshots.line?.value ?? null)
  /** The prompt or notice of a call being started, whatever started it. */
  readonly prompt = $derived(this.#snapshots.prompt?.value ?? noPrompt)
  /** The caller numbers of the account. */
  readonly callerNumbers = $derived(this.#snapshots.callerNumbers?.value ?? noCallerNumbers)
  readonly hotKeys = $derived(this.#snapshots.hotKeys?.value ?? null)
  readonly links = $derived(this.#snapshots.links?.value ?? null)
  /** Connection to the service, and its history. */
  readonly connection = $derived(this.#snapshots.connection?.value ?? null)
  /** Calls that happened while the line was down; null: none, or dismissed. */
  readonly offline = $derived(this.#snapshots.offline?.value ?? null)
  /** Colleagues' desk phones, in the user's order. */
  readonly team = $derived(this.#snapshots.team?.value ?? [])
  /** The user's call-backs, in the order of their creation. */
  readonly callbacks = $derived(this.#snapshots.callbacks?.value ?? [])
  /** What the user wrote down about calls of the list. */
  readonly wrapUps = $derived(this.#snapshots.wrapUps?.value ?? [])
  /** The contacts of the signed-in tenant. */
  readonly contacts = $derived(this.#snapshots.contacts?.value ?? null)
  /** Who the numbers that are shown belong to, by the digits to dial. */
  readonly contactNames = $derived(this.#snapshots.contactNames?.value ?? noNames)
  /** The records window: period, progress and exports. */
  readonly records = $derived(this.#snapshots.records?.value ?? null)
  readonly recordings = $derived(this.#snapshots.recordings?.value ?? null)
  /** Campaign imports, active and finished. */
  readonly imports = $derived(this.#snapshots.imports?.value ?? null)
  /** The draft: lists that aren't imported yet. */
  readonly importDraft = $derived(this.#snapshots.importDraft?.value ?? null)
  /** Newest first. */
  readonly calls = $derived(this.#snapshots.calls?.value ?? [])

  constructor(bridge: Pick<Bridge, 'commands' | 'on'>) {
    this.#bridge = bridge
  }

  /** Why the state could not be requested. */
  get error(): AppError | null {
    return this.#error
  }

  /** Subscribes, then requests the state; returns a dispose function. */
  start(): () => void {
    const off = this.#bridge.on['state:changed']((snapshot) => {
      this.#snapshots = accept(this.#snapshots, snapshot)
    })
    void this.ask()
    return off
  }

  async ask(): Promise<void> {
    const reply = await this.#bridge.commands['app:state'](undefined)
    this.#error = reply.ok ? null : reply.error
    if (!reply.ok) return
    const topics = Object.keys(reply.value) as StateTopic[]
    this.#snapshots = topics.reduce((known, topic) => accept(known, reply.value[topic]), this.#snapshots)
  }
}

/** The window's copy of the state. */
export const app = new AppState({ commands, on })
