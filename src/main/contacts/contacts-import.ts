import type { ContactColumn, ContactImport } from '../../shared/contacts/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Chosen } from '../platform/file-dialogs'
import { nameOfPath } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import { lineText } from './contact-text'
import type { CardWords, ContactOutput, ContactTable } from './contacts-operations'
import type { ContactsStore } from './contacts-store'

/** The import of a file: read, checked by the user, stored. One at a time. */
export interface ContactsImport {
  /** Shows a file dialog, then reads the file. Errors: `import-running`. */
  choose(): Promise<Result<Chosen>>
  /** Reads a file. Errors: `import-running`. */
  open(path: string): Result<undefined>
  /** Stores the contacts of the file that is being checked. Error: `input-invalid`. */
  start(columns: readonly ContactColumn[]): Result<undefined>
  /** Stops reading or storing, or leaves the check. */
  cancel(): void
  /** Acknowledges the result or the error. */
  dismiss(): void
  isStoring(): boolean
}

/** Dependencies of an import. */
interface ContactsImportDeps {
  store: ContactsStore
  /** The absolute path of a file; null if cancelled. */
  chooseFile: () => Promise<string | null>
  words: () => CardWords
  now: () => number
  publish: (state: ContactImport) => void
  /** Throttled. */
  publishProgress: (state: ContactImport) => void
  onStored: (stored: ContactOutput<'importFile'>) => void
}

/** A file that the user checks. */
interface Checked {
  path: string
  fileName: string
  table: ContactTable
  rows: number
  columns: number
}

/** Creates an import. */
export function createContactsImport(deps: ContactsImportDeps): ContactsImport {
  const { store, publish, publishProgress } = deps
  const askInDialog = createOneDialog()
  let running: { abort: AbortController; isStoring: boolean } | null = null
  let checked: Checked | null = null

  /** Runs one step; a newer step or a cancel makes its outcome void. */
  const begin = (isStoring: boolean): { signal: AbortSignal; isCurrent: () => boolean } => {
    const own = { abort: new AbortController(), isStoring }
    running = own
    return { signal: own.abort.signal, isCurrent: () => running === own }
  }

  /** A function, because the value changes while a dialog is open. */
  const isBusy = (): boolean => running !== null

  const read = async (path: string): Promise<void> => {
    const fileName = lineText(nameOfPath(path))
    const { signal, isCurrent } = begin(false)
    publish({ kind: 'reading', fileName, rows: 0 })
    const result = await store.ask(
      'checkFile',
      { path },
      {
        signal,
        onProgress: ({ done }) => isCurrent() && publishProgress({ kind: 'reading', fileName, rows: done })
      }
    )
    if (!isCurrent()) return
    running = null
    if (!result.ok) {
      publish({ kind: 'failed', fileName, error: result.error })
      return
    }
    const { table, rows, columns, headers, sample } = result.value
    checked = { path, fileName, table, rows, columns: columns.length }
    publish({ kind: 'checking', fileName, rows, columns, headers, sample })
  }

  const save = async ({ path, fileName, table, rows }: Checked, columns: ContactColumn[]): Promise<void> => {
    const { signal, isCurrent } = begin(true)
    publish({ kind: 'storing', fileName, rows, done: 0 })
    const result = await store.ask(
      'importFile',
      { path, table, columns, words: deps.words(), nowMs: deps.now() },
      {
        signal,
        onProgress: ({ done }) =>
          isCurrent() && publishProgress({ kind: 'storing', fileName, rows, done: Math.min(done, rows) })
      }
    )
    // It can have been stored before the cancel arrived.
    if (result.ok) deps.onStored(result.value)
    if (!isCurrent()) return
    running = null
    if (result.ok) publish({ kind: 'done', fileName, result: result.value.result })
    // The process can end before it answers a cancel, as when all contacts are removed.
    else if (result.error.code === 'cancelled' || signal.aborted) publish({ kind: 'none' })
    else publish({ kind: 'failed', fileName, error: result.error })
  }

  return {
    async choose() {
      if (isBusy()) return failed({ code: 'import-running' })
      const path = await askInDialog(deps.chooseFile)
      if (path === null) return succeeded({ kind: 'cancelled' })
      // The file that was being checked can have been started while the dialog was open.
      if (isBusy()) return failed({ code: 'import-running' })
      checked = null
      void read(path)
      return succeeded({ kind: 'started' })
    },
    open(path) {
      if (running !== null) return failed({ code: 'import-running' })
      checked = null
      void read(path)
      return succeeded(undefined)
    },
    start(columns) {
      if (checked === null || columns.length !== checked.columns)
        return failed({ code: 'input-invalid', field: 'columns' })
      const file = checked
      checked = null
      void save(file, [...columns])
      return succeeded(undefined)
    },
    cancel() {
      if (running?.isStoring === true) {
        // Its outcome is published: contacts are stored whole or not at all, and the user learns which.
        running.abort.abort()
        return
      }
      if (running === null && checked === null) return
      running?.abort.abort()
      running = null
      checked = null
      publish({ kind: 'none' })
    },
    dismiss() {
      if (running === null && checked === null) publish({ kind: 'none' })
    },
    isStoring: () => running?.isStoring === true
  }
}
