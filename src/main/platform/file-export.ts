import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'
import type { FileDialogs } from './file-dialogs'
import { nameOfPath } from './file-name'

/** What is published about an export. */
export type FileExportState =
  | { kind: 'none' }
  | { kind: 'running'; rows: number; totalRows: number }
  | { kind: 'done'; rows: number; fileName: string }
  | { kind: 'failed'; error: AppError }

/** How an export is written and published. */
interface FileExportRun {
  write: (
    signal: AbortSignal,
    onProgress: (rows: number, totalRows: number) => void
  ) => Promise<Result<{ rows: number }>>
  publish: (state: FileExportState) => void
  /** Throttled. */
  publishProgress: (state: FileExportState) => void
}

/** Exports rows to files, one export at a time. */
export class FileExport {
  readonly #dialogs: Pick<FileDialogs, 'showFile'>
  #running: AbortController | null = null
  #lastPath: string | null = null

  constructor(dialogs: Pick<FileDialogs, 'showFile'>) {
    this.#dialogs = dialogs
  }

  isRunning(): boolean {
    return this.#running !== null
  }

  start(path: string, run: FileExportRun): void {
    const ending = new AbortController()
    this.#running = ending
    void this.#run(path, run, ending.signal)
  }

  /** Cancels the running export; no partial file is left. */
  cancel(): void {
    this.#running?.abort()
  }

  showLast(): void {
    if (this.#lastPath !== null) this.#dialogs.showFile(this.#lastPath)
  }

  async #run(
    path: string,
    { write, publish, publishProgress }: FileExportRun,
    signal: AbortSignal
  ): Promise<void> {
    publish({ kind: 'running', rows: 0, totalRows: 0 })
    const written = await write(signal, (rows, totalRows) =>
      publishProgress({ kind: 'running', rows, totalRows })
    )
    this.#running = null
    if (written.ok) {
      this.#lastPath = path
      publish({ kind: 'done', rows: written.value.rows, fileName: nameOfPath(path) })
    } else if (written.error.code === 'cancelled') publish({ kind: 'none' })
    else publish({ kind: 'failed', error: written.error })
  }
}
