import type { RequestDecision } from '../../../shared/imports/imports'
import { type ImportSummary, maxShownImports } from '../../../shared/imports/state-schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { ImportRecord } from '../imports-operations'
import type { CallService, Clock } from '../../platform/ports'
import { ImportSender, type SenderProgress } from './import-sender'
import { importSummary, isUnderWay } from './import-summary'
import type { TopicPublisher } from '../../platform/topic-publisher'
import type { ImportsStore } from '../imports-store'
import type { PositionRange } from './range-queue'

/** How long quitting waits for a pending answer, in ms; after that the request's outcome is unknown. */
const answerLimitMs = 10_000

/** An event of an import worth a notification. */
export interface ImportAlert {
  kind: 'import-ended' | 'import-stopped' | 'import-interrupted'
  import: ImportSummary
}

/** What {@link ImportRuns} needs. `requestsAtOnce`: the user's setting. */
export interface ImportRunsDeps {
  store: ImportsStore
  publisher: TopicPublisher<'imports'>
  clock: Clock
  service: () => Pick<CallService, 'importNumbers'> | null
  requestsAtOnce: () => number
  onAlert: (alert: ImportAlert) => void
  /** Further conditions for sending anything. */
  mayImport: () => Result<undefined>
  /** An import ended, or added numbers to a campaign. */
  onCountsChanged: () => void
}

/** The campaign imports of one account; at most one of them sends at a time. */
export class ImportRuns {
  private records: readonly ImportRecord[] = []
  private readonly senders = new Map<string, ImportSender>()
  /** Ids of imports that were open when Deskline last ended and haven't been resumed. */
  private readonly interrupted = new Set<string>()
  private isClosed = false

  constructor(private readonly deps: ImportRunsDeps) {}

  /** Loads the stored imports. Those still open are interrupted: they wait until the user resumes them. */
  async load(): Promise<Result<undefined>> {
    const loaded = await this.reload()
    if (!loaded.ok) return loaded
    for (const { id, state } of this.records) if (state === 'open') this.interrupted.add(id)
    this.publishNow()
    for (const id of this.interrupted) this.alert('import-interrupted', id)
    return loaded
  }

  /** Reads the stored imports again and publishes them. */
  async reload(): Promise<Result<undefined>> {
    const stored = await this.deps.store.ask('imports', {})
    if (!stored.ok) return stored
    this.records = stored.value
    this.publishNow()
    return succeeded(undefined)
  }

  /** `import-running` while another import is running; `imports-lost`. */
  mayStart(): Result<undefined> {
    return this.maySend(null)
  }

  /** Starts sending an import that was just created. */
  begin(record: ImportRecord): Promise<Result<undefined>> {
    this.records = [record, ...this.records]
    return this.resume(record.id)
  }

  async resume(id: string): Promise<Result<undefined>> {
    const allowed = this.maySend(id)
    if (!allowed.ok) return allowed
    // Checked again once the sender exists: another import may have been resumed in the meantime.
    return this.withSender(
      id,
      (sender) => sender.resume(),
      () => this.maySend(id)
    )
  }

  /** Resolves when no request of it is in flight. */
  pause(id: string): Promise<Result<undefined>> {
    return this.withSender(id, (sender) => sender.pause())
  }

  cancel(id: string): Promise<Result<undefined>> {
    return this.withSender(id, (sender) => sender.cancel())
  }

  /** `not-found`: no such request, its answer is still pending, or its outcome is known. */
  async decide(id: string, no: number, decision: RequestDecision): Promise<Result<undefined>> {
    const record = this.find(id)
    // After a restart of the store's process, a request in flight is stored as unknown; its answer is still to come.
    if (record === null || this.senders.get(id)?.isUnderWay(no) === true) return failed({ code: 'not-found' })
    const { waiting, status } = this.summaryOf(record)
    // Deciding about some numbers doesn't send the rest of a paused import.
    const isAtOnce = waiting === 0 || status.kind === 'running' || status.kind === 'waiting'
    const nowMs = this.deps.clock.now()
    const range = await this.deps.store.ask('decideRequest', { id, no, decision, nowMs })
    if (!range.ok) return range
    this.deps.onCountsChanged()
    if (decision === 'again') return this.reopen(id, range.value, isAtOnce)
    this.senders.get(id)?.markTaken(range.value)
    return this.reload()
  }

  /** `input-invalid` while it isn't finished. */
  async remove(id: string): Promise<Result<undefined>> {
    if (this.senders.has(id)) return failed({ code: 'input-invalid' })
    const removed = await this.deps.store.ask('removeImport', { id })
    return removed.ok ? this.reload() : removed
  }

  find(id: string): ImportRecord | null {
    return this.records.find((record) => record.id === id) ?? null
  }

  /** The import that is sending, or will continue by itself; null: none. */
  underWay(): ImportSummary | null {
    return this.summaries().find(isUnderWay) ?? null
  }

  /** Sends no further request; waits up to 10 s for those in flight. */
  async pauseAll(): Promise<void> {
    const pauses = [...this.senders.values()].map((sender) => sender.pause())
    await Promise.all(pauses.map((pause) => within(this.deps.clock, pause, answerLimitMs)))
  }

  /** Pauses all imports permanently. Resolves when no request is in flight. */
  async close(): Promise<void> {
    this.isClosed = true
    await this.pauseAll()
    await Promise.all([...this.senders.values()].map((sender) => sender.close()))
    this.senders.clear()
  }

  private summaryOf(record: ImportRecord): ImportSummary {
    const progress = this.senders.get(record.id)?.progress() ?? null
    return importSummary(record, progress, this.interrupted.has(record.id))
  }

  private summaries(): ImportSummary[] {
    return this.records.map((record) => this.summaryOf(record))
  }

  private publish(): void {
    this.deps.publisher.update({ imports: this.summaries().slice(0, maxShownImports) })
  }

  private publishNow(): void {
    this.deps.publisher.updateNow({ imports: this.summaries().slice(0, maxShownImports) })
  }

  private alert(kind: ImportAlert['kind'], id: string): void {
    const record = this.find(id)
    if (record !== null) this.deps.onAlert({ kind, import: this.summaryOf(record) })
  }

  private maySend(id: string | null): Result<undefined> {
    const allowed = this.deps.mayImport()
    if (!allowed.ok) return allowed
    const other = this.underWay()
    return other === null || other.id === id ? succeeded(undefined) : failed({ code: 'import-running' })
  }

  private async withSender(
    id: string,
    act: (sender: ImportSender) => void | Promise<void>,
    may: () => Result<undefined> = () => succeeded(undefined)
  ): Promise<Result<undefined>> {
    const record = this.find(id)
    if (record === null) return failed({ code: 'not-found' })
    if (record.state !== 'open') return failed({ code: 'input-invalid' })
    const sender = await this.senderOf(record)
    if (!sender.ok) return sender
    if (this.isClosed) return failed({ code: 'cancelled' })
    const allowed = may()
    if (!allowed.ok) return allowed
    await act(sender.value)
    this.publishNow()
    return succeeded(undefined)
  }

  private async senderOf({ id, campaignId, batchSize }: ImportRecord): Promise<Result<ImportSender>> {
    const { store, service, clock, requestsAtOnce } = this.deps
    const known = this.senders.get(id)
    if (known !== undefined) return succeeded(known)
    const plan = await store.ask('plan', { id })
    if (!plan.ok) return plan
    if (this.isClosed) return failed({ code: 'cancelled' })
    const meanwhile = this.senders.get(id)
    if (meanwhile !== undefined) return succeeded(meanwhile)
    const sender = new ImportSender({
      ...{ store, service, clock, id, campaignId, batchSize, requestsAtOnce },
      plan: plan.value,
      onChange: this.progressListener(id)
    })
    this.senders.set(id, sender)
    this.interrupted.delete(id)
    return succeeded(sender)
  }

  private progressListener(id: string): (progress: SenderProgress) => void {
    let former: SenderProgress['status']['kind'] = 'paused'
    return ({ status: { kind } }) => {
      if (kind === former) {
        this.publish()
        return
      }
      former = kind
      this.publishNow()
      if (kind === 'stopped') this.alert('import-stopped', id)
      if (kind === 'ended' || kind === 'cancelled') void this.dispose(id, kind)
    }
  }

  /** Drops a sender that has finished: the store has the same counts. */
  private async dispose(id: string, kind: 'ended' | 'cancelled'): Promise<void> {
    if (kind === 'ended') this.alert('import-ended', id)
    await this.senders.get(id)?.close()
    this.senders.delete(id)
    await this.reload()
    this.deps.onCountsChanged()
  }

  /** Queues the numbers of `range` again. `isAtOnce`: also resumes the import, unless it was cancelled. */
  private async reopen(id: string, range: PositionRange, isAtOnce: boolean): Promise<Result<undefined>> {
    this.senders.get(id)?.reopen(range)
    const reloaded = await this.reload()
    if (!reloaded.ok || !isAtOnce || this.find(id)?.state !== 'open') return reloaded
    const resumed = await this.resume(id)
    // Not an error: it waits for the other import to end, or for the user to acknowledge the loss.
    const isLater = !resumed.ok && ['import-running', 'imports-lost'].includes(resumed.error.code)
    return isLater ? succeeded(undefined) : resumed
  }
}

/** Resolves when `work` is done, or after `limitMs`. */
async function within(clock: Clock, work: Promise<void>, limitMs: number): Promise<void> {
  let cancel = (): void => undefined
  const limit = new Promise<void>((resolve) => {
    cancel = clock.after(limitMs, resolve)
  })
  await Promise.race([work, limit])
  cancel()
}
