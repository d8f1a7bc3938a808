import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'
import type { RecordsState } from '../../../shared/records/state-schema'
import { kindOf, type Period, type PeriodKind } from './periods'

/** The period that is shown. */
export class PeriodState {
  readonly #commands: Pick<Bridge['commands'], 'records:load'>
  readonly #records: () => RecordsState | null
  /** The service's time, epoch ms. */
  readonly #nowMs: () => number
  #preferredKind: PeriodKind | null = null
  #error = $state.raw<AppError | null>(null)

  // Every push replaces the whole state; only other limits make another period.
  readonly #startMs = $derived.by(() => this.#records()?.period?.startMs ?? null)
  readonly #endMs = $derived.by(() => this.#records()?.period?.endMs ?? null)
  readonly current = $derived<Period | null>(
    this.#startMs === null || this.#endMs === null ? null : { startMs: this.#startMs, endMs: this.#endMs }
  )

  constructor(
    commands: Pick<Bridge['commands'], 'records:load'>,
    { records, nowMs }: { records: () => RecordsState | null; nowMs: () => number }
  ) {
    this.#commands = commands
    this.#records = records
    this.#nowMs = nowMs
  }

  /** Null: a period without a name. */
  get kind(): PeriodKind | null {
    return this.current === null ? null : kindOf(this.current, this.#nowMs(), this.#preferredKind)
  }
  /** Why a period could not be requested. */
  get error(): AppError | null {
    return this.#error
  }

  async load(next: Period, kind = this.#preferredKind): Promise<void> {
    this.#preferredKind = kind
    this.#error = null
    const reply = await this.#commands['records:load'](next)
    if (!reply.ok) this.#error = reply.error
  }
}
