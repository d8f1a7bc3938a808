import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import { attempt, type FailureCodes } from './failure'

/** Runs operations and returns their results or error codes; never throws. */
export interface StoreWork<Store, Code extends string> {
  run: <T>(work: () => Promise<T>) => Promise<CodedResult<T, Code>>
  /** Runs work on the open store; `failed` while there is none. */
  onStore: <T>(work: (opened: Store) => Promise<T>) => Promise<CodedResult<T, Code>>
}

/** `store` returns the open store, or null. `onFatal`: see {@link attempt}. */
export function createStoreWork<Store, Code extends string>(
  store: () => Store | null,
  onFatal: () => void,
  codes: FailureCodes<Code>
): StoreWork<Store, Code> {
  const run = <T>(work: () => Promise<T>): Promise<CodedResult<T, Code>> => attempt(work, onFatal, codes)
  return {
    run,
    onStore: (work) => {
      const opened = store()
      return opened === null ? Promise.resolve(failedWith(codes.failed)) : run(() => work(opened))
    }
  }
}
