import type { WorkEntry, WorkRun } from '../../../shared/work-lists/schema'
import type { StateStore } from '../../platform/state-store'

type ShownRun = NonNullable<WorkRun>

/** The work on a list as the state's topic `workRun` shows it. */
export class RunView {
  readonly #state: StateStore

  constructor(state: StateStore) {
    this.#state = state
  }

  get run(): WorkRun {
    return this.#state.get('workRun')
  }

  begin(listId: string, isAutomatic: boolean): void {
    const phase = { kind: 'loading' } as const
    this.#state.set('workRun', { listId, isAutomatic, entry: null, next: null, last: null, phase })
  }

  /** Changes a part; does nothing without a run. */
  set(part: Partial<Omit<ShownRun, 'listId'>>): void {
    const { run } = this
    if (run !== null) this.#state.set('workRun', { ...run, ...part })
  }

  /** The same entry with other content; an equal one changes nothing. */
  setEntry(entry: WorkEntry): void {
    if (JSON.stringify(this.run?.entry) !== JSON.stringify(entry)) this.set({ entry })
  }

  clear(): void {
    if (this.run !== null) this.#state.set('workRun', null)
  }
}
