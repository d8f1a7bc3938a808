import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { HistoryLoss } from '../../shared/platform/history-loss'
import type { ImportSummary } from '../../shared/imports/imports-state'
import type { Settings } from '../../shared/app/settings'
import type { FileDialogs } from '../platform/file-dialogs'
import type { CallService, Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createBlockList, type BlockList } from './block-list'
import { createDraft, type Draft } from './draft'
import { createEntriesExports, type EntriesExports } from './entries-export'
import { ImportRuns, type ImportAlert } from './import-runs'
import { createTopicPublisher } from '../platform/topic-publisher'
import type { ImportsStore } from './imports-store'

/** The draft and the campaign imports of the signed-in account. */
export interface Imports {
  store: ImportsStore
  draft: Draft
  runs: ImportRuns
  exports: EntriesExports
  /**
   * Loads the stored imports and publishes the outcome. Later calls wait for the first; after a failure it can be
   * retried.
   */
  open(): Promise<void>
  /** Sends the draft's numbers to a campaign. `draft-changed`: not `expected` numbers, or the block list changed. */
  start(asked: { campaignId: string; expected: number }): Promise<Result<{ id: string }>>
  readBlockList(path: string): Promise<Result<undefined>>
  clearBlockList(): Promise<Result<undefined>>
  labelCampaign(id: string, label: string): Promise<Result<undefined>>
  forgetCampaign(id: string): Promise<Result<undefined>>
  /** Publishes the lost data that the store reports whenever it opens its file. */
  showLoss(loss: HistoryLoss | null): void
  /** The user acknowledged the loss: imports may continue. */
  acknowledgeLoss(): Promise<Result<undefined>>
  /** The import that is sending, or will continue by itself; null: none. */
  underWay(): ImportSummary | null
  /** True when no import, draft, export or block list reading is active. */
  isIdle(): boolean
  /** Pauses the imports; resolves when no request is in flight. */
  close(): Promise<void>
}

/** What {@link createImports} needs. `service` is null while signed out. */
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
}

/** Campaign imports over a store. */
export function createImports(deps: ImportsDeps): Imports {
  const { state, clock, store } = deps
  const settings = (): Settings['imports'] => state.get('settings').imports
  const publisher = createTopicPublisher('imports', { state, clock })
  const exports = createEntriesExports({ store, publisher, dialogs: deps.dialogs, labels: deps.labels })
  const draft = createDraft({
    state,
    clock,
    store,
    isDoubtfulIncluded: settings().isDoubtfulIncluded,
    keepDoubtfulIncluded(isDoubtfulIncluded) {
      const all = state.get('settings')
      deps.keepSettings({ ...all, imports: { ...all.imports, isDoubtfulIncluded } })
    }
  })

  const showCampaigns = async (): Promise<void> => {
    const campaigns = await store.ask('campaigns', {})
    if (campaigns.ok) publisher.updateNow({ campaigns: campaigns.value })
  }
  const runs = new ImportRuns({
    store,
    publisher,
    clock,
    service: deps.service,
    requestsAtOnce: () => settings().requestsAtOnce,
    onAlert: deps.onAlert,
    // After a loss the record of sent numbers is incomplete: don't send anything until the user acknowledges that.
    mayImport: () =>
      publisher.value().loss === null ? succeeded(undefined) : failed({ code: 'imports-lost' }),
    onCountsChanged() {
      void showCampaigns()
      draft.compareAgain()
    }
  })

  const blockList = createBlockList({ store, publisher, clock, onChange: () => draft.compareAgain() })

  const load = async (): Promise<void> => {
    const loaded = await runs.load()
    if (!loaded.ok) {
      const { code } = loaded.error
      if (code === 'imports-failed' || code === 'imports-locked')
        publisher.updateNow({ problem: loaded.error })
      opening = null
      return
    }
    await showCampaigns()
    publisher.updateNow({ problem: null })
    await blockList.refresh()
    publisher.updateNow({ isOpen: true })
  }
  let opening: Promise<void> | null = null
  let isStarting = false

  return {
    store,
    draft,
    runs,
    exports,
    open: () => (opening ??= load()),
    async start(asked) {
      // A held key or a second click must not start a second import.
      if (isStarting) return failed({ code: 'import-running' })
      isStarting = true
      return startImport({ ...deps, draft, runs, blockList, showCampaigns }, asked).finally(
        () => (isStarting = false)
      )
    },
    readBlockList: (path) => blockList.read(path),
    clearBlockList: () => blockList.clear(),
    async labelCampaign(id, label) {
      const labelled = await store.ask('labelCampaign', { id, label, nowMs: clock.now() })
      await showCampaigns()
      return labelled.ok ? succeeded(undefined) : labelled
    },
    async forgetCampaign(id) {
      const forgotten = await store.ask('forgetCampaign', { id })
      await showCampaigns()
      return forgotten.ok ? succeeded(undefined) : forgotten
    },
    showLoss: (loss) => publisher.updateNow({ loss }),
    async acknowledgeLoss() {
      const acknowledged = await store.ask('acknowledgeLoss', {})
      if (!acknowledged.ok) return acknowledged
      publisher.updateNow({ loss: null })
      return succeeded(undefined)
    },
    underWay: () => runs.underWay(),
    isIdle: () =>
      !isStarting &&
      runs.underWay() === null &&
      draft.shown().tables.length === 0 &&
      publisher.value().export.kind !== 'running' &&
      !publisher.value().isBlockListReading,
    async close() {
      exports.close()
      draft.close()
      await runs.close()
      publisher.close()
    }
  }
}

/** Creates an import from the draft and starts sending it. See {@link Imports.start}. */
async function startImport(
  deps: Pick<ImportsDeps, 'state' | 'clock' | 'store' | 'newId'> & {
    draft: Draft
    runs: ImportRuns
    blockList: BlockList
    showCampaigns: () => Promise<void>
  },
  { campaignId, expected }: { campaignId: string; expected: number }
): Promise<Result<{ id: string }>> {
  const { draft, runs } = deps
  const may = runs.mayStart()
  if (!may.ok) return may
  const refreshed = await deps.blockList.refresh()
  if (!refreshed.ok) return refreshed
  const { check, isDoubtfulIncluded } = draft.shown()
  if (check.kind !== 'ready') return failed({ code: 'draft-changed' })
  const tables = draft.counted()
  const created = await deps.store.ask('createImport', {
    id: deps.newId(),
    campaignId,
    tableIds: tables.map(({ id }) => id),
    files: tables.map(({ name, sheet }) => ({ name, sheet })),
    isDoubtfulIncluded,
    expected,
    batchSize: deps.state.get('settings').imports.batchSize,
    nowMs: deps.clock.now()
  })
  if (!created.ok) {
    // The summary on screen is outdated; or the reply was lost and the import exists.
    draft.compareAgain()
    await runs.reload()
    return created
  }
  await draft.clear()
  draft.chooseCampaign('')
  void deps.showCampaigns()
  const begun = await runs.begin(created.value)
  return begun.ok ? succeeded({ id: created.value.id }) : begun
}
