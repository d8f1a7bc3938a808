import type { ReportFilter, DraftFilter } from '../../shared/imports/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { FileExport } from '../platform/file-export'
import { safeStem } from '../platform/file-name'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { ImportsAskOptions, ImportsStore, StoreResult } from './imports-store'

/** Exports entries of drafts and reports to CSV files, one at a time. Progress is published in the state. */
export interface EntriesExports {
  /** `tables`: table names by id. */
  draft(
    asked: { filter: DraftFilter; isDoubtfulIncluded: boolean; tables: Record<string, string> },
    stem: string
  ): Promise<Result<Chosen>>
  report(asked: { id: string; filter: ReportFilter }, stem: string): Promise<Result<Chosen>>
  /** The progress of a campaign, by day. */
  progress(asked: { id: string }, stem: string): Promise<Result<Chosen>>
  /** Cancels the running export and leaves no file behind. */
  cancel(): void
  showLast(): void
  close(): void
}

/** `labels`: the words of the file by key, in the user's language. */
export function createEntriesExports(deps: {
  store: ImportsStore
  publisher: TopicPublisher<'imports'>
  dialogs: Pick<FileDialogs, 'saveFile' | 'showFile'>
  labels: () => Record<string, string>
  /** Numbers are masked in the file. */
  isMasked: () => boolean
}): EntriesExports {
  const { store, publisher, dialogs, labels, isMasked } = deps
  const exporting = new FileExport(dialogs)
  let isAsking = false

  const begin = async (
    stem: string,
    write: (path: string, options: ImportsAskOptions) => Promise<StoreResult<{ rows: number }>>
  ): Promise<Result<Chosen>> => {
    // Only one dialog and one export at a time; a second dialog would cover the first.
    if (exporting.isRunning() || isAsking) return failed({ code: 'export-failed' })
    isAsking = true
    const path = await dialogs
      .saveFile({ stem: safeStem(stem) || 'Deskline', extension: 'csv' })
      .finally(() => (isAsking = false))
    if (path === null) return succeeded({ kind: 'cancelled' })
    exporting.start(path, {
      write: (signal, onProgress) =>
        write(path, { signal, onProgress: ({ done, total }) => onProgress(done, total) }),
      publish: (state) => publisher.updateNow({ export: state }),
      publishProgress: (state) => publisher.update({ export: state })
    })
    return succeeded({ kind: 'started' })
  }

  return {
    draft: (asked, stem) =>
      begin(stem, (path, options) =>
        store.ask('exportDraft', { ...asked, path, isMasked: isMasked(), labels: labels() }, options)
      ),
    report: (asked, stem) =>
      begin(stem, (path, options) =>
        store.ask('exportReport', { ...asked, path, isMasked: isMasked(), labels: labels() }, options)
      ),
    progress: (asked, stem) =>
      begin(stem, (path, options) =>
        store.ask('exportProgress', { ...asked, path, labels: labels() }, options)
      ),
    cancel: () => exporting.cancel(),
    showLast: () => exporting.showLast(),
    close: () => exporting.cancel()
  }
}
