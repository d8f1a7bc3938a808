import { maxStorageProblems } from '../../shared/app/environment'
import type { StorageProblem } from '../../shared/app/schema'

/** A store's report. `kind`, `file` and `name` identify the problem: a repeated report replaces the earlier one. */
export type StorageFault = Pick<StorageProblem, 'kind' | 'file' | 'name'> &
  Partial<Pick<StorageProblem, 'keptAs' | 'lostEntries'>>

/**
 * The storage problems that the main window shows. A loss (any kind but `file-unwritable`) survives restarts until
 * the user dismisses it.
 */
export interface StorageProblems {
  list(): StorageProblem[]
  /** Adds a problem. A loss is on the disk when this returns, if it can be written. */
  record(fault: StorageFault): void
  /** Removes the `file-unwritable` problem of the file `name`, because it could be saved again. */
  resolve(name: string): void
  /** True until the user has dismissed the loss of the file `name`. */
  isLossOpen(name: string): boolean
  /** Removes problems that the user dismissed. */
  acknowledge(ids: readonly string[]): void
  /** Returns a function that removes the listener. */
  onChange(listener: (problems: StorageProblem[]) => void): () => void
}

const isLoss = ({ kind }: Pick<StorageProblem, 'kind'>): boolean => kind !== 'file-unwritable'

/** Opens the list with the losses stored in `file`. */
export function createStorageProblems(deps: {
  file: { readonly initial: StorageProblem[]; write(problems: StorageProblem[]): void; flush(): void }
  now: () => number
  newId: () => string
}): StorageProblems {
  const { file } = deps
  const listeners = new Set<(problems: StorageProblem[]) => void>()
  // `file-unwritable` problems of an earlier run are dropped: the file may be writable now.
  let problems = file.initial.filter(isLoss)

  const change = (next: StorageProblem[]): void => {
    const losses = (all: StorageProblem[]): string => JSON.stringify(all.filter(isLoss))
    const isKeptAnew = losses(next) !== losses(problems)
    problems = next
    if (isKeptAnew) {
      file.write(problems.filter(isLoss))
      file.flush()
    }
    for (const listener of listeners) listener(problems)
  }

  return {
    list: () => problems,
    record({ kind, file: of, name, keptAs = null, lostEntries = null }) {
      const others = problems.filter((problem) => problem.kind !== kind || problem.name !== name)
      const problem = { id: deps.newId(), kind, file: of, name, keptAs, lostEntries, atMs: deps.now() }
      change([...others, problem].slice(-maxStorageProblems))
    },
    resolve(name) {
      const left = problems.filter((problem) => isLoss(problem) || problem.name !== name)
      if (left.length < problems.length) change(left)
    },
    isLossOpen: (name) => problems.some((problem) => isLoss(problem) && problem.name === name),
    acknowledge(ids) {
      change(problems.filter(({ id }) => !ids.includes(id)))
    },
    onChange(listener) {
      const own = (changed: StorageProblem[]): void => listener(changed)
      listeners.add(own)
      return () => void listeners.delete(own)
    }
  }
}
