import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { WorkColumn, WorkListMaking } from '../../shared/work-lists/schema'
import type { ContactTable } from '../contacts/contacts-operations'
import { numbersPerPage, type WorkListOutput } from './work-lists-operations'
import type { WorkListsStore } from './work-lists-store'
import { readColumns } from './work-sources'

/** What storing a list needs. */
interface ListPublishingDeps {
  store: WorkListsStore
  /** Which numbers are on the do-not-call list, in the order of `numbers`. */
  isDoNotCall: (numbers: readonly string[]) => readonly boolean[] | Promise<readonly boolean[]>
  now: () => number
  newId: () => string
}

/** A file whose columns are known. */
interface ListFile {
  path: string
  name: string
  table: ContactTable
}

/** A list that was stored. */
type Stored = Omit<Extract<WorkListMaking, { kind: 'done' }>, 'kind'>

/** Stores a file as a list, then marks the numbers that must not be called, then shows it: all or nothing. */
export function createListPublishing(deps: ListPublishingDeps) {
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
    { path, name, table }: ListFile,
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
