import { failedWith } from '../../../shared/platform/coded-result'
import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import { ruleLimits } from '../../../shared/calling-rules/limits'
import { createStoreWork, type StoreWork } from '../../platform/database/store-work'
import type { ListReader } from '../parsing/list-reader'
import {
  createProcessDispatcher,
  type OperationContext,
  type OperationHandlers,
  type ProcessDispatcher
} from '../../platform/process/process-dispatcher'
import type { ProcessReply } from '../../platform/process-contract'
import { readBlockList, refreshBlockList } from './block-list-reading'
import { createDraftSources, type DraftSources } from './drafts/draft-sources'
import type { ImportRepository } from './history/import-repository'
import { readNumberList } from './number-list-reading'
import { openImportStore, type ImportStore } from './import-store'
import {
  importsCodes,
  importsContract,
  type importOperations,
  type ImportsProgress
} from '../imports-operations'
import { createListReadings, type ListReadings } from './drafts/list-readings'

type Context = OperationContext<ImportsProgress>
type Handlers = OperationHandlers<typeof importOperations, ImportsErrorCode, ImportsProgress>

type OnStore = StoreWork<ImportStore, ImportsErrorCode>['onStore']

/**
 * Runs the operations that the main process requests. `onFatal`: the database is unusable; the process should end
 * after the reply.
 */
export function createImportsDispatcher(deps: {
  post: (reply: ProcessReply<ImportsErrorCode, ImportsProgress>) => void
  reader: ListReader
  onFatal: () => void
  openStore?: typeof openImportStore
}): ProcessDispatcher {
  const { post, reader, onFatal, openStore = openImportStore } = deps
  const readings = createListReadings(reader)
  const sources = createDraftSources(readings)
  let store: ImportStore | null = null

  return createProcessDispatcher({
    contract: importsContract,
    post,
    onFatal,
    handlers(markFatal) {
      const { run, onStore } = createStoreWork(() => store, markFatal, importsCodes)
      return {
        async open(input) {
          if (store !== null) return failedWith('input-invalid')
          const opened = await openStore({ ...input, onFatal: markFatal })
          if (!opened.ok) return opened
          store = opened.value
          return { ok: true, value: { loss: store.loss() } }
        },
        acknowledgeLoss: () => onStore((opened) => noValue(opened.acknowledgeLoss())),
        addSource: (input, context) => run(() => sources.add(input, context)),
        probeTable: (input, context) => run(() => sources.probeTable(input, context)),
        ...draftHandlers(onStore, sources),
        ...blockListHandlers(onStore, readings),
        ...importHandlers(onStore, sources),
        ...progressHandlers(onStore)
      }
    },
    async close() {
      reader.close()
      await store?.close()
      store = null
    }
  })
}

async function noValue(work: Promise<unknown>): Promise<null> {
  await work
  return null
}

const draftHandlers = (onStore: OnStore, sources: DraftSources) =>
  ({
    readTable: (input, context) => onStore(({ draft }) => sources.read(draft, input, context)),
    removeTables: ({ tableIds }) => onStore(({ draft }) => noValue(draft.removeTables(tableIds))),
    removeSource({ sourceId }) {
      sources.remove(sourceId)
      return Promise.resolve({ ok: true, value: null })
    },
    clearDraft: () =>
      onStore(({ draft }) => {
        sources.clear()
        return noValue(draft.clear())
      }),
    compare: (input, { signal }) => onStore(({ draft }) => draft.compare(input, signal)),
    draftLines: (input) => onStore(({ draft }) => draft.lines(input)),
    fix: (input) => onStore(({ draft }) => draft.fix(input)),
    acceptSuggestions: (input) => onStore(({ draft }) => draft.acceptSuggestions(input)),
    undoFix: () => onStore(({ draft }) => draft.undoFix()),
    exportDraft: (input, { signal, onProgress }) =>
      onStore(({ draft }) => draft.export(input, onProgress, signal))
  }) satisfies Partial<Handlers>

const progressHandlers = (onStore: OnStore) =>
  ({
    progress: (input) => onStore(({ progress }) => progress.progress(input)),
    progressFigures: (input) => onStore(({ progress }) => progress.progressFigures(input)),
    beginProgress: (input, { signal }) => onStore(({ progress }) => progress.beginProgress(input, signal)),
    addCalls: (input, { signal }) => onStore(({ progress }) => progress.addCalls(input, signal)),
    finishProgress: (input, { signal }) => onStore(({ progress }) => progress.finishProgress(input, signal)),
    exportProgress: (input, { signal }) => onStore(({ progress }) => progress.exportProgress(input, signal)),
    writeNotReached: (input, { signal }) => onStore(({ progress }) => progress.writeNotReached(input, signal))
  }) satisfies Partial<Handlers>

const blockListHandlers = (onStore: OnStore, readings: ListReadings) =>
  ({
    readBlockList: (input, context) =>
      onStore(({ blockList }) => readBlockList({ readings, blockList }, input, context)),
    refreshBlockList: ({ nowMs }, context) =>
      onStore(({ blockList }) => refreshBlockList({ readings, blockList }, nowMs, context)),
    setDoNotCall: ({ numbers }) => onStore(({ draft }) => noValue(draft.setDoNotCall(numbers))),
    readNumbers: ({ path }, context) =>
      onStore(() => readNumberList(readings, { path, max: ruleLimits.maxDoNotCall }, context)),
    clearBlockList: () => onStore(({ blockList }) => noValue(blockList.clear()))
  }) satisfies Partial<Handlers>

function importHandlers(onStore: OnStore, sources: DraftSources) {
  const on =
    <I, T>(operationOf: (repository: ImportRepository) => (input: I, context: Context) => Promise<T>) =>
    (input: I, context: Context): Promise<ImportsResult<T>> =>
      onStore(({ repository }) => operationOf(repository)(input, context))

  return {
    campaigns: on(({ campaigns }) => campaigns),
    labelCampaign: on(({ labelCampaign }) => labelCampaign),
    forgetCampaign: on(({ forgetCampaign }) => forgetCampaign),
    async createImport(input, context) {
      const made = await onStore(({ repository }) => repository.createImport(input, context))
      if (made.ok) sources.clear()
      return made
    },
    imports: on(({ imports }) => imports),
    plan: on(({ plan }) => plan),
    beginRequest: on(({ beginRequest }) => beginRequest),
    recordOutcome: on(({ recordOutcome }) => recordOutcome),
    decideRequest: on(({ decideRequest }) => decideRequest),
    setImportState: on(({ setImportState }) => setImportState),
    requests: on(({ requests }) => requests),
    report: on(({ report }) => report),
    reportLines: on(({ reportLines }) => reportLines),
    exportReport: on(({ exportReport }) => exportReport),
    removeImport: on(({ removeImport }) => removeImport),
    forgetDetails: on(({ forgetDetails }) => forgetDetails)
  } satisfies Partial<Handlers>
}
