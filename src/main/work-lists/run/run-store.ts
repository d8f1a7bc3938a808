import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { WorkListsStore } from '../work-lists-store'
import type { WorkRunStore } from './work-run-store'

/** Why a call couldn't be passed on: before anything is stored, there is nothing to update. */
const gone = failed({ code: 'work-list-gone' })

/** The store as working through a list needs it. `onChanged`: entries have changed. */
export function createWorkRunStore(store: WorkListsStore, onChanged: () => void): WorkRunStore {
  const changing = async <T>(asked: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await asked
    if (result.ok) onChanged()
    return result
  }
  const done = async (asked: Promise<Result<null>>): Promise<Result<undefined>> => {
    const result = await changing(asked)
    return result.ok ? succeeded(undefined) : result
  }
  const whereStored = <T>(ask: () => Promise<Result<T>>, otherwise: Result<T> = gone): Promise<Result<T>> =>
    store.isThere() ? ask() : Promise.resolve(otherwise)

  return {
    next: ({ except, ...asked }) => whereStored(() => store.ask('next', { ...asked, except: [...except] })),
    get: (ref) => whereStored(() => store.ask('get', ref)),
    claim: (asked) => done(store.ask('claim', asked)),
    release: (asked) => done(store.ask('release', asked)),
    accepted: (asked) => done(store.ask('accepted', asked)),
    doubt: (asked) => done(store.ask('doubt', asked)),
    settle: (asked) => changing(store.ask('settle', asked)),
    unsettle: (ref) => changing(store.ask('unsettle', ref)),
    async update(call) {
      const result = await whereStored(() => store.ask('update', call), succeeded({ changed: 0 }))
      if (!result.ok) return result
      if (result.value.changed > 0) onChanged()
      return succeeded(undefined)
    },
    claimed: () => whereStored(() => store.ask('claimed', {}), succeeded([])),
    progress: (listId) => whereStored(() => store.ask('progress', { listId }))
  }
}
