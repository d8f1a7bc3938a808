import { SvelteMap } from 'svelte/reactivity'
import type { Bridge } from '../../shared/app/contract'
import type { AllSnapshots, AppState, StateTopic } from '../../shared/app/state'
import type { AppError } from '../../shared/platform/schema'
import { commands, on } from './bridge'
import { accept, type Snapshots } from './snapshots'

/** What views read of a topic before its first snapshot; null for the other topics. */
const unknown = {
  prompt: { kind: 'none' },
  callerNumbers: { numbers: [], regionChoices: [], defaultNumber: null },
  team: [],
  callbacks: [],
  contactNames: {},
  wrapUps: [],
  calls: []
} satisfies Partial<AppState>

/** The value of each topic; null: not known yet. */
type Topics = {
  readonly [T in StateTopic]: T extends keyof typeof unknown ? AppState[T] : AppState[T] | null
}

/**
 * The window's copy of the state. It subscribes before it requests the state, and discards older snapshots, so that
 * neither a push during the request nor a late reply can revert it.
 */
class StateCopy {
  readonly #bridge: Pick<Bridge, 'commands' | 'on'>
  #snapshots: Snapshots = {}
  /** By topic, so that a push updates the views of its topic only. */
  readonly #values = new SvelteMap<PropertyKey, unknown>()
  #error = $state.raw<AppError | null>(null)

  constructor(bridge: Pick<Bridge, 'commands' | 'on'>) {
    this.#bridge = bridge
  }

  /** Why the state could not be requested. */
  get error(): AppError | null {
    return this.#error
  }

  /** The value of a topic; undefined before its first snapshot. */
  valueOf(topic: PropertyKey): unknown {
    return this.#values.get(topic)
  }

  /** Subscribes, then requests the state; returns a dispose function. */
  start(): () => void {
    const off = this.#bridge.on['state:changed']((snapshot) => this.#accept(snapshot))
    void this.ask()
    return off
  }

  async ask(): Promise<void> {
    const reply = await this.#bridge.commands['app:state'](undefined)
    this.#error = reply.ok ? null : reply.error
    if (!reply.ok) return
    for (const snapshot of Object.values(reply.value)) this.#accept(snapshot)
  }

  #accept(snapshot: AllSnapshots[StateTopic]): void {
    this.#snapshots = accept(this.#snapshots, snapshot)
    this.#values.set(snapshot.topic, this.#snapshots[snapshot.topic]?.value)
  }
}

/** The window's copy of the state. */
export const stateCopy = new StateCopy({ commands, on })

/** The topics of the state. A proxy, because their names are in the main process's table only. */
export const app = new Proxy({} as Topics, {
  get: (_, topic) => stateCopy.valueOf(topic) ?? (Reflect.get(unknown, topic) as unknown) ?? null
})
