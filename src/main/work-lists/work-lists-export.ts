import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { workListFormats } from '../../shared/work-lists/limits'
import type { WorkListsState } from '../../shared/work-lists/schema'
import { lineText } from '../contacts/contact-text'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { FileExport, type FileExportState } from '../platform/file-export'
import { nameOfPath, safeStem } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import type { WorkExportWords } from './work-lists-operations'
import type { WorkListsStore } from './work-lists-store'

/** The export of a list with its results to a file. */
export interface WorkListsExport {
  /** Asks for a file, then writes to it; progress is published. */
  start(id: string, format: (typeof workListFormats)[number]): Promise<Result<Chosen>>
  isRunning(): boolean
  cancel(): void
  /** Shows the last file in its folder. */
  showLast(): void
}

/** Dependencies of the export. */
export interface WorkListsExportDeps {
  store: Pick<WorkListsStore, 'ask'>
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'>
  /** The name of a list; empty if it is unknown. */
  nameOf: (id: string) => string
  words: () => { table: WorkExportWords; stem: string }
  zone: () => ZoneOffsets
  /** Numbers are masked in the file. */
  isMasked: () => boolean
  publish: (value: WorkListsState['export']) => void
  publishProgress: (value: WorkListsState['export']) => void
}

const shownState = (state: FileExportState, fileName: string): WorkListsState['export'] => {
  if (state.kind === 'running') return { kind: 'writing', fileName, done: state.rows, total: state.totalRows }
  if (state.kind === 'done') return { kind: 'done', fileName, rows: state.rows }
  return state.kind === 'failed' ? { kind: 'failed', fileName, error: state.error } : state
}

/** Creates the export. `words.stem`: the suggested name of the file of a list without a usable name. */
export function createWorkListsExport(deps: WorkListsExportDeps): WorkListsExport {
  const { store, dialogs, words } = deps
  const exporting = new FileExport(dialogs)
  const askInDialog = createOneDialog()
  return {
    async start(listId, format) {
      if (exporting.isRunning()) return failed({ code: 'export-failed' })
      const stem = safeStem(deps.nameOf(listId)) || words().stem
      const path = await askInDialog(() => dialogs.saveFile({ stem, extension: format }))
      if (path === null) return succeeded({ kind: 'cancelled' })
      const fileName = lineText(nameOfPath(path))
      exporting.start(path, {
        write: (signal, onProgress) =>
          store.ask(
            'export',
            { listId, path, format, words: words().table, zone: deps.zone(), isMasked: deps.isMasked() },
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
