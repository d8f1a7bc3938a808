import type { AppError } from '../../../shared/platform/schema'
import type { RequestDecision } from '../../../shared/imports/imports'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { ImportInput, ImportOperation, ImportOutput } from '../imports-operations'
import { createManualClock } from '../../platform/testing/manual-clock'
import type { Clock } from '../../platform/ports'
import { planOf, type RequestFact } from '../sending/import-plan'
import { ImportSender, type SenderProgress } from '../sending/import-sender'
import type { ImportsStore, StoreResult } from '../imports-store'

/** How the service refers to a bad number when it refuses a request. */
export const pointers = {
  none: () => undefined,
  field: () => 'numbers',
  'from 0': (at: number) => `numbers[${at}]`,
  'from 1': (at: number) => `numbers[${at + 1}]`,
  dotted: (at: number) => `numbers.${at + 1}`,
  path: (at: number) => `/numbers/${at}`,
  'always the first': () => 'numbers[0]',
  outside: () => 'numbers[999]'
} as const

/** How the service and the network treat a request. `truly`: according to its numbers. */
export interface Treatment {
  kind:
    | 'truly'
    | 'lost'
    | 'lost-not-taken'
    | 'thrown'
    | 'rate-limited'
    | 'token-refused'
    | 'not-found'
    | 'field-elsewhere'
    | 'timed-out-there'
    | 'unreachable'
  delayMs: number
  /** Whether numbers are taken on arrival rather than with the answer. */
  isTakenEarly: boolean
}

/** How the store's process treats a write. `dies…`: before or after it is on disk. `short`: one number is missing. */
export interface Writing {
  kind: 'written' | 'dies-before' | 'dies-after' | 'full' | 'short'
  delayMs: number
  isWrittenEarly: boolean
}

/** The initial conditions. */
export interface Setting {
  total: number
  bad: readonly number[]
  batchSize: number
  pointer: keyof typeof pointers
  /** Maximum request size that the service accepts. */
  maxNumbers: number
  /** Whether the store accepts an outcome for a request that it marked unknown after a restart of its process. */
  isStoreTaught: boolean
  treatments: readonly Treatment[]
  writings: readonly Writing[]
}

/** A request as stored, and whether it was actually taken. */
export interface TrueRequest extends RequestFact {
  wasTaken: boolean
}

const truly: Treatment = { kind: 'truly', delayMs: 0, isTakenEarly: true }
const whole: Writing = { kind: 'written', delayMs: 0, isWrittenEarly: true }
const numberAt = (position: number): string => `138${String(position).padStart(8, '0')}`

/** Simulates the service with its library, the store on disk, and a sender that can be killed at any moment. */
export class ImportWorld {
  readonly clock = createManualClock()
  readonly requests = new Map<number, TrueRequest>()
  readonly wrongs: string[] = []
  /** Positions of each request that the service took. */
  readonly library: number[][] = []
  readonly sizes: number[] = []
  state: 'open' | 'ended' | 'cancelled' = 'open'
  requestsAtOnce = 1
  isSignedIn = true
  sender: ImportSender | null = null
  readonly told: SenderProgress[] = []
  calls = 0
  /** Maximum number of parallel requests observed. */
  mostAtOnce = 0

  private atWork = 0
  private isCancelled = false
  private life = { isOver: false }
  private treatments: Treatment[]
  private writings: Writing[]

  constructor(private readonly setting: Setting) {
    this.treatments = [...setting.treatments]
    this.writings = [...setting.writings]
    this.start()
  }

  /** Ends all faults. */
  heal(): void {
    this.treatments = []
    this.writings = []
    this.isSignedIn = true
  }

  facts(): TrueRequest[] {
    return [...this.requests.values()].sort((a, b) => a.no - b.no)
  }

  plan() {
    return planOf(this.setting.total, this.facts())
  }

  /** Kills the program; what it has sent still arrives. */
  async kill(): Promise<void> {
    // Deliver answers that have already arrived.
    await this.clock.advance(0)
    this.life.isOver = true
    this.sender = null
    this.recover()
    this.start()
  }

  async closeAndStart(): Promise<void> {
    const closed = this.sender?.close()
    await this.clock.advance(300_000)
    await closed
    await this.kill()
  }

  /** Simulates a restart of the store's process. */
  recover(): void {
    for (const request of this.requests.values()) request.outcome ??= 'unknown'
  }

  decide(index: number, decision: RequestDecision): void {
    const open = this.facts().filter((one) => one.outcome === 'unknown' && one.decision === null)
    const one = open[index % Math.max(1, open.length)]
    if (one === undefined) return
    one.decision = decision
    if (decision === 'again' && this.state === 'ended') this.state = 'open'
    if (decision === 'taken') this.sender?.markTaken({ from: one.from, to: one.to })
    else if (this.sender !== null) this.sender.reopen({ from: one.from, to: one.to })
    else this.start()
  }

  private start(): void {
    if (this.state !== 'open') return
    const life = { isOver: false }
    this.life = life
    this.atWork = 0
    this.isCancelled = false
    const clock: Clock = {
      now: () => this.clock.now(),
      moment: () => this.clock.moment(),
      after: (delayMs, task) => this.clock.after(delayMs, () => (life.isOver ? undefined : task()))
    }
    const store: ImportsStore = {
      ask: (operation, input) => this.alive(life, this.write(operation, input))
    }
    const sender = new ImportSender({
      store,
      service: () =>
        this.isSignedIn
          ? {
              importNumbers: (_id, numbers, options) => this.alive(life, this.take(numbers, options?.signal))
            }
          : null,
      clock,
      id: 'import',
      campaignId: 'campaign',
      plan: this.plan(),
      batchSize: this.setting.batchSize,
      requestsAtOnce: () => this.requestsAtOnce,
      random: () => 0.5,
      onChange: (progress) => this.hear(progress)
    })
    this.sender = sender
  }

  private hear(progress: SenderProgress): void {
    const { sent, refused, unknown, waiting, undecided } = progress
    if (sent + refused + unknown + waiting !== this.setting.total) this.wrongs.push('counts do not add up')
    if (Math.min(sent, refused, unknown, waiting, undecided) < 0) this.wrongs.push('a count below zero')
    this.told.push(progress)
  }

  private alive<T>(life: { isOver: boolean }, answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => {
          if (!life.isOver) resolve(value)
        },
        (error: unknown) => {
          if (!life.isOver) reject(error instanceof Error ? error : new Error('lost'))
        }
      )
    })
  }

  private wait(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (delayMs === 0 || signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const end = (): void => {
        cancel()
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const cancel = this.clock.after(delayMs, end)
      signal?.addEventListener('abort', end)
    })
  }

  /** Cancels the import; sending anything afterwards is an error, unless the import had already ended. */
  cancel(): Promise<void> {
    this.isCancelled = this.sender !== null
    return this.sender?.cancel() ?? Promise.resolve()
  }

  // ── the store ──

  private async write<O extends Exclude<ImportOperation, 'open'>>(
    operation: O,
    input: ImportInput<O>
  ): Promise<StoreResult<ImportOutput<O>>> {
    const { life } = this
    const { kind, delayMs, isWrittenEarly } = this.writings.shift() ?? whole
    const failure: StoreResult<never> = { ok: false, error: { code: 'imports-failed' } }
    const doIt = (): StoreResult<unknown> => {
      if (kind === 'full' || kind === 'dies-before') return failure
      return this.apply(operation, input, kind === 'short' ? 1 : 0)
    }
    const early = isWrittenEarly ? doIt() : null
    await this.wait(delayMs)
    // A killed process doesn't write.
    const answer = early ?? (life.isOver ? failure : doIt())
    if (kind === 'dies-before' || kind === 'dies-after') {
      if (!life.isOver) this.recover()
      return failure
    }
    return answer as StoreResult<ImportOutput<O>>
  }

  private apply(operation: string, input: object, missing: number): StoreResult<unknown> {
    const refusal = (code: 'input-invalid' | 'not-found'): StoreResult<never> => ({
      ok: false,
      error: { code }
    })
    if (operation === 'setImportState') {
      const { state } = input as ImportInput<'setImportState'>
      if (state === 'ended' && this.plan().waiting.length > 0) return refusal('input-invalid')
      this.state = state
      this.isCancelled = false
      return { ok: true, value: null }
    }
    if (operation === 'beginRequest') {
      const { no, from, to } = input as ImportInput<'beginRequest'>
      const isOpen = ({ outcome, decision }: TrueRequest): boolean =>
        outcome === 'not-taken' || outcome === 'split' || (outcome === 'unknown' && decision === 'again')
      const others = this.facts().filter(
        (one) => one.no === no || (one.from < to && from < one.to && !isOpen(one))
      )
      if (others.length > 0 || this.state !== 'open') {
        this.wrongs.push(`request ${no} begins wrongly`)
        return refusal('input-invalid')
      }
      this.requests.set(no, { no, from, to, outcome: null, cuts: [], decision: null, wasTaken: false })
      return { ok: true, value: { numbers: range(from, to - missing).map(numberAt) } }
    }
    const { no, outcome, cuts } = input as ImportInput<'recordOutcome'>
    const request = this.requests.get(no)
    if (request === undefined) return refusal('not-found')
    if (request.outcome === outcome) return { ok: true, value: null }
    if (request.outcome !== null && (request.outcome !== 'unknown' || !this.setting.isStoreTaught))
      return refusal('input-invalid')
    Object.assign(request, { outcome, cuts, decision: null })
    return { ok: true, value: null }
  }

  // ── the service ──

  private async take(numbers: readonly string[], signal?: AbortSignal): Promise<Result<undefined>> {
    this.calls += 1
    this.sizes.push(numbers.length)
    const positions = numbers.map((number) => Number(number.slice(3)))
    const [from, to] = [positions[0] ?? -1, (positions.at(-1) ?? -1) + 1]
    const request = this.facts().findLast((one) => one.from === from && one.to === to)
    const isWritten =
      request?.outcome === null || (request?.outcome === 'unknown' && request.decision === null)
    if (request === undefined || !isWritten)
      this.wrongs.push(`${from}-${to} is sent without being written down`)
    const status = this.sender?.progress().status.kind
    if (status !== 'running') this.wrongs.push(`sent while ${status ?? 'closed'}`)
    if (signal?.aborted === true) this.wrongs.push('sent after the end')
    if (this.isCancelled) this.wrongs.push('sent after it was cancelled')
    this.atWork += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atWork)
    if (this.atWork > 4) this.wrongs.push('too many at once')

    const { life } = this
    const treatment = this.treatments.shift() ?? truly
    const bad = positions.findIndex((position) => this.setting.bad.includes(position))
    const isTooLarge = positions.length > this.setting.maxNumbers
    const isTaking = (treatment.kind === 'truly' || treatment.kind === 'lost') && bad < 0 && !isTooLarge
    const takeIn = (): void => {
      if (!isTaking) return
      this.library.push(positions)
      if (request !== undefined) request.wasTaken = true
    }
    if (treatment.isTakenEarly) takeIn()
    else if (isTaking) this.clock.after(treatment.delayMs, takeIn)
    await this.wait(treatment.delayMs, signal)
    if (!life.isOver) this.atWork -= 1
    if (treatment.kind === 'thrown') throw new Error('lost')
    if (signal?.aborted === true)
      return failed({ code: treatment.kind === 'unreachable' ? 'cancelled' : 'import-unknown' })
    if (treatment.kind !== 'truly') return failed(errorOf[treatment.kind])
    if (isTooLarge) return failed({ code: 'service-refused', status: 413 })
    if (bad < 0) return succeeded(undefined)
    const field = pointers[this.setting.pointer](bad)
    return failed({ code: 'service-refused', status: 422, ...(field === undefined ? {} : { field }) })
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

const errorOf: Record<Exclude<Treatment['kind'], 'truly' | 'thrown'>, AppError> = {
  lost: { code: 'import-unknown' },
  'lost-not-taken': { code: 'import-unknown', status: 502 },
  'rate-limited': { code: 'rate-limited', status: 429, retryAfterMs: 7_000 },
  'token-refused': { code: 'token-refused', status: 401 },
  'not-found': { code: 'not-found', status: 404 },
  'field-elsewhere': { code: 'service-refused', status: 422, field: 'campaignId' },
  'timed-out-there': { code: 'reply-invalid', status: 408 },
  unreachable: { code: 'unreachable' }
}
