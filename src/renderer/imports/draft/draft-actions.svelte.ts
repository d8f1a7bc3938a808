import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'
import {
  importLimits,
  type DamageCode,
  type DraftFilter,
  type DraftLine
} from '../../../shared/imports/imports'
import type { Result } from '../../../shared/platform/result'
import { formatNumber } from '../../../shared/numbers/number'
import { announcer } from '../../platform/announcer.svelte.ts'
import { i18n } from '../../platform/i18n.svelte.ts'
import { messages } from './messages.svelte.ts'

/** How long a result is shown, ms. */
const toldForMs = 8_000

/** The user's actions on the draft, and their results. */
export function createDraftActions({ commands, dropFiles }: Pick<Bridge, 'commands' | 'dropFiles'>) {
  let error = $state.raw<AppError | null>(null)
  let told = $state('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = $state(false)
  let hasExported = $state(false)

  function tell(text: string): void {
    told = text
    announcer.say(text)
    clearTimeout(timer)
    timer = setTimeout(() => (told = ''), toldForMs)
  }

  /** Unwraps a reply, and keeps its error. */
  function heed<T>(reply: Result<T>): T | null {
    error = reply.ok ? null : reply.error
    if (reply.ok) return reply.value
    announcer.warn(i18n.error(reply.error))
    return null
  }

  /** Opens a system dialog, unless one is already open. */
  async function ask(open: () => Promise<Result<unknown>>): Promise<void> {
    if (isAsking) return
    isAsking = true
    heed(await open())
    isAsking = false
  }

  return {
    /** Why the last command failed. */
    get error() {
      return error
    },
    set error(next: AppError | null) {
      error = next
    },
    /** The result of the last action, shown for a moment. */
    get told() {
      return told
    },
    /** A system dialog is open. */
    get isAsking() {
      return isAsking
    },
    /** The export in the state was started on this page. */
    get hasExported() {
      return hasExported
    },

    chooseFiles: () => ask(() => commands['imports:choose-files'](undefined)),
    chooseBlockList: () => ask(() => commands['imports:choose-block-list'](undefined)),
    async clearBlockList() {
      heed(await commands['imports:clear-block-list'](undefined))
    },
    async addFiles(files: readonly File[]) {
      if (files.length > 0) heed(await dropFiles(files))
    },
    /** Returns false when the text was rejected. */
    async addText(text: string): Promise<boolean> {
      if (text.trim() === '') return true
      if (text.length > importLimits.maxPastedLength) {
        tell(messages.lists.sources.tooLong(importLimits.maxPastedLength))
        return false
      }
      const reply = await commands['imports:add-text']({ text })
      heed(reply)
      return reply.ok
    },
    async removeTable(tableId: number) {
      heed(await commands['imports:remove-table']({ tableId }))
    },
    async clear() {
      heed(await commands['imports:clear'](undefined))
    },
    async stopReading() {
      heed(await commands['imports:cancel-reading'](undefined))
    },
    async readAgain() {
      heed(await commands['imports:read-again'](undefined))
    },
    async includeDoubtful(isIncluded: boolean) {
      heed(await commands['imports:include-doubtful']({ isIncluded }))
    },
    async acceptSuggestions(code: DamageCode) {
      const done = heed(await commands['imports:accept-suggestions']({ code }))
      if (done !== null) tell(messages.lists.decisions.accepted(done.fixed))
    },
    async undo() {
      const done = heed(await commands['imports:undo-fix'](undefined))
      if (done !== null) tell(messages.lists.decisions.undone(done.undone))
    },
    /** Replaces the text of an entry; returns the updated entry, or null on failure. */
    async fix({ n, line }: DraftLine, text: string): Promise<DraftLine | null> {
      const fixed = heed(await commands['imports:fix']({ n, text }))
      if (fixed === null) return null
      const t = messages.lists.rows
      if (fixed.reason !== null) tell(t.stays(line, messages.entries.reasons[fixed.reason]))
      else if (fixed.dial !== null) tell(t.became(line, formatNumber(fixed.dial)))
      return fixed
    },
    exportLines: (filter: DraftFilter) => {
      hasExported = true
      return ask(() => commands['imports:export-lines']({ filter }))
    },
    async cancelExport() {
      heed(await commands['imports:export-cancel'](undefined))
    },
    async showExport() {
      heed(await commands['imports:show-export'](undefined))
    },
    async openImport(id: string) {
      heed(await commands['imports:open']({ id }))
    },
    end(): void {
      clearTimeout(timer)
    }
  }
}

/** See {@link createDraftActions}. */
export type DraftActions = ReturnType<typeof createDraftActions>
