import { failed, succeeded, type Result } from '../../shared/platform/result'
import { workListLimits } from '../../shared/work-lists/limits'
import type { WorkColumn, WorkListMaking, WorkSource } from '../../shared/work-lists/schema'
import { lineText } from '../contacts/contact-text'
import type { ContactTable } from '../contacts/contacts-operations'
import type { Chosen } from '../platform/file-dialogs'
import { nameOfPath } from '../platform/file-name'
import { createOneDialog } from '../platform/one-dialog'
import { numbersPerPage, type WorkListOutput } from './work-lists-operations'
import type { WorkListsStore } from './work-lists-store'
import {
  checkedColumns,
  readColumns,
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

/** Creates the making of lists. */
export function createListMaking(deps: ListMakingDeps): ListMaking {
  const { store, files, publish, publishProgress } = deps
  const askInDialog = createOneDialog()
  let running: { abort: AbortController; isStoring: boolean } | null = null
  let checked: Checked | null = null

  const begin = (isStoring: boolean): { signal: AbortSignal; isCurrent: () => boolean } => {
    const own = { abort: new AbortController(), isStoring }
    running = own
    return { signal: own.abort.signal, isCurrent: () => running === own }
  }
  const leaveCheck = (): void => {
    if (checked?.isOwn === true) files.remove(checked.path)
    checked = null
  }
  const storing = createStoring(deps)

  /** Reads a file to its end, and lets the user check its columns. */
  const check = async (path: string, name: string, isOwn: boolean): Promise<void> => {
    const { signal, isCurrent } = begin(false)
    publish({ kind: 'reading', name, rows: 0 })
    const result = await store.ask(
      'checkFile',
      { path },
      {
        signal,
        onProgress: ({ done }) => isCurrent() && publishProgress({ kind: 'reading', name, rows: done })
      }
    )
    if (!isCurrent() || !result.ok) {
      if (isOwn) files.remove(path)
      if (!isCurrent()) return
      running = null
      if (!result.ok) publish({ kind: 'failed', name, error: result.error })
      return
    }
    running = null
    const { table, rows, headers, sample } = result.value
    const columns = checkedColumns(result.value.columns, deps.words().column)
    checked = { path, name, table, rows, columns: columns.length, isOwn }
    publish({ kind: 'checking', name, rows, columns, headers, sample })
  }

  const save = async (
    file: Omit<Checked, 'columns' | 'isOwn'>,
    columns: readonly WorkColumn[],
    run: ReturnType<typeof begin>
  ): Promise<void> => {
    const { name, rows } = file
    publish({ kind: 'storing', name, rows, done: 0 })
    const result = await storing(file, columns, run.signal, (done) => {
      if (run.isCurrent()) publishProgress({ kind: 'storing', name, rows, done })
    })
    // It can have been stored before the cancel arrived.
    if (result.ok) deps.onStored()
    if (!run.isCurrent()) return
    running = null
    if (result.ok) publish({ kind: 'done', ...result.value })
    // The process can end before it answers a cancel.
    else if (result.error.code === 'cancelled' || run.signal.aborted) publish({ kind: 'none' })
    else publish({ kind: 'failed', name, error: result.error })
  }

  /** Stores a source whose columns are known. */
  const take = async (write: WriteSource, name: string): Promise<void> => {
    const run = begin(true)
    publish({ kind: 'reading', name, rows: 0 })
    const path = files.newPath('csv')
    try {
      const written = await write(path, run.signal)
      if (written.ok && !run.signal.aborted) {
        const columns = checkedColumns(written.value, deps.words().column)
        await save({ path, name, table: writtenTable, rows: 0 }, columns, run)
        return
      }
      if (!run.isCurrent()) return
      running = null
      if (written.ok || written.error.code === 'cancelled') publish({ kind: 'none' })
      else publish({ kind: 'failed', name, error: written.error })
    } finally {
      files.remove(path)
    }
  }

  const checkText = async (text: string): Promise<void> => {
    const name = shortName(deps.words().names.text)
    const { isCurrent } = begin(false)
    publish({ kind: 'reading', name, rows: 0 })
    const path = files.newPath('txt')
    const written = await files.write(path, text)
    if (!isCurrent() || !written.ok) {
      files.remove(path)
      if (!isCurrent()) return
      running = null
      if (!written.ok) publish({ kind: 'failed', name, error: written.error })
      return
    }
    await check(path, name, true)
  }

  const nameOfFile = (path: string): string => {
    const whole = nameOfPath(path)
    return shortName(whole.replace(extension, '')) || shortName(whole)
  }
  const known = (source: Exclude<WorkSource, { kind: 'file' | 'text' }>): [WriteSource, string] => {
    const { names } = deps.words()
    switch (source.kind) {
      case 'contacts':
        return [deps.sources.contacts(source.text), names.contacts(source.text)]
      case 'records':
        return [deps.sources.records(source.viewId), names.records]
      case 'callbacks':
        return [deps.sources.callbacks(), names.callbacks]
      case 'campaign':
        return [deps.sources.campaign(source.importId, source.choice), names.campaign]
    }
  }
  const busy = failed({ code: 'import-running' })
  /** A function, because the value changes while a dialog is open. */
  const isBusy = (): boolean => running !== null

  return {
    async begin(source) {
      if (isBusy()) return busy
      const path = source.kind === 'file' ? await askInDialog(deps.chooseFile) : null
      if (source.kind === 'file' && path === null) return succeeded({ kind: 'cancelled' })
      if (isBusy()) return busy
      leaveCheck()
      if (path !== null) void check(path, nameOfFile(path), false)
      else if (source.kind === 'text') void checkText(source.text)
      else if (source.kind !== 'file') {
        const [write, name] = known(source)
        void take(write, shortName(name))
      }
      return succeeded({ kind: 'started' })
    },
    open(path) {
      if (isBusy()) return busy
      leaveCheck()
      void check(path, nameOfFile(path), false)
      return succeeded(undefined)
    },
    start({ name, columns }) {
      const clean = shortName(name)
      if (clean === '') return failed({ code: 'input-invalid', field: 'name' })
      if (checked === null || columns.length !== checked.columns)
        return failed({ code: 'input-invalid', field: 'columns' })
      const { isOwn, ...file } = checked
      checked = null
      void save({ ...file, name: clean }, columns, begin(true)).finally(() => {
        if (isOwn) files.remove(file.path)
      })
      return succeeded(undefined)
    },
    cancel() {
      if (running?.isStoring === true) {
        // Its outcome is published: a list is stored whole or not at all, and the user learns which.
        running.abort.abort()
        return
      }
      if (running === null && checked === null) return
      running?.abort.abort()
      running = null
      leaveCheck()
      publish({ kind: 'none' })
    },
    dismiss() {
      if (running === null && checked === null) publish({ kind: 'none' })
    },
    isBusy
  }
}

/** A list that was stored. */
type Stored = Omit<Extract<WorkListMaking, { kind: 'done' }>, 'kind'>

/** Stores a file as a list, then marks the numbers that must not be called, then shows it: all or nothing. */
function createStoring(deps: ListMakingDeps) {
  const { store } = deps

  const markNever = async (listId: string, entries: number, signal: AbortSignal): Promise<Result<number>> => {
    let marked = 0
    for (let from = 0; from < entries; from += numbersPerPage) {
      if (signal.aborted) return failed({ code: 'cancelled' })
      const numbers = await store.ask('numbers', { listId, from })
      if (!numbers.ok) return numbers
      const isNever = await deps.isDoNotCall(numbers.value)
      const ids = numbers.value.flatMap((_, at) => (isNever[at] === true ? [from + at] : []))
      const done = ids.length === 0 ? null : await store.ask('markNever', { listId, ids })
      if (done?.ok === false) return done
      marked += ids.length
    }
    return succeeded(marked)
  }

  const finish = async (
    listId: string,
    made: WorkListOutput<'make'>,
    signal: AbortSignal
  ): Promise<Result<Stored>> => {
    const marked = await markNever(listId, made.entries, signal)
    if (!marked.ok) return marked
    if (signal.aborted) return failed({ code: 'cancelled' })
    const shown = await store.ask('publish', { listId })
    return shown.ok ? succeeded({ id: listId, ...made, doNotCall: marked.value }) : shown
  }

  return async (
    { path, name, table }: Pick<Checked, 'path' | 'name' | 'table'>,
    columns: readonly WorkColumn[],
    signal: AbortSignal,
    onProgress: (rows: number) => void
  ): Promise<Result<Stored>> => {
    const listId = deps.newId()
    const made = await store.ask(
      'make',
      { listId, name, path, table, columns: readColumns(columns), nowMs: deps.now() },
      { signal, onProgress: ({ done }) => onProgress(done) }
    )
    const result = made.ok
      ? await finish(listId, made.value, signal).catch((): Result<Stored> =>
          failed({ code: 'work-lists-failed' })
        )
      : made
    // What is left if this fails too is deleted when the program starts.
    if (!result.ok) await store.ask('discard', { listId })
    return result
  }
}
