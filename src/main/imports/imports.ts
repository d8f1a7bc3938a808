import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { HistoryLoss } from '../../shared/platform/history-loss'
import type { ImportSummary } from '../../shared/imports/imports-state'
import type { Settings } from '../../shared/app/settings'
import type { FileDialogs } from '../platform/file-dialogs'
import type { CallService, Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createDraft, type Draft } from './draft'
import { createEntriesExports, type EntriesExports } from './entries-export'
import { ImportRuns, type ImportAlert } from './import-runs'
import { createTopicPublisher } from '../platform/topic-publisher'
import type { ImportsStore } from './imports-store'

/** Lists, drafts and imports of the account that is signed in. */
export interface Imports {
  store: ImportsStore
  draft: Draft
  runs: ImportRuns
  exports: EntriesExports
  /** Takes up what is kept; the outcome is in the state. Once: later calls wait for the first. */
  open(): Promise<void>
  /** Sends the draft's numbers into a campaign, if they are `expected` and the block list is as it was looked at. */
  start(asked: { campaignId: string; expected: number }): Promise<Result<{ id: string }>>
  readBlockList(path: string): Promise<Result<undefined>>
  clearBlockList(): Promise<Result<undefined>>
  labelCampaign(id: string, label: string): Promise<Result<undefined>>
  forgetCampaign(id: string): Promise<Result<undefined>>
  /** What the store says of a loss, each time its file was opened. */
  showLoss(loss: HistoryLoss | null): void
  /** The user knows of the loss: imports may go on. */
  acknowledgeLoss(): Promise<Result<undefined>>
  /** The one that sends, or will by itself. */
  underWay(): ImportSummary | null
  /** Nothing is under way, nothing looked at, nothing written. */
  isIdle(): boolean
  /** Pauses what sends; resolves when no request is under way any more. */
  close(): Promise<void>
}

/** Opens the rules of imports over a store. `service` is null while nobody is signed in. */
export function createImports(deps: {
  state: StateStore
  clock: Clock
  store: ImportsStore
  service: () => Pick<CallService, 'importNumbers'> | null
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'>
  labels: () => Record<string, string>
  keepSettings: (settings: Settings) => void
  newId: () => string
  onAlert: (alert: ImportAlert) => void
}): Imports {
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
    // What was sent before isn't all known: nothing irreversible is built on that without the user's word.
    mayImport: () =>
      publisher.value().loss === null ? succeeded(undefined) : failed({ code: 'imports-lost' }),
    onCountsChanged() {
      void showCampaigns()
      draft.compareAgain()
    }
  })

  /** Reads the person's file again when it has changed. `draft-changed`: other numbers are blocked than before. */
  const refreshBlockList = async (): Promise<Result<undefined>> => {
    const former = publisher.value().blockList
    publisher.updateNow({ isBlockListReading: true })
    const read = await store.ask('refreshBlockList', { nowMs: clock.now() })
    const now = read.ok ? read.value : former
    publisher.updateNow({ isBlockListReading: false, blockList: now })
    if (!read.ok) return read
    if (now?.readAtMs === former?.readAtMs && now?.isOutdated === former?.isOutdated)
      return succeeded(undefined)
    draft.compareAgain()
    return failed({ code: 'draft-changed' })
  }

  const isOurFault = (code: string): boolean => code === 'imports-failed' || code === 'imports-locked'
  const takeUp = async (): Promise<void> => {
    const loaded = await runs.load()
    if (!loaded.ok) {
      if (isOurFault(loaded.error.code)) publisher.updateNow({ problem: loaded.error })
      opening = null
      return
    }
    await showCampaigns()
    publisher.updateNow({ problem: null })
    await refreshBlockList()
    publisher.updateNow({ isOpen: true })
  }
  let opening: Promise<void> | null = null
  let isStarting = false

  const start: Imports['start'] = async ({ campaignId, expected }) => {
    const may = runs.mayStart()
    if (!may.ok) return may
    const blocked = await refreshBlockList()
    if (!blocked.ok) return blocked
    const { check, isDoubtfulIncluded } = draft.shown()
    if (check.kind !== 'ready') return failed({ code: 'draft-changed' })
    const tables = draft.counted()
    const made = await store.ask('createImport', {
      id: deps.newId(),
      campaignId,
      tableIds: tables.map(({ id }) => id),
      files: tables.map(({ name, sheet }) => ({ name, sheet })),
      isDoubtfulIncluded,
      expected,
      batchSize: settings().batchSize,
      nowMs: clock.now()
    })
    if (!made.ok) {
      // What is shown isn't so any more; or the answer was lost, and the import is there.
      draft.compareAgain()
      await runs.reload()
      return made
    }
    await draft.clear()
    draft.chooseCampaign('')
    void showCampaigns()
    const begun = await runs.begin(made.value)
    return begun.ok ? succeeded({ id: made.value.id }) : begun
  }

  return {
    store,
    draft,
    runs,
    exports,
    open: () => (opening ??= takeUp()),
    async start(asked) {
      // A key that is held, a second press: one import.
      if (isStarting) return failed({ code: 'import-running' })
      isStarting = true
      return start(asked).finally(() => (isStarting = false))
    },
    async readBlockList(path) {
      publisher.updateNow({ isBlockListReading: true })
      const blockList = await store.ask('readBlockList', { path, nowMs: clock.now() })
      publisher.updateNow({
        isBlockListReading: false,
        ...(blockList.ok ? { blockList: blockList.value } : {})
      })
      if (!blockList.ok) return blockList
      draft.compareAgain()
      return succeeded(undefined)
    },
    async clearBlockList() {
      const cleared = await store.ask('clearBlockList', {})
      if (!cleared.ok) return cleared
      publisher.updateNow({ blockList: null })
      draft.compareAgain()
      return succeeded(undefined)
    },
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
