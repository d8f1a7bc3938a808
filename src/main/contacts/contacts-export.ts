import type { contactFormats } from '../../shared/contacts/contacts'
import type { ContactsState } from '../../shared/contacts/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { FileExport, type FileExportState } from '../platform/file-export'
import { nameOfPath } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import { lineText } from './contact-text'
import type { TableWords } from './contacts-operations'
import type { ContactsStore } from './contacts-store'

/** The export of all contacts to a file. */
export interface ContactsExport {
  /** Asks for a file, then writes to it; progress is published. */
  start(format: (typeof contactFormats)[number]): Promise<Result<Chosen>>
  isRunning(): boolean
  cancel(): void
  /** Shows the last file in its folder. */
  showLast(): void
}

const shownState = (state: FileExportState, fileName: string): ContactsState['export'] => {
  if (state.kind === 'running') return { kind: 'writing', fileName, done: state.rows, total: state.totalRows }
  if (state.kind === 'done') return { kind: 'done', fileName, contacts: state.rows }
  return state.kind === 'failed' ? { kind: 'failed', fileName, error: state.error } : state
}

/** Creates the export. `words.stem`: the suggested name of the file, without its extension. */
export function createContactsExport(deps: {
  store: Pick<ContactsStore, 'ask'>
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'>
  words: () => { table: TableWords; stem: string }
  /** Numbers are masked in the file. */
  isMasked: () => boolean
  publish: (value: ContactsState['export']) => void
  publishProgress: (value: ContactsState['export']) => void
}): ContactsExport {
  const { store, dialogs, words } = deps
  const exporting = new FileExport(dialogs)
  const askInDialog = createOneDialog()
  return {
    async start(format) {
      if (exporting.isRunning()) return failed({ code: 'export-failed' })
      const path = await askInDialog(() => dialogs.saveFile({ stem: words().stem, extension: format }))
      if (path === null) return succeeded({ kind: 'cancelled' })
      const fileName = lineText(nameOfPath(path))
      exporting.start(path, {
        write: (signal, onProgress) =>
          store.ask(
            'export',
            { path, format, words: words().table, text: '', isMasked: deps.isMasked() },
            { signal, onProgress: ({ done, total }) => onProgress(done, total) }
          ),
        publish: (value) => deps.publish(shownState(value, fileName)),
        publishProgress: (value) => deps.publishProgress(shownState(value, fileName))
      })
      return succeeded({ kind: 'started' })
    },
    isRunning: () => exporting.isRunning(),
    cancel: () => exporting.cancel(),
    showLast: () => exporting.showLast()
  }
}
