import type { CommandInput, CommandOutput } from '../../../shared/app/contract'
import type { TableProbe, DraftFilter, DraftLine } from '../../../shared/imports/schema'
import type { DraftTable, ImportDraft } from '../../../shared/imports/state-schema'
import { succeeded, type Result } from '../../../shared/platform/result'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import { createDraftPublisher, type DraftPublisher } from './draft-publisher'
import { DraftTableEditor } from './draft-table-editor'
import { DraftWork } from './draft-work'
import type { ImportsStore } from '../imports-store'

/** Fixes within this time are compared together, in ms. */
const gatherFixesMs = 400

/** What {@link Draft} needs. `isDoubtfulIncluded`: the user's last choice. */
interface DraftDeps {
  state: StateStore
  clock: Clock
  store: ImportsStore
  isDoubtfulIncluded: boolean
  keepDoubtfulIncluded: (isIncluded: boolean) => void
}

/**
 * The draft of a campaign import: the tables to send. Empty at first. Nothing leaves this machine before the import
 * starts.
 */
export class Draft {
  readonly #deps: DraftDeps
  readonly #publisher: DraftPublisher
  readonly #work: DraftWork
  readonly #tables: DraftTableEditor
  #cancelFixTimer: () => void = () => undefined

  constructor(deps: DraftDeps) {
    const { store } = deps
    this.#deps = deps
    this.#publisher = createDraftPublisher(deps)
    this.#work = new DraftWork({ publisher: this.#publisher, store })
    this.#tables = new DraftTableEditor({ publisher: this.#publisher, work: this.#work, store })
  }

  addFiles(paths: readonly string[]): void {
    for (const path of paths) this.#tables.add(path, '')
  }

  addText(text: string): void {
    this.#tables.add(null, text)
  }

  removeTable(tableId: number): void {
    if (!this.#tables.remove(tableId)) return
    this.#change({ canUndo: this.#publisher.sources().length > 0 && this.#publisher.value().canUndo })
  }

  async clear(): Promise<void> {
    this.#cancelFixTimer()
    this.#work.reset()
    this.#tables.clear()
    this.#publisher.updateNow({
      check: { kind: 'none' },
      canUndo: false,
      revision: this.#publisher.value().revision + 1
    })
    await this.#deps.store.ask('clearDraft', {})
  }

  setTable(input: CommandInput<'imports:set-table'>): Promise<Result<undefined>> {
    return this.#tables.set(input)
  }

  /** The first rows of a probed table; `not-found`. */
  preview(tableId: number): Result<TableProbe['preview']> {
    return this.#tables.preview(tableId)
  }

  cancelReading(): void {
    this.#work.pause()
  }

  /** Continues after a cancellation and retries what failed. */
  readAgain(): void {
    this.#tables.retryFailed()
    this.#publisher.updateNow({ check: { kind: 'reading' } })
    this.#work.resume()
    this.#work.compareAgain()
  }

  includeDoubtful(isDoubtfulIncluded: boolean): void {
    this.#publisher.updateNow({ isDoubtfulIncluded })
    this.#deps.keepDoubtfulIncluded(isDoubtfulIncluded)
  }

  chooseCampaign(campaignId: string): void {
    const { check, campaignId: former } = this.#publisher.value()
    if (campaignId === former) return
    // The count to send changes: hide the summary, so that the user can't confirm the previous count.
    this.#change({ campaignId, check: check.kind === 'ready' ? { kind: 'comparing' } : check })
  }

  lines(filter: DraftFilter, offset: number, limit: number): Promise<Result<CommandOutput<'imports:lines'>>> {
    const { isDoubtfulIncluded } = this.#publisher.value()
    return this.#deps.store.ask('draftLines', { filter, isDoubtfulIncluded, offset, limit })
  }

  async fix(n: number, text: string): Promise<Result<DraftLine>> {
    const line = await this.#deps.store.ask('fix', { n, text })
    if (!line.ok) return line
    this.#publisher.updateNow({ canUndo: true })
    this.#cancelFixTimer()
    this.#cancelFixTimer = this.#deps.clock.after(gatherFixesMs, () => this.compareAgain())
    return line
  }

  async acceptSuggestions(
    input: CommandInput<'imports:accept-suggestions'>
  ): Promise<Result<{ fixed: number }>> {
    const accepted = await this.#deps.store.ask('acceptSuggestions', input)
    if (accepted.ok && accepted.value.fixed > 0) this.#change({ canUndo: true })
    return accepted
  }

  async undoFix(): Promise<Result<{ undone: number }>> {
    const undone = await this.#deps.store.ask('undoFix', {})
    if (!undone.ok) return undone
    this.#change({ canUndo: undone.value.canUndo })
    return succeeded({ undone: undone.value.undone })
  }

  /** Earlier imports or the block list changed: compares everything again. */
  compareAgain(): void {
    this.#work.compareAgain()
  }

  shown(): ImportDraft {
    return this.#publisher.value()
  }

  /** The included tables, in their order. */
  counted(): DraftTable[] {
    return this.#publisher.counted()
  }

  close(): void {
    this.#cancelFixTimer()
    this.#work.close()
    this.#publisher.close()
  }

  #change(change: Partial<ImportDraft>): void {
    this.#publisher.updateNow(change)
    this.#work.compareAgain()
  }
}
