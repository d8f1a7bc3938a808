import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'
import { importLimits, type DamageCode } from '../../../shared/imports/imports'
import type { DraftFilter, DraftLine } from '../../../shared/imports/schema'
import type { Result } from '../../../shared/platform/result'
import { formatNumber } from '../../../shared/numbers/number'
import { announcer } from '../../platform/announcer.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { BriefMessage } from '../../ui/brief-message.svelte.ts'
import { messages } from './messages.svelte.ts'

/** The user's actions on the draft, and their results. */
export class DraftActions {
  readonly #commands: Bridge['commands']
  readonly #dropFiles: Bridge['dropFiles']
  #isAsking = $state(false)
  #hasExported = $state(false)
  /** Why the last command failed. */
  error = $state.raw<AppError | null>(null)
  /** The result of the last action. */
  readonly message = new BriefMessage(8_000)

  constructor({ commands, dropFiles }: Pick<Bridge, 'commands' | 'dropFiles'>) {
    this.#commands = commands
    this.#dropFiles = dropFiles
  }

  /** A system dialog is open. */
  get isAsking(): boolean {
    return this.#isAsking
  }
  /** The export in the state was started on this page. */
  get hasExported(): boolean {
    return this.#hasExported
  }

  chooseFiles(): Promise<void> {
    return this.#ask(() => this.#commands['imports:choose-files'](undefined))
  }
  async addFiles(files: readonly File[]): Promise<void> {
    if (files.length > 0) this.#unwrap(await this.#dropFiles(files, 'draft'))
  }
  /** Returns false when the text was rejected. */
  async addText(text: string): Promise<boolean> {
    if (text.trim() === '') return true
    if (text.length > importLimits.maxPastedLength) {
      this.message.show(messages.lists.sources.tooLong(importLimits.maxPastedLength))
      return false
    }
    const reply = await this.#commands['imports:add-text']({ text })
    this.#unwrap(reply)
    return reply.ok
  }
  async removeTable(tableId: number): Promise<void> {
    this.#unwrap(await this.#commands['imports:remove-table']({ tableId }))
  }
  async clear(): Promise<void> {
    this.#unwrap(await this.#commands['imports:clear'](undefined))
  }
  async stopReading(): Promise<void> {
    this.#unwrap(await this.#commands['imports:cancel-reading'](undefined))
  }
  async readAgain(): Promise<void> {
    this.#unwrap(await this.#commands['imports:read-again'](undefined))
  }

  chooseBlockList(): Promise<void> {
    return this.#ask(() => this.#commands['imports:choose-block-list'](undefined))
  }
  async clearBlockList(): Promise<void> {
    this.#unwrap(await this.#commands['imports:clear-block-list'](undefined))
  }

  async includeDoubtful(isIncluded: boolean): Promise<void> {
    this.#unwrap(await this.#commands['imports:include-doubtful']({ isIncluded }))
  }
  async acceptSuggestions(code: DamageCode): Promise<void> {
    const done = this.#unwrap(await this.#commands['imports:accept-suggestions']({ code }))
    if (done !== null) this.message.show(messages.lists.decisions.accepted(done.fixed))
  }
  /** Replaces the text of an entry; returns the updated entry, or null on failure. */
  async fix({ n, line }: DraftLine, text: string): Promise<DraftLine | null> {
    const fixed = this.#unwrap(await this.#commands['imports:fix']({ n, text }))
    if (fixed === null) return null
    const t = messages.lists.rows
    if (fixed.reason !== null) this.message.show(t.stays(line, messages.entries.reasons[fixed.reason]))
    else if (fixed.dial !== null) this.message.show(t.became(line, formatNumber(fixed.dial)))
    return fixed
  }
  async undo(): Promise<void> {
    const done = this.#unwrap(await this.#commands['imports:undo-fix'](undefined))
    if (done !== null) this.message.show(messages.lists.decisions.undone(done.undone))
  }

  exportLines(filter: DraftFilter): Promise<void> {
    this.#hasExported = true
    return this.#ask(() => this.#commands['imports:export-lines']({ filter }))
  }
  async cancelExport(): Promise<void> {
    this.#unwrap(await this.#commands['imports:export-cancel'](undefined))
  }
  async showExport(): Promise<void> {
    this.#unwrap(await this.#commands['imports:show-export'](undefined))
  }

  async openImport(id: string): Promise<void> {
    this.#unwrap(await this.#commands['imports:open']({ id }))
  }

  /** Unwraps a reply; null when it failed, with the reason in `error`. */
  #unwrap<T>(reply: Result<T>): T | null {
    this.error = reply.ok ? null : reply.error
    if (reply.ok) return reply.value
    announcer.warn(i18n.error(reply.error))
    return null
  }

  /** Opens a system dialog, unless one is already open. */
  async #ask(open: () => Promise<Result<unknown>>): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    this.#unwrap(await open())
    this.#isAsking = false
  }
}
