import type { RequestDecision } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/imports-state'
import { maxShownImports } from '../../shared/imports/imports-state'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { ImportRecord } from './imports-operations'
import type { CallService, Clock } from '../platform/ports'
import { ImportSender, type SenderProgress } from './import-sender'
import { importSummary, isUnderWay } from './import-summary'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { ImportsStore } from './imports-store'

/** How long the end of Deskline waits for an answer that is due, in ms; then that request is not known. */
const answerLimitMs = 10_000

/** Something about an import that is worth telling a person who isn't looking. */
export interface ImportAlert {
  kind: 'import-ended' | 'import-stopped' | 'import-interrupted'
  import: ImportSummary
}

/** The imports of one account; one of them sends at a time. */
export interface ImportRuns {
  /** Takes up what is kept: what was under way when Deskline ended waits for a person. */
  load(): Promise<Result<undefined>>
  /** Shows what is kept by now. */
  reload(): Promise<Result<undefined>>
  /** `import-running` while another one is under way; `imports-lost`. */
  mayStart(): Result<undefined>
  /** Begins to send an import that was just made. */
  begin(record: ImportRecord): Promise<Result<undefined>>
  resume(id: string): Promise<Result<undefined>>
  /** What is under way is awaited. */
  pause(id: string): Promise<Result<undefined>>
  cancel(id: string): Promise<Result<undefined>>
  /** `not-found`: no such request, its answer is awaited, or it is known. */
  decide(id: string, no: number, decision: RequestDecision): Promise<Result<undefined>>
  /** `input-invalid` while it isn't finished. */
  remove(id: string): Promise<Result<undefined>>
  find(id: string): ImportRecord | null
  /** The one that sends, or will by itself. */
  underWay(): ImportSummary | null
  /** No further request is sent; what is under way is awaited, for up to 10 s. */
  pauseAll(): Promise<void>
  /** Pauses all, and none begins any more; resolves when no request is under way. */
  close(): Promise<void>
}

/** `requestsAtOnce`: as the person set it. */
export function createImportRuns(deps: {
  store: ImportsStore
  publisher: TopicPublisher<'imports'>
  clock: Clock
  service: () => Pick<CallService, 'importNumbers'> | null
  requestsAtOnce: () => number
  onAlert: (alert: ImportAlert) => void
  /** What else must hold before anything is sent. */
  mayImport: () => Result<undefined>
  /** An import brought numbers into a campaign, or ended. */
  onCountsChanged: () => void
}): ImportRuns {
  const { store, publisher, clock } = deps
  let records: readonly ImportRecord[] = []
  const senders = new Map<string, ImportSender>()
  const interrupted = new Set<string>()
  let isClosed = false

  /** Waits for `work`, but not longer. */
  const within = async (work: Promise<void>, mostMs: number): Promise<void> => {
    let cancel = (): void => undefined
    const lapse = new Promise<void>((resolve) => {
      cancel = clock.after(mostMs, resolve)
    })
    await Promise.race([work, lapse])
    cancel()
  }
  const pauseAll = async (): Promise<void> => {
    await Promise.all([...senders.values()].map((sender) => within(sender.pause(), answerLimitMs)))
  }

  const find = (id: string): ImportRecord | null => records.find((record) => record.id === id) ?? null
  const summaryOf = (record: ImportRecord): ImportSummary =>
    importSummary(record, senders.get(record.id)?.progress() ?? null, interrupted.has(record.id))
  const summaries = (): ImportSummary[] => records.map(summaryOf)
  const underWay = (): ImportSummary | null => summaries().find(isUnderWay) ?? null
  const show = (): void => publisher.update({ imports: summaries().slice(0, maxShownImports) })
  const showNow = (): void => publisher.updateNow({ imports: summaries().slice(0, maxShownImports) })

  const reload = async (): Promise<Result<undefined>> => {
    const kept = await store.ask('imports', {})
    if (!kept.ok) return kept
    records = kept.value
    showNow()
    return succeeded(undefined)
  }

  const tell = (kind: ImportAlert['kind'], id: string): void => {
    const record = find(id)
    if (record !== null) deps.onAlert({ kind, import: summaryOf(record) })
  }

  /** A sender that has done all there was to do is let go of: what is kept says the same. */
  const settle = async (id: string, kind: SenderProgress['status']['kind']): Promise<void> => {
    if (kind === 'ended') tell('import-ended', id)
    await senders.get(id)?.close()
    senders.delete(id)
    await reload()
    deps.onCountsChanged()
  }

  const watch = (id: string): ((progress: SenderProgress) => void) => {
    let former: SenderProgress['status']['kind'] = 'paused'
    return ({ status: { kind } }) => {
      if (kind === former) {
        show()
        return
      }
      former = kind
      showNow()
      if (kind === 'stopped') tell('import-stopped', id)
      if (kind === 'ended' || kind === 'cancelled') void settle(id, kind)
    }
  }

  const senderOf = async (record: ImportRecord): Promise<Result<ImportSender>> => {
    const { id, campaignId, batchSize } = record
    const known = senders.get(id)
    if (known !== undefined) return succeeded(known)
    const plan = await store.ask('plan', { id })
    if (!plan.ok) return plan
    if (isClosed) return failed({ code: 'cancelled' })
    const meanwhile = senders.get(id)
    if (meanwhile !== undefined) return succeeded(meanwhile)
    const sender = new ImportSender({
      store,
      service: deps.service,
      clock,
      id,
      campaignId,
      plan: plan.value,
      batchSize,
      requestsAtOnce: deps.requestsAtOnce,
      onChange: watch(id)
    })
    senders.set(id, sender)
    interrupted.delete(id)
    return succeeded(sender)
  }

  const withSender = async (
    id: string,
    act: (sender: ImportSender) => void | Promise<void>,
    may: () => Result<undefined> = () => succeeded(undefined)
  ): Promise<Result<undefined>> => {
    const record = find(id)
    if (record === null) return failed({ code: 'not-found' })
    if (record.state !== 'open') return failed({ code: 'input-invalid' })
    const sender = await senderOf(record)
    if (!sender.ok) return sender
    if (isClosed) return failed({ code: 'cancelled' })
    const allowed = may()
    if (!allowed.ok) return allowed
    await act(sender.value)
    showNow()
    return succeeded(undefined)
  }

  const mayStart = (id: string | null): Result<undefined> => {
    const allowed = deps.mayImport()
    if (!allowed.ok) return allowed
    const other = underWay()
    return other === null || other.id === id ? succeeded(undefined) : failed({ code: 'import-running' })
  }

  const resume = async (id: string): Promise<Result<undefined>> => {
    const may = (): Result<undefined> => mayStart(id)
    const mayNow = may()
    // And once its sender is there: another one can have been resumed meanwhile.
    return mayNow.ok ? withSender(id, (sender) => sender.resume(), may) : mayNow
  }

  /**
   * The numbers of `range` are sent again. `isAtOnce`: the import goes on, whatever happened meanwhile. What was
   * cancelled stays so.
   */
  const reopen = async (
    id: string,
    range: { from: number; to: number },
    isAtOnce: boolean
  ): Promise<Result<undefined>> => {
    senders.get(id)?.reopen(range)
    const reloaded = await reload()
    if (!reloaded.ok || !isAtOnce || find(id)?.state !== 'open') return reloaded
    const resumed = await resume(id)
    // It waits until the other one is done, or the user acknowledged a loss; nothing went wrong.
    const isLater = !resumed.ok && ['import-running', 'imports-lost'].includes(resumed.error.code)
    return isLater ? succeeded(undefined) : resumed
  }

  return {
    async load() {
      const loaded = await reload()
      if (!loaded.ok) return loaded
      for (const { id, state } of records) if (state === 'open') interrupted.add(id)
      showNow()
      for (const id of interrupted) tell('import-interrupted', id)
      return loaded
    },
    reload,
    mayStart: () => mayStart(null),
    begin(record) {
      records = [record, ...records]
      return resume(record.id)
    },
    resume,
    pause: (id) => withSender(id, (sender) => sender.pause()),
    cancel: (id) => withSender(id, (sender) => sender.cancel()),
    async decide(id, no, decision) {
      // A store whose process began anew holds what is under way for unknown; its answer is on its way.
      const record = find(id)
      if (record === null || senders.get(id)?.isUnderWay(no) === true) return failed({ code: 'not-found' })
      const { waiting, status } = summaryOf(record)
      // A word about some numbers doesn't send the rest of an import that is paused.
      const isAtOnce = waiting === 0 || status.kind === 'running' || status.kind === 'waiting'
      const range = await store.ask('decideRequest', { id, no, decision, nowMs: clock.now() })
      if (!range.ok) return range
      deps.onCountsChanged()
      if (decision === 'again') return reopen(id, range.value, isAtOnce)
      senders.get(id)?.markTaken(range.value)
      return reload()
    },
    async remove(id) {
      if (senders.has(id)) return failed({ code: 'input-invalid' })
      const removed = await store.ask('removeImport', { id })
      return removed.ok ? reload() : removed
    },
    find,
    underWay,
    pauseAll,
    async close() {
      isClosed = true
      await pauseAll()
      await Promise.all([...senders.values()].map((sender) => sender.close()))
      senders.clear()
    }
  }
}
