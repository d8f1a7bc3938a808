import type { ExportFormat, ExportLabels, RecordColumn, ZoneOffsets } from '../../shared/records/records'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { wallTime } from '../platform/zone-offsets'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { safeStem } from '../platform/file-name'
import type { RecordsPublisher } from './records-publisher'
import type { RecordsStore } from './records-store'

/** Exports of records to files. */
export interface RecordsExports {
  export(asked: { viewId: number; format: ExportFormat; columns: RecordColumn[] }): Promise<Result<Chosen>>
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

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

/** Exports views of the store and publishes the progress in the state. One export at a time. */
export function createRecordsExports(deps: {
  store: RecordsStore
  publisher: RecordsPublisher
  dialogs: FileDialogs
  zone: () => ZoneOffsets
  labels: () => ExportLabels
  /** Replaces a file atomically; errors: `disk-full`, `folder-unwritable`. */
  writeFile: (path: string, bytes: Uint8Array) => Promise<Result<undefined>>
}): RecordsExports {
  const { store, publisher, dialogs, zone } = deps
  let running: AbortController | null = null
  let isAsking = false
  let lastPath: string | null = null

  const run = async (
    { viewId, format, columns }: { viewId: number; format: ExportFormat; columns: RecordColumn[] },
    path: string,
    ending: AbortController
  ): Promise<void> => {
    publisher.updateNow({ export: { kind: 'running', format, rows: 0, totalRows: 0 } })
    const written = await store.ask(
      'export',
      { viewId, format, path, columns, labels: deps.labels(), zone: zone() },
      {
        signal: ending.signal,
        onProgress: (progress) => publisher.update({ export: { kind: 'running', format, ...progress } })
      }
    )
    running = null
    if (written.ok) {
      lastPath = path
      publisher.updateNow({
        export: { kind: 'done', format, rows: written.value.rows, fileName: nameOf(path).slice(0, 300) }
      })
    } else if (written.error.code === 'cancelled') publisher.updateNow({ export: { kind: 'none' } })
    else publisher.updateNow({ export: { kind: 'failed', format, error: written.error } })
  }

  /** One dialog at a time; null if one is open or the user cancelled. */
  const ask = async (stem: string, extension: string): Promise<string | null> => {
    if (isAsking) return null
    isAsking = true
    try {
      return await dialogs.saveFile({ stem, extension })
    } finally {
      isAsking = false
    }
  }

  return {
    async export(asked) {
      // The window shows the running export; a second one would replace it in the state.
      if (running !== null) return failed({ code: 'export-failed' })
      const path = await ask(exportStem(publisher.value().period, zone()), asked.format)
      if (path === null) return succeeded({ kind: 'cancelled' })
      running = new AbortController()
      void run(asked, path, running)
      return succeeded({ kind: 'started' })
    },
    cancel: () => running?.abort(),
    showLast() {
      if (lastPath !== null) dialogs.showFile(lastPath)
    },
    async savePicture({ title, png }) {
      if (pngSignature.some((byte, at) => png[at] !== byte)) {
        return failed({ code: 'input-invalid', field: 'png' })
      }
      const path = await ask(safeStem(title) || 'Deskline', 'png')
      if (path === null) return succeeded({ kind: 'cancelled' })
      const written = await deps.writeFile(path, png)
      return written.ok ? succeeded({ kind: 'started' }) : written
    },
    close: () => running?.abort()
  }
}
