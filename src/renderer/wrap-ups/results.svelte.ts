import { activeResults, resultName } from '../../shared/results/results'
import type { CallResult } from '../../shared/results/schema'
import { i18n } from '../platform/i18n.svelte.ts'
import { app } from '../platform/state.svelte.ts'

const all = $derived(app.settings?.results ?? [])
const active = $derived(activeResults(all))

/** The user's results of calls, with their names in the user's language. */
export const results = {
  /** With removed ones. */
  get all(): CallResult[] {
    return all
  },
  /** Those that can be chosen; the first has the key 1. */
  get active(): CallResult[] {
    return active
  },
  /** Undefined: the user's list doesn't have it. */
  find: (id: string): CallResult | undefined => all.find((result) => result.id === id),
  nameOf: (result: CallResult): string => resultName(result, i18n.t.wrapUps.results),
  /** The name of a result by its id. */
  name(id: string): string {
    const found = all.find((result) => result.id === id)
    return found === undefined ? id : resultName(found, i18n.t.wrapUps.results)
  }
}
