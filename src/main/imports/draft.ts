import type { CommandInput, CommandOutput } from '../../shared/app/contract'
import type { DraftFilter, DraftLine } from '../../shared/imports/imports'
import type { TableProbe } from '../../shared/imports/schema'
import type { DraftTable, ImportDraft } from '../../shared/imports/imports-state'
import { succeeded, type Result } from '../../shared/platform/result'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createDraftPublisher } from './draft-publisher'
import { DraftTableEditor } from './draft-table-editor'
import { DraftWork } from './draft-work'
import type { ImportsStore } from './imports-store'

/** Fixes within this time are compared together, in ms. */
const gatherFixesMs = 400

/** The draft of a campaign import: the tables to send. Nothing leaves this machine before the import starts. */
export interface Draft {
  addFiles(paths: readonly string[]): void
  addText(text: string): void
  removeTable(tableId: number): void
  clear(): Promise<void>
  setTable(input: CommandInput<'imports:set-table'>): Promise<Result<undefined>>
  /** The first rows of a probed table; `not-found`. */
  preview(tableId: number): Result<TableProbe['preview']>
  cancelReading(): void
  /** Continues after a cancellation and retries what failed. */
  readAgain(): void
  includeDoubtful(isIncluded: boolean): void
  chooseCampaign(campaignId: string): void
  lines(filter: DraftFilter, offset: number, limit: number): Promise<Result<CommandOutput<'imports:lines'>>>
  fix(n: number, text: string): Promise<Result<DraftLine>>
  acceptSuggestions(input: CommandInput<'imports:accept-suggestions'>): Promise<Result<{ fixed: number }>>
  undoFix(): Promise<Result<{ undone: number }>>
  /** Earlier imports or the block list changed: compares everything again. */
  compareAgain(): void
  shown(): ImportDraft
  /** The included tables, in their order. */
  counted(): DraftTable[]
  close(): void
}

/** Creates an empty draft. `isDoubtfulIncluded`: the user's last choice. */
export function createDraft(deps: {
  state: StateStore
  clock: Clock
  store: ImportsStore
  isDoubtfulIncluded: boolean
  keepDoubtfulIncluded: (isIncluded: boolean) => void
}): Draft {
  const { clock, store } = deps
  const publisher = createDraftPublisher(deps)
  const work = new DraftWork({ publisher, store })
  const tables = new DraftTableEditor({ publisher, work, store })
  let cancelFixTimer: () => void = () => undefined

  const changed = (change: Partial<ImportDraft>): void => {
    publisher.updateNow(change)
    work.compareAgain()
  }

  return {
    addFiles(paths) {
      for (const path of paths) tables.add(path, '')
    },
    addText: (text) => tables.add(null, text),
    removeTable(tableId) {
      if (tables.remove(tableId))
        changed({ canUndo: publisher.sources().length > 0 && publisher.value().canUndo })
    },
    async clear() {
      cancelFixTimer()
      work.reset()
      tables.clear()
      publisher.updateNow({
        check: { kind: 'none' },
        canUndo: false,
        revision: publisher.value().revision + 1
      })
      await store.ask('clearDraft', {})
    },
    setTable: (input) => tables.set(input),
    preview: (tableId) => tables.preview(tableId),
    cancelReading: () => work.pause(),
    readAgain() {
      tables.retryFailed()
      publisher.updateNow({ check: { kind: 'reading' } })
      work.resume()
      work.compareAgain()
    },
    includeDoubtful(isDoubtfulIncluded) {
      publisher.updateNow({ isDoubtfulIncluded })
      deps.keepDoubtfulIncluded(isDoubtfulIncluded)
    },
    chooseCampaign(campaignId) {
      const { check, campaignId: former } = publisher.value()
      if (campaignId === former) return
      // The count to send changes: hide the summary, so that the user can't confirm the previous count.
      changed({ campaignId, check: check.kind === 'ready' ? { kind: 'comparing' } : check })
    },
    lines: (filter, offset, limit) =>
      store.ask('draftLines', {
        filter,
        isDoubtfulIncluded: publisher.value().isDoubtfulIncluded,
        offset,
        limit
      }),
    async fix(n, text) {
      const line = await store.ask('fix', { n, text })
      if (!line.ok) return line
      publisher.updateNow({ canUndo: true })
      cancelFixTimer()
      cancelFixTimer = clock.after(gatherFixesMs, () => work.compareAgain())
      return line
    },
    async acceptSuggestions(input) {
      const accepted = await store.ask('acceptSuggestions', input)
      if (accepted.ok && accepted.value.fixed > 0) changed({ canUndo: true })
      return accepted
    },
    async undoFix() {
      const undone = await store.ask('undoFix', {})
      if (!undone.ok) return undone
      changed({ canUndo: undone.value.canUndo })
      return succeeded({ undone: undone.value.undone })
    },
    compareAgain: () => work.compareAgain(),
    shown: () => publisher.value(),
    counted: () => publisher.counted(),
    close() {
      cancelFixTimer()
      work.close()
      publisher.close()
    }
  }
}
