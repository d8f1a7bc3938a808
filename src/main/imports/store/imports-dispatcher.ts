import { failedWith } from '../../../shared/platform/coded-result'
import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import { attempt } from '../../platform/database/failure'
import type { ListReader } from '../parsing/list-reader'
import {
  createProcessDispatcher,
  type OperationContext,
  type ProcessDispatcher
} from '../../platform/process/process-dispatcher'
import type { ProcessReply } from '../../platform/process-contract'
import { readBlockList, refreshBlockList } from './block-list-reading'
import { createDraftSources } from './drafts/draft-sources'
import { importsCodes } from '../imports-operations'
import type { ImportRepository } from './history/import-repository'
import { openImportStore, type ImportStore } from './import-store'
import { importsContract, type ImportsProgress } from '../imports-operations'
import { createListReadings } from './drafts/list-readings'

type Context = OperationContext<ImportsProgress>

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
      const tried = <T>(work: () => Promise<T>): Promise<ImportsResult<T>> =>
        attempt(work, markFatal, importsCodes)
      const stored = <T>(work: (store: ImportStore) => Promise<T>): Promise<ImportsResult<T>> => {
        const opened = store
        return opened === null ? Promise.resolve(failedWith('imports-failed')) : tried(() => work(opened))
      }
      const fromRepository =
        <I, T>(operationOf: (repository: ImportRepository) => (input: I, context: Context) => Promise<T>) =>
        (input: I, context: Context): Promise<ImportsResult<T>> =>
          stored(({ repository }) => operationOf(repository)(input, context))

      return {
        async open(input) {
          if (store !== null) return failedWith('input-invalid')
          const opened = await openStore({ ...input, onFatal: markFatal })
          if (!opened.ok) return opened
          store = opened.value
          return { ok: true, value: { loss: store.loss() } }
        },
        acknowledgeLoss: () =>
          stored(async (opened) => {
            await opened.acknowledgeLoss()
            return null
          }),

        addSource: (input, context) => tried(() => sources.add(input, context)),
        probeTable: (input, context) => tried(() => sources.probeTable(input, context)),
        readTable: (input, context) => stored(({ draft }) => sources.read(draft, input, context)),
        removeTables: ({ tableIds }) =>
          stored(async ({ draft }) => {
            await draft.removeTables(tableIds)
            return null
          }),
        removeSource({ sourceId }) {
          sources.remove(sourceId)
          return Promise.resolve({ ok: true, value: null })
        },
        clearDraft: () =>
          stored(async ({ draft }) => {
            sources.clear()
            await draft.clear()
            return null
          }),

        compare: (input, { signal }) => stored(({ draft }) => draft.compare(input, signal)),
        draftLines: (input) => stored(({ draft }) => draft.lines(input)),
        fix: (input) => stored(({ draft }) => draft.fix(input)),
        acceptSuggestions: (input) => stored(({ draft }) => draft.acceptSuggestions(input)),
        undoFix: () => stored(({ draft }) => draft.undoFix()),
        exportDraft: (input, { signal, onProgress }) =>
          stored(({ draft }) => draft.export(input, onProgress, signal)),

        readBlockList: (input, context) =>
          stored(({ blockList }) => readBlockList({ readings, blockList }, input, context)),
        refreshBlockList: ({ nowMs }, context) =>
          stored(({ blockList }) => refreshBlockList({ readings, blockList }, nowMs, context)),
        clearBlockList: () =>
          stored(async ({ blockList }) => {
            await blockList.clear()
            return null
          }),

        campaigns: fromRepository(({ campaigns }) => campaigns),
        labelCampaign: fromRepository(({ labelCampaign }) => labelCampaign),
        forgetCampaign: fromRepository(({ forgetCampaign }) => forgetCampaign),
        async createImport(input, context) {
          const made = await stored(({ repository }) => repository.createImport(input, context))
          if (made.ok) sources.clear()
          return made
        },
        imports: fromRepository(({ imports }) => imports),
        plan: fromRepository(({ plan }) => plan),
        beginRequest: fromRepository(({ beginRequest }) => beginRequest),
        recordOutcome: fromRepository(({ recordOutcome }) => recordOutcome),
        decideRequest: fromRepository(({ decideRequest }) => decideRequest),
        setImportState: fromRepository(({ setImportState }) => setImportState),
        requests: fromRepository(({ requests }) => requests),
        report: fromRepository(({ report }) => report),
        reportLines: fromRepository(({ reportLines }) => reportLines),
        exportReport: fromRepository(({ exportReport }) => exportReport),
        removeImport: fromRepository(({ removeImport }) => removeImport),
        forgetDetails: fromRepository(({ forgetDetails }) => forgetDetails)
      }
    },
    async close() {
      reader.close()
      await store?.close()
      store = null
    }
  })
}
