import type { ExportFormat, RecordColumn } from '../../shared/records/records'
import type { ExportLabels } from '../../shared/records/export-schema'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { RecordsState } from '../../shared/records/state-schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { wallTime } from '../platform/zone-offsets'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { FileExport, type FileExportState } from '../platform/file-export'
import { safeStem } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import type { RecordsPublisher } from './records-publisher'
import type { RecordsStore } from './records-store'

/** Exports of records to files. */
export interface RecordsExports {
  export(asked: { viewId: number; format: ExportFormat; columns: RecordColumn[] }): Promise<Result<Chosen>>
  /** Writes columns of a view to a new CSV file. Error: `view-outdated`. */
  writeTable(
    asked: { viewId: number; columns: RecordColumn[] },
    path: string,
    signal: AbortSignal
  ): Promise<Result<{ rows: number }>>
  /** Cancels the export; no partial file is left. */
  cancel(): void
  showLast(): void
  savePicture(asked: { title: string; png: Uint8Array }): Promise<Result<Chosen>>
  close(): void
}

// The signature of a PNG datastream (PNG, third edition, 5.2).
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const dayOf = (zone: ZoneOffsets, atMs: number): string => wallTime(zone, atMs).slice(0, 10)

/** `Deskline 2026-11-01–2026-11-22`; built from formatted dates only, never from input text. */
export function exportStem(period: { startMs: number; endMs: number } | null, zone: ZoneOffsets): string {
  if (period === null) return 'Deskline'
  const first = dayOf(zone, period.startMs)
  const last = dayOf(zone, Math.max(period.startMs, period.endMs - 1))
  return first === last ? `Deskline ${first}` : `Deskline ${first}–${last}`
}

/** Exports views of the store and publishes the progress in the state. One export at a time. */
export function createRecordsExports(deps: {
  store: RecordsStore
  publisher: RecordsPublisher
  dialogs: FileDialogs
  zone: () => ZoneOffsets
  /** Numbers are masked in exports; not in tables for Deskline itself. */
  isMasked: () => boolean
  labels: () => ExportLabels
  /** Replaces a file atomically; errors: `disk-full`, `folder-unwritable`. */
  writeFile: (path: string, bytes: Uint8Array) => Promise<Result<undefined>>
}): RecordsExports {
  const { store, publisher, dialogs, zone } = deps
  const exporting = new FileExport(dialogs)
  const askInDialog = createOneDialog()

  return {
    async export({ viewId, format, columns }) {
      // The window shows the running export; a second one would replace it in the state.
      if (exporting.isRunning()) return failed({ code: 'export-failed' })
      const stem = exportStem(publisher.value().period, zone())
      const path = await askInDialog(() => dialogs.saveFile({ stem, extension: format }))
      if (path === null) return succeeded({ kind: 'cancelled' })
      const ofFormat = (state: FileExportState): RecordsState['export'] =>
        state.kind === 'none' ? state : { ...state, format }
      exporting.start(path, {
        write: (signal, onProgress) =>
          store.ask(
            'export',
            { viewId, format, path, columns, isMasked: deps.isMasked(), labels: deps.labels(), zone: zone() },
            { signal, onProgress: ({ rows, totalRows }) => onProgress(rows, totalRows) }
          ),
        publish: (state) => publisher.updateNow({ export: ofFormat(state) }),
        publishProgress: (state) => publisher.update({ export: ofFormat(state) })
      })
      return succeeded({ kind: 'started' })
    },
    writeTable: (asked, path, signal) =>
      store.ask(
        'export',
        { ...asked, format: 'csv', path, isMasked: false, labels: deps.labels(), zone: zone() },
        { signal }
      ),
    cancel: () => exporting.cancel(),
    showLast: () => exporting.showLast(),
    async savePicture({ title, png }) {
      if (pngSignature.some((byte, at) => png[at] !== byte)) {
        return failed({ code: 'input-invalid', field: 'png' })
      }
      const stem = safeStem(title) || 'Deskline'
      const path = await askInDialog(() => dialogs.saveFile({ stem, extension: 'png' }))
      if (path === null) return succeeded({ kind: 'cancelled' })
      const written = await deps.writeFile(path, png)
      return written.ok ? succeeded({ kind: 'started' }) : written
    },
    close: () => exporting.cancel()
  }
}
