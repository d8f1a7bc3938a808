import { contactLimits, type contactFormats } from '../../shared/contacts/contacts'
import type {
  Contact,
  ContactColumn,
  ContactContent,
  ContactName,
  ContactRow
} from '../../shared/contacts/schema'
import type { CodedResult } from '../../shared/platform/coded-result'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { HistoryLoss } from '../../shared/platform/schema'
import { emptyState } from '../platform/empty-state'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createTopicPublisher } from '../platform/topic-publisher'
import { createContactEdits } from './contact-edits'
import { createContactsExport } from './contacts-export'
import { createContactsImport, type ContactsImport } from './contacts-import'
import type { CardWords, ContactsErrorCode, TableWords } from './contacts-operations'
import type { ContactsStore } from './contacts-store'
import type { NameSource } from './names/names'

type Format = (typeof contactFormats)[number]

/** Texts of files in the user's language. */
interface ContactFileWords {
  card: CardWords
  table: TableWords
  /** The suggested name of an export, without its extension. */
  stem: string
}

/** The contacts of one tenant. */
export interface Contacts {
  search(asked: {
    text: string
    offset: number
    limit: number
  }): Promise<Result<{ rows: ContactRow[]; total: number; revision: number }>>
  suggest(text: string): Promise<Result<ContactRow[]>>
  get(id: string): Promise<Result<Contact>>
  save(id: string | null, content: ContactContent): Promise<Result<{ id: string }>>
  remove(ids: readonly string[]): Promise<Result<{ removed: number }>>
  /** Undoes the last removal. */
  restore(): Promise<Result<{ restored: number }>>
  readonly import: ContactsImport
  export(format: Format): Promise<Result<Chosen>>
  cancelExport(): void
  /** Writes the contacts that match a text to a new CSV file; returns what its columns contain. */
  writeTable(text: string, path: string, signal: AbortSignal): Promise<Result<ContactColumn[]>>
  showExport(): void
  dismiss(of: 'import' | 'export' | 'loss'): Promise<Result<undefined>>
  /** Who numbers belong to; rejects if the store fails. */
  readonly names: NameSource
  /** The process has opened the file. */
  opened(found: { loss: HistoryLoss | null; count: number }): void
  showLoss(loss: HistoryLoss | null): void
  /** All contacts are about to be removed: an import and an export end. */
  emptying(): void
  /** All contacts were removed. */
  emptied(): void
  /** True if no import and no export is under way. */
  isIdle(): boolean
  close(): void
}

/** Dependencies of contacts. */
export interface ContactsDeps {
  state: StateStore
  clock: Clock
  store: ContactsStore
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'> & { chooseContacts(): Promise<string | null> }
  words: () => ContactFileWords
}

/** Errors after which the store as a whole can't be used. */
const storeProblems: ReadonlySet<string> = new Set<ContactsErrorCode>(['contacts-locked', 'contacts-failed'])

/** Opens the contacts; the store's process starts when something needs it. */
export function openContacts({ state, clock, store: given, dialogs, words }: ContactsDeps): Contacts {
  const publisher = createTopicPublisher(
    'contacts',
    { state, clock },
    {
      ...emptyState.contacts,
      count: given.isThere() ? null : 0
    }
  )

  /** Publishes whether the store can be used. */
  const noted = <T>(result: CodedResult<T, ContactsErrorCode>): CodedResult<T, ContactsErrorCode> => {
    const problem = !result.ok && storeProblems.has(result.error.code) ? result.error : null
    const shown = publisher.value().problem
    if (problem?.code !== shown?.code && (problem !== null || result.ok)) publisher.updateNow({ problem })
    return result
  }
  const store: ContactsStore = {
    ...given,
    ask: async (operation, input, options) => noted(await given.ask(operation, input, options))
  }
  const changed = (count: number): void =>
    publisher.updateNow({ count, revision: publisher.value().revision + 1 })

  const importing = createContactsImport({
    store,
    chooseFile: () => dialogs.chooseContacts(),
    words: () => words().card,
    now: () => clock.now(),
    publish: (value) => publisher.updateNow({ import: value }),
    publishProgress: (value) => publisher.update({ import: value }),
    onStored: ({ result, count }) => (result.added + result.updated > 0 ? changed(count) : undefined)
  })

  const exporting = createContactsExport({
    store,
    dialogs,
    words,
    isMasked: () => state.get('settings').privacy.isNumberMasked,
    publish: (value) => publisher.updateNow({ export: value }),
    publishProgress: (value) => publisher.update({ export: value })
  })

  const edits = createContactEdits({
    store,
    now: () => clock.now(),
    isStoring: () => importing.isStoring(),
    onChanged: changed
  })

  return {
    import: importing,
    async search(asked) {
      const { revision } = publisher.value()
      if (!store.isThere()) return succeeded({ rows: [], total: 0, revision })
      const found = await store.ask('search', asked)
      return found.ok ? succeeded({ ...found.value, revision }) : found
    },
    async suggest(text) {
      return store.isThere() && text.trim() !== '' ? store.ask('suggest', { text }) : succeeded([])
    },
    async get(id) {
      return store.isThere() ? store.ask('get', { id }) : failed({ code: 'contact-gone' })
    },
    save: (id, content) => edits.save(id, content),
    remove: (ids) => edits.remove(ids),
    restore: () => edits.restore(),
    export: (format) => exporting.start(format),
    cancelExport: () => exporting.cancel(),
    async writeTable(text, path, signal) {
      const written = await store.ask(
        'export',
        { path, format: 'csv', words: words().table, text, isMasked: false },
        { signal }
      )
      return written.ok ? succeeded(written.value.columns) : written
    },
    showExport: () => exporting.showLast(),
    async dismiss(of) {
      if (of === 'import') importing.dismiss()
      else if (of === 'export') {
        if (!exporting.isRunning()) publisher.updateNow({ export: { kind: 'none' } })
      } else {
        const acknowledged = await store.ask('acknowledgeLoss', {})
        if (!acknowledged.ok) return acknowledged
        publisher.updateNow({ loss: null })
      }
      return succeeded(undefined)
    },
    async names(numbers) {
      if (!store.isThere()) return new Map()
      const found = await store.ask('names', { numbers: numbers.slice(0, contactLimits.maxNames) })
      if (!found.ok) throw new Error(found.error.code)
      return new Map(found.value.map(({ number, name }): [string, ContactName] => [number, name]))
    },
    opened({ loss, count }) {
      const shown = publisher.value()
      // Contacts that were lost are no longer what the views show.
      const isOther = shown.count !== null && shown.count !== count
      publisher.updateNow({ loss, count, revision: shown.revision + (isOther ? 1 : 0) })
    },
    showLoss: (loss) => publisher.updateNow({ loss }),
    emptying() {
      importing.cancel()
      exporting.cancel()
    },
    emptied() {
      edits.forget()
      publisher.updateNow({ loss: null, problem: null })
      changed(0)
    },
    isIdle: () =>
      !importing.isStoring() && publisher.value().import.kind !== 'reading' && !exporting.isRunning(),
    close() {
      importing.cancel()
      exporting.cancel()
      publisher.close()
    }
  }
}
