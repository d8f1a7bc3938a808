import type { Bridge } from '../../../shared/app/contract'
import type { RecordFacets, RecordFilter } from '../../../shared/records/filter-schema'
import { merged, withoutPart } from './filters'

/** The user's filter, and the values that its lists offer. */
export function createFilterState(commands: Pick<Bridge['commands'], 'records:facets'>) {
  let filter = $state.raw<RecordFilter>({})
  let facets = $state.raw<RecordFacets>({ agentIds: [], salesmanCodes: [], results: [], tags: [] })
  let requests = 0

  return {
    get filter() {
      return filter
    },
    get facets() {
      return facets
    },
    set(next: RecordFilter): void {
      filter = merged(next, {})
    },
    patch(patch: RecordFilter): void {
      filter = merged(filter, patch)
    },
    /** Removes the days; they only make sense within the period they were chosen for. */
    clearDays(): void {
      filter = withoutPart(filter, 'days')
    },
    clear(): void {
      filter = {}
    },
    /** Loads the facets; the old ones stay until then, and when it fails. */
    async askFacets(): Promise<void> {
      const request = (requests += 1)
      const reply = await commands['records:facets'](undefined)
      if (request === requests && reply.ok) facets = reply.value
    }
  }
}
