import type { CodedResult } from '../../shared/platform/coded-result'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { HistoryLoss } from '../../shared/platform/schema'
import type { workEntryChanges, workListFormats, WorkListState } from '../../shared/work-lists/limits'
import type { WorkEntry, WorkEntryFilter, WorkGuide } from '../../shared/work-lists/schema'
import { emptyState } from '../platform/empty-state'
import type { Chosen } from '../platform/file-dialogs'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createTopicPublisher } from '../platform/topic-publisher'
import { createListMaking, type ListMaking, type ListMakingDeps } from './list-making'
import { createWorkRunStore } from './run/run-store'
import { createWorkListsExport, type WorkListsExportDeps } from './work-lists-export'
import type { WorkListsErrorCode } from './work-lists-operations'
import type { WorkListsStore } from './work-lists-store'
import type { WorkRunStore } from './run/work-run-store'

type Changed = Result<{ changed: number }>

/** The work lists of one account. */
export interface WorkLists {
  readonly making: ListMaking
  /** The lists as far as working through one needs them. */
  readonly run: WorkRunStore
  rename(id: string, name: string): Promise<Result<undefined>>
  setState(id: string, state: WorkListState): Promise<Result<undefined>>
  setGuide(id: string, guide: WorkGuide): Promise<Result<undefined>>
  remove(id: string): Promise<Result<undefined>>
  /** Undoes a removal of this run of the program. */
  restore(id: string): Promise<Result<undefined>>
  entries(asked: {
    id: string
    filter: WorkEntryFilter
    offset: number
    limit: number
  }): Promise<Result<{ rows: WorkEntry[]; total: number; revision: number }>>
  changeEntries(asked: {
    id: string
    ids: readonly number[]
    change: (typeof workEntryChanges)[number]
  }): Promise<Changed>
  putBackSkipped(id: string): Promise<Changed>
  export(id: string, format: (typeof workListFormats)[number]): Promise<Result<Chosen>>
  cancelExport(): void
  showExport(): void
  dismiss(of: 'making' | 'export' | 'loss'): Promise<Result<undefined>>
  /** Reads the lists if they aren't known yet. */
  show(): void
  /** The process has opened the file. */
  opened(found: { loss: HistoryLoss | null }): void
  showLoss(loss: HistoryLoss | null): void
  close(): void
}

/** Dependencies of work lists. */
export interface WorkListsDeps
  extends
    Omit<ListMakingDeps, 'store' | 'now' | 'publish' | 'publishProgress' | 'onStored' | 'words'>,
    Omit<WorkListsExportDeps, 'store' | 'nameOf' | 'publish' | 'publishProgress' | 'words' | 'isMasked'> {
  state: StateStore
  clock: Clock
  store: WorkListsStore
  words: () => ReturnType<ListMakingDeps['words']> & ReturnType<WorkListsExportDeps['words']>
}

/** Errors after which the store as a whole can't be used. */
const storeProblems: ReadonlySet<string> = new Set<WorkListsErrorCode>([
  'work-lists-locked',
  'work-lists-failed'
])

/** Opens the work lists; the store's process starts when something needs it. */
export function openWorkLists({ state, clock, store: given, ...deps }: WorkListsDeps): WorkLists {
  const publisher = createTopicPublisher(
    'workLists',
    { state, clock },
    { ...emptyState.workLists, lists: given.isThere() ? null : [] }
  )

  /** Publishes whether the store can be used. */
  const noted = <T>(result: CodedResult<T, WorkListsErrorCode>): CodedResult<T, WorkListsErrorCode> => {
    const problem = !result.ok && storeProblems.has(result.error.code) ? result.error : null
    const shown = publisher.value().problem
    if (problem?.code !== shown?.code && (problem !== null || result.ok)) publisher.updateNow({ problem })
    return result
  }
  const store: WorkListsStore = {
    ...given,
    ask: async (operation, input, options) => noted(await given.ask(operation, input, options))
  }

  const refresh = createRefresh(async () => {
    if (!store.isThere()) return
    const lists = await store.ask('lists', {})
    if (lists.ok) publisher.update({ lists: lists.value })
  })
  const changed = (): void => {
    publisher.update({ revision: publisher.value().revision + 1 })
    void refresh()
  }
  const gone = failed({ code: 'work-list-gone' })
  /** Resolves once the changed lists are published. */
  const change = async (ask: () => Promise<Result<null>>): Promise<Result<undefined>> => {
    if (!store.isThere()) return gone
    const result = await ask()
    if (!result.ok) return result
    await refresh()
    publisher.updateNow({ revision: publisher.value().revision + 1 })
    return succeeded(undefined)
  }
  const changeEntries = async (ask: () => Promise<Changed>): Promise<Changed> => {
    if (!store.isThere()) return gone
    const result = await ask()
    if (result.ok && result.value.changed > 0) changed()
    return result
  }

  const making = createListMaking({
    ...deps,
    store,
    now: () => clock.now(),
    publish: (value) => publisher.updateNow({ making: value }),
    publishProgress: (value) => publisher.update({ making: value }),
    onStored: changed
  })
  const exporting = createWorkListsExport({
    ...deps,
    store,
    isMasked: () => state.get('settings').privacy.isNumberMasked,
    nameOf: (id) => publisher.value().lists?.find((list) => list.id === id)?.name ?? '',
    publish: (value) => publisher.updateNow({ export: value }),
    publishProgress: (value) => publisher.update({ export: value })
  })

  return {
    making,
    run: createWorkRunStore(store, changed),
    rename: (listId, name) => change(() => store.ask('rename', { listId, name })),
    setState: (listId, value) => change(() => store.ask('setState', { listId, state: value })),
    setGuide: (listId, guide) => change(() => store.ask('setGuide', { listId, guide })),
    remove: (listId) => change(() => store.ask('remove', { listId })),
    restore: (listId) => change(() => store.ask('restore', { listId })),
    async entries({ id, ...asked }) {
      const { revision } = publisher.value()
      if (!store.isThere()) return gone
      const found = await store.ask('entries', { listId: id, ...asked })
      return found.ok ? succeeded({ ...found.value, revision }) : found
    },
    changeEntries: ({ id, ids, change: what }) =>
      changeEntries(() => store.ask('changeEntries', { listId: id, ids: [...ids], change: what })),
    putBackSkipped: (listId) => changeEntries(() => store.ask('putBackSkipped', { listId })),
    export: (id, format) => exporting.start(id, format),
    cancelExport: () => exporting.cancel(),
    showExport: () => exporting.showLast(),
    async dismiss(of) {
      if (of === 'making') making.dismiss()
      else if (of === 'export') {
        if (!exporting.isRunning()) publisher.updateNow({ export: { kind: 'none' } })
      } else {
        const acknowledged = await store.ask('acknowledgeLoss', {})
        if (!acknowledged.ok) return acknowledged
        publisher.updateNow({ loss: null })
      }
      return succeeded(undefined)
    },
    show() {
      if (publisher.value().lists === null) void refresh()
    },
    opened({ loss }) {
      publisher.updateNow({ loss })
      void refresh()
    },
    showLoss: (loss) => publisher.updateNow({ loss }),
    close() {
      making.cancel()
      exporting.cancel()
      publisher.close()
    }
  }
}

/** Runs `read` once at a time; a call meanwhile makes it run once more. Resolves once a run that began after the call ended. */
function createRefresh(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    const run = read().finally(() => {
      running = null
    })
    running = run
    return run
  }
  return () => {
    if (running === null) return start()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return start()
      })
    return next
  }
}
