import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/schema'
import type { RecordingFormat } from '../../shared/recordings/schema'
import { Playback } from './playback.svelte.ts'

/** State of loading a recording. `closed`: not requested yet. */
export type PlayerState =
  | { kind: 'closed' }
  | { kind: 'opening' }
  | { kind: 'ready' }
  | { kind: 'unplayable'; format: RecordingFormat }
  /** The audio can't be decoded. */
  | { kind: 'broken' }
  | { kind: 'failed'; error: AppError }

// The call that starts playing as soon as it is shown, because the user skipped to it from the previous recording.
let nextId: string | null = null

/** Makes this call start playing when it is shown next. */
export const playNext = (id: string): void => {
  nextId = id
}

/** Loads the recording of one call and plays it. */
export class Player {
  readonly #commands: Pick<Bridge['commands'], 'recordings:open' | 'recordings:release'>
  readonly #id: string
  readonly playback: Playback
  #state = $state.raw<PlayerState>({ kind: 'closed' })
  #isClosed = false

  constructor(commands: Pick<Bridge['commands'], 'recordings:open' | 'recordings:release'>, id: string) {
    this.#commands = commands
    this.#id = id
    this.playback = new Playback(id, () => (this.#state = { kind: 'broken' }))
  }

  get state(): PlayerState {
    return this.#state
  }

  /** Loads the recording and plays it. */
  async open(): Promise<void> {
    if (this.#isOpening() || this.state.kind === 'ready') return
    this.#state = { kind: 'opening' }
    const reply = await this.#commands['recordings:open']({ id: this.#id })
    if (this.#isClosed || !this.#isOpening()) return
    if (!reply.ok) {
      const isCancelled = reply.error.code === 'cancelled'
      this.#state = isCancelled ? { kind: 'closed' } : { kind: 'failed', error: reply.error }
      return
    }
    const { address, format } = reply.value
    this.#state = format.isPlayable ? { kind: 'ready' } : { kind: 'unplayable', format }
    if (format.isPlayable) this.playback.start(address)
  }

  /** Toggles playback; loads the recording first if needed. */
  toggle(): void {
    if (!this.playback.toggle()) void this.open()
  }

  /** Cancels loading. */
  cancel(): void {
    if (!this.#isOpening()) return
    this.#state = { kind: 'closed' }
    void this.#commands['recordings:release'](undefined)
  }

  /** Starts playback if the user skipped to this call from another recording. */
  start(): void {
    if (nextId === this.#id) void this.open()
    nextId = null
  }

  close(): void {
    this.#isClosed = true
    if (this.state.kind !== 'closed') void this.#commands['recordings:release'](undefined)
  }

  #isOpening(): boolean {
    return this.#state.kind === 'opening'
  }
}
