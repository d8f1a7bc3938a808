import { maxStorageProblems, type StorageProblem } from '../../shared/app/environment'

/** What a store reports. Its `kind`, `file` and `name` say which problem it is: the same one again replaces it. */
export type StorageFault = Pick<StorageProblem, 'kind' | 'file' | 'name'> &
  Partial<Pick<StorageProblem, 'keptAs' | 'lostEntries'>>

/**
 * The storage problems that the main window shows. A loss (any kind but `file-unwritable`) survives restarts until
 * the user dismisses it, so a store can ask for as long as that whether its loss is known to the user.
 */
export interface StorageProblems {
  list(): StorageProblem[]
  /** Adds a problem. A loss is on the disk when this returns, where the disk takes it. */
  record(fault: StorageFault): void
  /** Removes the `file-unwritable` problem of the file `name`: it could be saved again. */
  resolve(name: string): void
  /** True until the user has dismissed the loss of the file `name`. */
  isLossOpen(name: string): boolean
  /** Removes those that the user has seen and dismissed. */
  acknowledge(ids: readonly string[]): void
  /** Returns a function that removes the listener. */
  onChange(listener: (problems: StorageProblem[]) => void): () => void
}

const isLoss = ({ kind }: Pick<StorageProblem, 'kind'>): boolean => kind !== 'file-unwritable'

/** Opens the list that `file` kept. */
export function createStorageProblems(deps: {
  file: { readonly initial: StorageProblem[]; write(problems: StorageProblem[]): void; flush(): void }
  now: () => number
  newId: () => string
}): StorageProblems {
  const { file } = deps
  const listeners = new Set<(problems: StorageProblem[]) => void>()
  // A file that couldn't be saved in an earlier run: whether it can be now isn't known yet.
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
