import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { HistoryLoss } from '../../shared/platform/schema'
import type { ImportSummary } from '../../shared/imports/state-schema'
import type { Settings } from '../../shared/app/schema'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { FileDialogs } from '../platform/file-dialogs'
import type { CallService, Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import type { CampaignCalls } from './campaign-calls'
import { CampaignProgresses } from './campaign-progress'
import { createBlockList, type BlockList } from './block-list'
import { withDoNotCall, type DoNotCallNumbers } from './do-not-call-store'
import { Draft } from './drafts/draft'
import { createEntriesExports, type EntriesExports } from './entries-export'
import { ImportRuns, type ImportAlert } from './sending/import-runs'
import { createTopicPublisher, type TopicPublisher } from '../platform/topic-publisher'
import type { ImportsStore } from './imports-store'

/** What {@link Imports} needs. `service` is null while signed out. */
export interface ImportsDeps {
  state: StateStore
  clock: Clock
  store: ImportsStore
  service: () => Pick<CallService, 'importNumbers'> | null
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'>
  labels: () => Record<string, string>
  keepSettings: (settings: Settings) => void
  newId: () => string
  onAlert: (alert: ImportAlert) => void
  /** All calls of the tenant; null while signed out. */
  calls: () => Promise<CampaignCalls | null>
  zone: () => ZoneOffsets
  /** The numbers that are left out besides those of the block list. */
  doNotCall: DoNotCallNumbers
}

/** The draft and the campaign imports of the signed-in account. */
export class Imports {
  readonly store: ImportsStore
  readonly draft: Draft
  readonly runs: ImportRuns
  readonly exports: EntriesExports
  readonly progress: CampaignProgresses
  readonly #deps: ImportsDeps
  readonly #publisher: TopicPublisher<'imports'>
  readonly #blockList: BlockList
  #opening: Promise<void> | null = null
  #isStarting = false
  readonly #forgetSent: () => void

  constructor(deps: ImportsDeps) {
    const { state, clock, dialogs, labels } = deps
    const { store, forget } = withDoNotCall(deps.store, deps.doNotCall)
    this.#deps = deps
    this.store = store
    this.#forgetSent = forget
    this.#publisher = createTopicPublisher('imports', { state, clock })
    this.exports = createEntriesExports({
      ...{ store, publisher: this.#publisher, dialogs, labels },
      isMasked: () => state.get('settings').privacy.isNumberMasked
    })
    this.draft = new Draft({
      state,
      clock,
      store,
      isDoubtfulIncluded: this.#settings().isDoubtfulIncluded,
      keepDoubtfulIncluded: (isDoubtfulIncluded) =>
        deps.keepSettings({
          ...state.get('settings'),
          imports: { ...this.#settings(), isDoubtfulIncluded }
        })
    })
    this.runs = new ImportRuns({
      store,
      publisher: this.#publisher,
      clock,
      service: deps.service,
      requestsAtOnce: () => this.#settings().requestsAtOnce,
      onAlert: deps.onAlert,
      // After a loss the record of sent numbers is incomplete: don't send anything until the user acknowledges that.
      mayImport: () =>
        this.#publisher.value().loss === null ? succeeded(undefined) : failed({ code: 'imports-lost' }),
      onCountsChanged: () => {
        void this.#publishCampaigns()
        this.draft.compareAgain()
      }
    })
    this.progress = new CampaignProgresses({
      ...{ store, clock, calls: deps.calls, zone: deps.zone, newId: deps.newId },
      publisher: createTopicPublisher('campaignProgress', { state, clock }),
      find: (id) => this.runs.find(id)
    })
    this.#blockList = createBlockList({
      store,
      publisher: this.#publisher,
      clock,
      onChange: () => this.draft.compareAgain()
    })
  }

  /**
   * Loads the stored imports and publishes the outcome. Later calls wait for the first; after a failure it can be
   * retried.
   */
  open(): Promise<void> {
    return (this.#opening ??= this.#load())
  }

  /** Sends the draft's numbers to a campaign. `draft-changed`: not `expected` numbers, or the block list changed. */
  async start(asked: { campaignId: string; expected: number }): Promise<Result<{ id: string }>> {
    // A held key or a second click must not start a second import.
    if (this.#isStarting) return failed({ code: 'import-running' })
    this.#isStarting = true
    return this.#start(asked).finally(() => (this.#isStarting = false))
  }

  readBlockList(path: string): Promise<Result<undefined>> {
    return this.#blockList.read(path)
  }

  clearBlockList(): Promise<Result<undefined>> {
    return this.#blockList.clear()
  }

  async labelCampaign(id: string, label: string): Promise<Result<undefined>> {
    const labelled = await this.store.ask('labelCampaign', { id, label, nowMs: this.#deps.clock.now() })
    await this.#publishCampaigns()
    return labelled.ok ? succeeded(undefined) : labelled
  }

  async forgetCampaign(id: string): Promise<Result<undefined>> {
    const forgotten = await this.store.ask('forgetCampaign', { id })
    await this.#publishCampaigns()
    return forgotten.ok ? succeeded(undefined) : forgotten
  }

  /** The store's process has started anew. */
  processStarted(): void {
    this.#forgetSent()
  }

  /** The do-not-call list has changed. */
  doNotCallChanged(): void {
    this.draft.compareAgain()
  }

  /** Reads the block list's file again if it has changed. */
  async refreshBlockList(): Promise<void> {
    await this.#blockList.refresh()
  }

  /** Publishes the lost data that the store reports whenever it opens its file. */
  showLoss(loss: HistoryLoss | null): void {
    this.#publisher.updateNow({ loss })
  }

  /** The user acknowledged the loss: imports may continue. */
  async acknowledgeLoss(): Promise<Result<undefined>> {
    const acknowledged = await this.store.ask('acknowledgeLoss', {})
    if (!acknowledged.ok) return acknowledged
    this.showLoss(null)
    return succeeded(undefined)
  }

  /** The import that is sending, or will continue by itself; null: none. */
  underWay(): ImportSummary | null {
    return this.runs.underWay()
  }

  /** True when no import, draft, export, counting or block list reading is active. */
  isIdle(): boolean {
    const { export: exporting, isBlockListReading } = this.#publisher.value()
    return (
      !this.#isStarting &&
      this.runs.underWay() === null &&
      this.draft.shown().tables.length === 0 &&
      exporting.kind !== 'running' &&
      !this.progress.isRunning() &&
      !isBlockListReading
    )
  }

  /** Pauses the imports; resolves when no request is in flight. */
  async close(): Promise<void> {
    this.exports.close()
    await this.progress.close()
    this.draft.close()
    await this.runs.close()
    this.#publisher.close()
  }

  #settings(): Settings['imports'] {
    return this.#deps.state.get('settings').imports
  }

  async #publishCampaigns(): Promise<void> {
    const campaigns = await this.store.ask('campaigns', {})
    if (campaigns.ok) this.#publisher.updateNow({ campaigns: campaigns.value })
  }

  async #load(): Promise<void> {
    const loaded = await this.runs.load()
    if (!loaded.ok) {
      const { code } = loaded.error
      if (code === 'imports-failed' || code === 'imports-locked')
        this.#publisher.updateNow({ problem: loaded.error })
      this.#opening = null
      return
    }
    await this.#publishCampaigns()
    await this.progress.load()
    this.#publisher.updateNow({ problem: null })
    await this.#blockList.refresh()
    this.#publisher.updateNow({ isOpen: true })
  }

  async #start({
    campaignId,
    expected
  }: {
    campaignId: string
    expected: number
  }): Promise<Result<{ id: string }>> {
    const { draft, runs } = this
    const may = runs.mayStart()
    if (!may.ok) return may
    const refreshed = await this.#blockList.refresh()
    if (!refreshed.ok) return refreshed
    const { check, isDoubtfulIncluded } = draft.shown()
    if (check.kind !== 'ready') return failed({ code: 'draft-changed' })
    const tables = draft.counted()
    const created = await this.store.ask('createImport', {
      id: this.#deps.newId(),
      campaignId,
      tableIds: tables.map(({ id }) => id),
      files: tables.map(({ name, sheet }) => ({ name, sheet })),
      isDoubtfulIncluded,
      expected,
      batchSize: this.#settings().batchSize,
      nowMs: this.#deps.clock.now()
    })
    if (!created.ok) {
      // The summary on screen is outdated; or the reply was lost and the import exists.
      draft.compareAgain()
      await runs.reload()
      return created
    }
    await draft.clear()
    draft.chooseCampaign('')
    void this.#publishCampaigns()
    const begun = await runs.begin(created.value)
    return begun.ok ? succeeded({ id: created.value.id }) : begun
  }
}
