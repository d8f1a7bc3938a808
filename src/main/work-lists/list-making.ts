import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { AppError } from '../../shared/platform/schema'
import { workListLimits } from '../../shared/work-lists/limits'
import type { WorkColumn, WorkListMaking, WorkSource } from '../../shared/work-lists/schema'
import { lineText } from '../contacts/contact-text'
import type { ContactTable } from '../contacts/contacts-operations'
import type { Chosen } from '../platform/file-dialogs'
import { nameOfPath } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import { createListPublishing } from './list-publishing'
import type { WorkListsStore } from './work-lists-store'
import {
  checkedColumns,
  writtenTable,
  type SourceFiles,
  type WorkSources,
  type WriteSource
} from './work-sources'

/** Texts of new lists in the user's language. */
interface MakingWords {
  /** The names of lists from these sources. `when`: a short date and time. */
  names: {
    text: string
    contacts: (text: string) => string
    records: string
    callbacks: string
    campaign: string
  }
  /** Names a field without a title. */
  column: (n: number) => string
}

/** The making of a list: read, checked by the user, stored. One at a time. */
export interface ListMaking {
  /** For a file shows a file dialog first. Error: `import-running`. */
  begin(source: WorkSource): Promise<Result<Chosen>>
  /** Reads a file. Error: `import-running`. */
  open(path: string): Result<undefined>
  /** Stores what is being checked. Error: `input-invalid`. */
  start(asked: { name: string; columns: readonly WorkColumn[] }): Result<undefined>
  /** Stops reading or storing, or leaves the check. */
  cancel(): void
  /** Acknowledges the result or the error. */
  dismiss(): void
  isBusy(): boolean
}

/** Dependencies of making lists. */
export interface ListMakingDeps {
  store: WorkListsStore
  sources: WorkSources
  files: SourceFiles
  /** Which numbers are on the do-not-call list, in the order of `numbers`. */
  isDoNotCall: (numbers: readonly string[]) => readonly boolean[] | Promise<readonly boolean[]>
  /** The absolute path of a file; null if cancelled. */
  chooseFile: () => Promise<string | null>
  words: () => MakingWords
  now: () => number
  newId: () => string
  publish: (state: WorkListMaking) => void
  /** Throttled. */
  publishProgress: (state: WorkListMaking) => void
  onStored: () => void
}

/** A file that the user checks. */
interface Checked {
  path: string
  name: string
  table: ContactTable
  rows: number
  columns: number
  /** The file is a copy of Deskline's own, and goes away. */
  isOwn: boolean
}

const extension = /\.[^.]{1,5}$/
const shortName = (name: string): string => lineText(name, workListLimits.maxName)

const busy = failed({ code: 'import-running' })

/** The name of a file without its extension. */
function nameOfFile(path: string): string {
  const whole = nameOfPath(path)
  return shortName(whole.replace(extension, '')) || shortName(whole)
}

/** One reading or storing. */
interface Run {
  abort: AbortController
  isStoring: boolean
}

class ListMaker implements ListMaking {
  readonly #deps: ListMakingDeps
  readonly #store: ReturnType<typeof createListPublishing>
  readonly #askInDialog = createOneDialog()
  #running: Run | null = null
  #checked: Checked | null = null

  constructor(deps: ListMakingDeps) {
    this.#deps = deps
    this.#store = createListPublishing(deps)
  }

  async begin(source: WorkSource): Promise<Result<Chosen>> {
    if (this.isBusy()) return busy
    const path = source.kind === 'file' ? await this.#askInDialog(this.#deps.chooseFile) : null
    if (source.kind === 'file' && path === null) return succeeded({ kind: 'cancelled' })
    // Another list can have been begun while the dialog was open.
    if (this.isBusy()) return busy
    this.#leaveCheck()
    if (path !== null) void this.#check(path, nameOfFile(path), false)
    else if (source.kind === 'text') void this.#checkText(source.text)
    else if (source.kind !== 'file') {
      const [write, name] = this.#known(source)
      void this.#take(write, shortName(name))
    }
    return succeeded({ kind: 'started' })
  }

  open(path: string): Result<undefined> {
    if (this.isBusy()) return busy
    this.#leaveCheck()
    void this.#check(path, nameOfFile(path), false)
    return succeeded(undefined)
  }

  start({ name, columns }: { name: string; columns: readonly WorkColumn[] }): Result<undefined> {
    const clean = shortName(name)
    if (clean === '') return failed({ code: 'input-invalid', field: 'name' })
    const checked = this.#checked
    if (checked === null || columns.length !== checked.columns)
      return failed({ code: 'input-invalid', field: 'columns' })
    const { isOwn, ...file } = checked
    this.#checked = null
    void this.#save({ ...file, name: clean }, columns, this.#begin(true)).finally(() => {
      if (isOwn) this.#deps.files.remove(file.path)
    })
    return succeeded(undefined)
  }

  cancel(): void {
    if (this.#running?.isStoring === true) {
      // Its outcome is published: a list is stored whole or not at all, and the user learns which.
      this.#running.abort.abort()
      return
    }
    if (this.#running === null && this.#checked === null) return
    this.#running?.abort.abort()
    this.#running = null
    this.#leaveCheck()
    this.#deps.publish({ kind: 'none' })
  }

  dismiss(): void {
    if (this.#running === null && this.#checked === null) this.#deps.publish({ kind: 'none' })
  }

  isBusy(): boolean {
    return this.#running !== null
  }

  // Steps. A newer step or a cancel makes the outcome of one void.

  #begin(isStoring: boolean): Run {
    return (this.#running = { abort: new AbortController(), isStoring })
  }

  #isCurrent(run: Run): boolean {
    return this.#running === run
  }

  #leaveCheck(): void {
    if (this.#checked?.isOwn === true) this.#deps.files.remove(this.#checked.path)
    this.#checked = null
  }

  /** Reads a file to its end, and lets the user check its columns. */
  async #check(path: string, name: string, isOwn: boolean): Promise<void> {
    const { store, files, publish, publishProgress, words } = this.#deps
    const run = this.#begin(false)
    publish({ kind: 'reading', name, rows: 0 })
    const result = await store.ask(
      'checkFile',
      { path },
      {
        signal: run.abort.signal,
        onProgress: ({ done }) =>
          this.#isCurrent(run) && publishProgress({ kind: 'reading', name, rows: done })
      }
    )
    if (!this.#isCurrent(run) || !result.ok) {
      if (isOwn) files.remove(path)
      if (!result.ok) this.#fail(run, name, result.error)
      return
    }
    this.#running = null
    const { table, rows, headers, sample } = result.value
    const columns = checkedColumns(result.value.columns, words().column)
    this.#checked = { path, name, table, rows, columns: columns.length, isOwn }
    publish({ kind: 'checking', name, rows, columns, headers, sample })
  }

  async #checkText(text: string): Promise<void> {
    const { files, publish, words } = this.#deps
    const name = shortName(words().names.text)
    const run = this.#begin(false)
    publish({ kind: 'reading', name, rows: 0 })
    const path = files.newPath('txt')
    const written = await files.write(path, text)
    if (this.#isCurrent(run) && written.ok) {
      await this.#check(path, name, true)
      return
    }
    files.remove(path)
    if (!written.ok) this.#fail(run, name, written.error)
  }

  /** Stores a source whose columns are known. */
  async #take(write: WriteSource, name: string): Promise<void> {
    const { files, publish, words } = this.#deps
    const run = this.#begin(true)
    const { signal } = run.abort
    publish({ kind: 'reading', name, rows: 0 })
    const path = files.newPath('csv')
    try {
      const written = await write(path, signal)
      if (written.ok && !signal.aborted) {
        const columns = checkedColumns(written.value, words().column)
        await this.#save({ path, name, table: writtenTable, rows: 0 }, columns, run)
      } else this.#fail(run, name, written.ok ? { code: 'cancelled' } : written.error)
    } finally {
      files.remove(path)
    }
  }

  async #save(
    file: Omit<Checked, 'columns' | 'isOwn'>,
    columns: readonly WorkColumn[],
    run: Run
  ): Promise<void> {
    const { publish, publishProgress, onStored } = this.#deps
    const { name, rows } = file
    const { signal } = run.abort
    publish({ kind: 'storing', name, rows, done: 0 })
    const result = await this.#store(file, columns, signal, (done) => {
      if (this.#isCurrent(run)) publishProgress({ kind: 'storing', name, rows, done })
    })
    // It can have been stored before the cancel arrived.
    if (result.ok) onStored()
    // The process can end before it answers a cancel.
    if (!result.ok) this.#fail(run, name, signal.aborted ? { code: 'cancelled' } : result.error)
    else if (this.#isCurrent(run)) {
      this.#running = null
      publish({ kind: 'done', ...result.value })
    }
  }

  #fail(run: Run, name: string, error: AppError): void {
    if (!this.#isCurrent(run)) return
    this.#running = null
    this.#deps.publish(error.code === 'cancelled' ? { kind: 'none' } : { kind: 'failed', name, error })
  }

  #known(source: Exclude<WorkSource, { kind: 'file' | 'text' }>): [WriteSource, string] {
    const { sources } = this.#deps
    const { names } = this.#deps.words()
    switch (source.kind) {
      case 'contacts':
        return [sources.contacts(source.text), names.contacts(source.text)]
      case 'records':
        return [sources.records(source.viewId), names.records]
      case 'callbacks':
        return [sources.callbacks(), names.callbacks]
      case 'campaign':
        return [sources.campaign(source.importId, source.choice), names.campaign]
    }
  }
}

/** Creates the making of lists. */
export const createListMaking = (deps: ListMakingDeps): ListMaking => new ListMaker(deps)
